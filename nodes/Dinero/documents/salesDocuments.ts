import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { components } from '../../../api/schema';
import type { OperationContext } from '../context';
import { readEmptied } from '../fields/emptying';
import type { Parameters } from '../parameters';
import { lineDefaults } from './create';
import { putOver, readDocumentFields, readInvoiceFields } from './fields';
import { updateDraft } from './drafts';
import { documentId, type Kind } from './kinds';
import { completeLines, readLines, type DocumentLine } from './lines';
import { keepsLines } from './rows';
import { emptiableTexts } from './updateForm';

type ReadLine = components['schemas']['InvoiceLinesReadModel'];
export type SalesKind = Extract<Kind, 'invoice' | 'creditNote' | 'tradeOffer'>;

/** A sales document as it is read, as far as it can be written again. */
export interface SalesDocument {
	Guid: string;
	Status?: string | null;
	ShowLinesInclVat: boolean;
	ProductLines: readonly ReadLine[];
}

const writable = [
	'ContactGuid',
	'ShowLinesInclVat',
	'InvoiceTemplateId',
	'Currency',
	'Language',
	'ExternalReference',
	'Description',
	'Comment',
	'Date',
	'Address',
] as const;

const writableByKind: Record<SalesKind, readonly string[]> = {
	invoice: [
		...writable,
		'PaymentConditionNumberOfDays',
		'PaymentConditionType',
		'IsMobilePayInvoiceEnabled',
		'IsPensoPayEnabled',
	],
	creditNote: [...writable, 'CreditNoteFor'],
	tradeOffer: writable,
};

/** A line as it is read, as it is written: with the price that belongs to the document's way of showing VAT. */
export function asWritten(line: ReadLine, inclVat: boolean): DocumentLine {
	return {
		...(line.ProductGuid ? { ProductGuid: line.ProductGuid } : { Description: line.Description }),
		Comments: line.Comments,
		LineType: line.LineType,
		Quantity: line.Quantity,
		BaseAmountValue: inclVat ? line.BaseAmountValueInclVat : line.BaseAmountValue,
		Discount: line.Discount,
		AccountNumber: line.AccountNumber,
		Unit: line.Unit,
	};
}

/** The lines of the form in the contract's names, with whether their prices include VAT. */
export async function formLines(context: OperationContext) {
	const given = readLines(context);
	const defaults = await lineDefaults(context);
	return { ShowLinesInclVat: defaults.pricesIncludeVat, ProductLines: await completeLines(given, defaults) };
}

/** The optional fields of a kind of document. */
export function readFieldsFor(kind: SalesKind, fields: Parameters): object {
	return kind === 'invoice' ? readInvoiceFields(fields) : readDocumentFields(fields);
}

/** Changes the draft that the form picks: the fields that are given, and its lines when new ones are given. */
export async function updateSalesDocument<D extends SalesDocument>(
	context: OperationContext,
	kind: SalesKind,
): Promise<D> {
	const guid = documentId(context, kind);
	const fields = context.group('updateFields');
	const contact = fields.optionalId('contactId');
	const given = {
		...readFieldsFor(kind, fields),
		...(contact === undefined ? {} : { ContactGuid: contact }),
		...readEmptied(fields, emptiableTexts),
	};
	const kept = keepsLines(context);
	if (kept && Object.keys(given).length === 0) {
		throw context.unusable(
			'updateFields',
			'holds nothing to change',
			'Add the fields that shall be changed.',
		);
	}
	const lines = kept ? undefined : await formLines(context);
	return await updateDraft<D>(context, kind, guid, async (document) => {
		const current = document as unknown as IDataObject;
		const written = Object.fromEntries(writableByKind[kind].map((key) => [key, current[key] ?? null]));
		// Another contact gets its own address, not the first one's.
		if (contact !== undefined && contact !== String(current.ContactGuid).toLowerCase())
			written.Address = null;
		const ProductLines = document.ProductLines.map((line) => asWritten(line, document.ShowLinesInclVat));
		return await Promise.resolve({ ...putOver(written, given, fields), ProductLines, ...lines });
	});
}

export const bookNumber: INodeProperties = {
	displayName: 'Number',
	name: 'number',
	type: 'number',
	default: 0,
	description: "The number to give it; 0 takes Dinero's next one. A number that is in use is refused.",
};
