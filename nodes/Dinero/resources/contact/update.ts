import { putOver } from '../../documents/fields';
import { collection } from '../../fields/documents';
import { emptyField, readEmptied } from '../../fields/emptying';
import { simplify } from '../../fields/lists';
import { contact, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';
import { asUpdate, readContactDetails, readCountry } from './body';
import { country, detailFields, emptiableDetails, name } from './fields';
import { shownContact } from './simple';

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a contact',
	description: 'Change fields of one customer or supplier; fields that are not given stay as they are',
	endpoints: ['contact.get', 'contact.update'],
	fields: [
		organization,
		contact(),
		collection('Update Fields', 'updateFields', [
			...detailFields,
			name,
			country,
			emptyField(emptiableDetails, detailFields),
		]),
		simplify,
	],
	async run(context) {
		const guid = context.id('contactId');
		const fields = context.group('updateFields');
		const changed = present({
			...readContactDetails(fields, false),
			...readEmptied(fields, emptiableDetails),
			Name: fields.optionalText('name'),
			CountryKey: readCountry(fields),
		});
		const given = context.changes('updateFields', changed);
		const organizationId = await context.organizationId();
		const before = await context.dinero.call('contact.get', { organizationId, path: { guid } });
		if (before.IsPerson) readContactDetails(fields, true);
		const body = putOver(asUpdate(before), given, fields);
		await context.dinero.call('contact.update', { organizationId, path: { guid }, body });
		const after = await context.dinero.call('contact.get', { organizationId, path: { guid } });
		return shownContact(after, context.boolean('simplify'));
	},
};
