import { newId } from '../../documents/create';
import { readDocumentFields } from '../../documents/fields';
import { formLines } from '../../documents/salesDocuments';
import { documentCollection } from '../../fields/documents';
import { lines } from '../../fields/lines';
import { simplify } from '../../fields/lists';
import { contact, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { shownTradeOffer } from './shown';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a trade offer',
	description: 'Make an offer for a contact',
	endpoints: ['tradeOffer.create', 'tradeOffer.get', 'sale.getSettings', 'product.get'],
	fields: [
		organization,
		contact(),
		...lines,
		documentCollection('Additional Fields', 'additionalFields', [
			'address',
			'comment',
			'currency',
			'date',
			'externalReference',
			'language',
			'ownId',
			'template',
			'title',
		]),
		simplify,
	],
	async run(context) {
		const ContactGuid = context.id('contactId');
		const additional = context.group('additionalFields');
		const Guid = newId(additional.optionalId('ownId'));
		const fields = readDocumentFields(additional);
		const body = { Guid, ContactGuid, ...(await formLines(context)), ...fields };
		const organizationId = await context.organizationId();
		await context.dinero.call('tradeOffer.create', { organizationId, body });
		const document = await context.dinero.call('tradeOffer.get', { organizationId, path: { guid: Guid } });
		return shownTradeOffer(document, context.boolean('simplify'));
	},
};
