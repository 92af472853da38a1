import { madeOnce, newId } from '../../documents/create';
import { collection, documentFields } from '../../fields/documents';
import { simplify, withOutcome } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { readContactDetails, readCountry } from './body';
import { contactType, country, detailFields, name } from './fields';
import { shownContact } from './simple';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a contact',
	description: 'Add a customer or supplier, without looking whether there already is one',
	endpoints: ['contact.create', 'contact.get'],
	fields: [
		organization,
		contactType,
		name,
		country,
		collection('Additional Fields', 'additionalFields', [...detailFields, documentFields.ownId]),
		simplify,
	],
	async run(context) {
		const isPerson = context.choice('contactType', ['company', 'person']) === 'person';
		const additional = context.group('additionalFields');
		const chosenId = additional.optionalId('ownId');
		const guid = newId(chosenId);
		const body = {
			ContactGuid: guid,
			Name: context.text('name'),
			CountryKey: readCountry(context) ?? 'DK',
			IsPerson: isPerson,
			IsMember: false,
			UseCvr: false,
			...readContactDetails(additional, isPerson),
		};
		const organizationId = await context.organizationId();
		const outcome = await madeOnce(context.dinero.call('contact.create', { organizationId, body }), chosenId);
		const contact = await context.dinero.call('contact.get', { organizationId, path: { guid } });
		const isSimple = context.boolean('simplify');
		return withOutcome(outcome, shownContact(contact, isSimple), isSimple);
	},
};
