import { madeOnce, newId } from '../../documents/create';
import { fieldNames } from '../../documents/fieldNames';
import { readDocumentFields } from '../../documents/fields';
import { formLines } from '../../documents/salesDocuments';
import { documentCollection } from '../../fields/documents';
import { lines } from '../../fields/lines';
import { simplify, withOutcome } from '../../fields/lists';
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
		documentCollection('Additional Fields', 'additionalFields', [...fieldNames('tradeOffer'), 'ownId']),
		simplify,
	],
	async run(context) {
		const ContactGuid = context.id('contactId');
		const additional = context.group('additionalFields');
		const chosenId = additional.optionalId('ownId');
		const Guid = newId(chosenId);
		const fields = readDocumentFields(additional);
		const body = { Guid, ContactGuid, ...(await formLines(context)), ...fields };
		const organizationId = await context.organizationId();
		const outcome = await madeOnce(
			context.dinero.call('tradeOffer.create', { organizationId, body }),
			chosenId,
		);
		const document = await context.dinero.call('tradeOffer.get', { organizationId, path: { guid: Guid } });
		const isSimple = context.boolean('simplify');
		return withOutcome(outcome, shownTradeOffer(document, isSimple), isSimple);
	},
};
