import type { IDataObject } from 'n8n-workflow';

import { forgetOrganizationSettings } from '../../../../api/organizationFacts';
import { collection } from '../../fields/documents';
import { organization, vatType } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';

export const createEntry: Operation = {
	value: 'createEntry',
	name: 'Create Entry Account',
	action: 'Create an entry account',
	description:
		'Add an account to the chart; accounts made through the API have no VAT code until somebody sets it in Dinero, so invoices on them carry no VAT',
	endpoints: ['account.createEntry', 'account.getManyEntry'],
	fields: [
		organization,
		{
			displayName: 'Account Number',
			name: 'number',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1010,
			description: 'A number that is not in use',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Sale of used bikes',
		},
		vatType({
			description:
				'VAT that the account is meant for; none for no VAT. Dinero wants the code but does not set it on the new account: set it in Dinero afterwards.',
		}),
		collection('Additional Fields', 'additionalFields', [
			{
				displayName: 'Public Standard Number',
				name: 'standardNumber',
				type: 'number',
				default: 0,
				description: 'The account of the public standard chart that it belongs to',
			},
		]),
	],
	async run(context) {
		const standard = context.group('additionalFields').optionalWhole('standardNumber', { minimum: 0 });
		const body = present({
			Number: context.whole('number', { minimum: 1 }),
			Name: context.text('name'),
			VatCode: context.text('vatCode'),
			PublicStandardNumber: standard === 0 ? undefined : standard,
		});
		const organizationId = await context.organizationId();
		await context.dinero.call('account.createEntry', { organizationId, body });
		forgetOrganizationSettings(context.dinero, organizationId);
		// The answer is empty, and the VAT code that was sent does not stick: only the chart tells what there is now.
		const chart = (await context.dinero.getMany('account.getManyEntry', {
			organizationId,
			query: { fields: 'AccountNumber,Name,VatCode,Category,IsHidden' },
		})) as unknown as IDataObject[];
		const account = chart.find((one) => one.AccountNumber === body.Number);
		return { created: true, ...(account ?? { AccountNumber: body.Number }) };
	},
};
