import { isDineroError } from '../../../../api/errors';
import { lineDefaults, newId } from '../../documents/create';
import { bookField, bookIfWanted } from '../../documents/drafts';
import { readInvoiceFields } from '../../documents/fields';

import { completeLines, readLines } from '../../documents/lines';
import { shownInvoice, type Invoice } from '../../documents/shown';
import { documentCollection } from '../../fields/documents';
import { lines } from '../../fields/lines';
import { simplify } from '../../fields/lists';
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
		documentCollection('Additional Fields', 'additionalFields', [
			'address',
			'comment',
			'currency',
			'date',
			'externalReference',
			'language',
			'mobilePay',
			'ownId',
			'paymentConditions',
			'paymentDays',
			'pensoPay',
			'reminderFee',
			'reminderInterestRate',
			'template',
			'title',
		]),
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
		const outcome = await made(context.dinero.call('invoice.create', { organizationId, body }), chosenId);
		const invoice = await bookIfWanted<Invoice>(context, 'invoice', Guid);
		return { outcome, ...shownInvoice(invoice, context.boolean('simplify')) };
	},
};

/** An id that the user chose and that is taken belongs to an earlier run; that invoice is the result. */
async function made(
	call: Promise<unknown>,
	chosenId: string | undefined,
): Promise<'created' | 'alreadyThere'> {
	const refused = await call.then(
		() => undefined,
		(reason: unknown) => ({ reason }),
	);
	if (refused === undefined) return 'created';
	const { reason } = refused;
	if (!isDineroError(reason) || reason.kind !== 'duplicate') throw reason;
	return chosenId === undefined || reason.earlierTryUnknown ? 'created' : 'alreadyThere';
}
