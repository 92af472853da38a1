import { forgetOrganizationSettings } from '../../../../api/organizationFacts';
import { collection } from '../../fields/documents';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';

export const createDeposit: Operation = {
	value: 'createDeposit',
	name: 'Create Deposit Account',
	action: 'Create a deposit account',
	description: 'Add a bank or clearing account, for example for a payment provider',
	endpoints: ['account.createDeposit'],
	fields: [
		organization,
		{
			displayName: 'Account Number',
			name: 'number',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 55140,
			description: 'A number that is not in use, normally from 55000 to 55999',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Clearing account of the shop',
		},
		collection('Additional Fields', 'additionalFields', [
			{ displayName: 'Bank Account Number', name: 'bankAccount', type: 'string', default: '' },
			{ displayName: 'Bank Registration Number', name: 'bankRegistration', type: 'string', default: '' },
			{ displayName: 'IBAN', name: 'iban', type: 'string', default: '' },
			{
				displayName: 'Public Standard Number',
				name: 'standardNumber',
				type: 'number',
				default: 0,
				description: 'The account of the public standard chart that it belongs to',
			},
			{ displayName: 'SWIFT', name: 'swift', type: 'string', default: '' },
		]),
	],
	async run(context) {
		const additional = context.group('additionalFields');
		const standard = additional.optionalWhole('standardNumber', { minimum: 0 });
		const body = present({
			Number: context.whole('number', { minimum: 1 }),
			Name: context.text('name'),
			PublicStandardNumber: standard === 0 ? undefined : standard,
			RegistrationNumber: additional.optionalText('bankRegistration'),
			AccountNumber: additional.optionalText('bankAccount'),
			SwiftNumber: additional.optionalText('swift'),
			IbanNumber: additional.optionalText('iban'),
		});
		const organizationId = await context.organizationId();
		await context.dinero.call('account.createDeposit', { organizationId, body });
		forgetOrganizationSettings(context.dinero, organizationId);
		return { created: true, AccountNumber: body.Number, Name: body.Name };
	},
};
