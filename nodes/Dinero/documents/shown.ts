import type { IDataObject } from 'n8n-workflow';

import type { components } from '../../../api/schema';
import { pick } from '../fields/lists';

export type Invoice = components['schemas']['InvoiceReadModel'];

const simpleInvoiceFields = [
	'Guid',
	'Number',
	'Status',
	'Date',
	'PaymentDate',
	'ContactName',
	'TotalExclVat',
	'TotalInclVat',
	'Currency',
] as const;

/** The invoice as the Simplify field asks for it; simplified, its payment status stands as Status. */
export function shownInvoice(invoice: Invoice, simplify: boolean): IDataObject {
	const row = invoice as unknown as IDataObject;
	if (!simplify) return row;
	const status = invoice.PaymentStatus ?? invoice.Status ?? null;
	return {
		...pick(row, simpleInvoiceFields),
		Number: invoice.Number === 0 ? null : invoice.Number,
		Status: status,
	};
}
