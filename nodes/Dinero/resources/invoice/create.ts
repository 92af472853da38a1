import { lineDefaults, madeOnce, newId } from '../../documents/create';
import { bookField, bookIfWanted } from '../../documents/drafts';
import { fieldNames } from '../../documents/fieldNames';
import { readInvoiceFields } from '../../documents/fields';
import { completeLines, readLines } from '../../documents/lines';
import { shownInvoice, type Invoice } from '../../documents/shown';
import { documentCollection } from '../../fields/documents';
import { lines } from '../../fields/lines';
import { simplify, withOutcome } from '../../fields/lists';
import { contact, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create an invoice',
	description: 'Make an invoice for a contact, as a draft or booked',
	endpoints: ['invoice.create', 'invoice.get', 'invoice.book', 'sale.getSettings', 'product.get'],
	fields: [
		organization,
		contact(),
		...lines,
		bookField,
		documentCollection('Additional Fields', 'additionalFields', [...fieldNames('invoice'), 'ownId']),
		simplify,
	],
	async run(context) {
		const ContactGuid = context.id('contactId');
		const given = readLines(context);
		const additional = context.group('additionalFields');
		const fields = readInvoiceFields(additional);
		const chosenId = additional.optionalId('ownId');
		const Guid = newId(chosenId);
		const organizationId = await context.organizationId();
		const defaults = await lineDefaults(context);
		const body = {
			Guid,
			ContactGuid,
			ShowLinesInclVat: defaults.pricesIncludeVat,
			ProductLines: await completeLines(given, defaults),
			...fields,
		};
		const outcome = await madeOnce(context.dinero.call('invoice.create', { organizationId, body }), chosenId);
		const invoice = await bookIfWanted<Invoice>(context, 'invoice', Guid);
		const isSimple = context.boolean('simplify');
		return withOutcome(outcome, shownInvoice(invoice, isSimple), isSimple);
	},
};
