import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { OperationContext } from '../context';
import { documentCollection } from '../fields/documents';
import { lines } from '../fields/lines';
import { pick, simplify } from '../fields/lists';
import { contact, organization } from '../fields/locators';
import { present } from '../values/present';
import { fieldNames } from './fieldNames';
import { formLines, readFieldsFor, type SalesKind } from './salesDocuments';

const simpleFields = ['ContactName', 'Date', 'Currency', 'TotalExclVat', 'TotalVat', 'TotalInclVat'];

/** The form of Preview Totals. Dinero calculates an offer for a contact only. */
export function totalsForm(kind: SalesKind): INodeProperties[] {
	return [
		organization,
		contact(kind === 'tradeOffer' ? {} : { required: false }),
		...lines,
		documentCollection('Additional Fields', 'additionalFields', fieldNames(kind)),
		simplify,
	];
}

/** The totals of what the form describes, as Dinero calculates them; nothing is saved. */
export async function previewTotals(context: OperationContext, kind: SalesKind): Promise<IDataObject> {
	const ContactGuid = kind === 'tradeOffer' ? context.id('contactId') : context.optionalId('contactId');
	const fields = readFieldsFor(kind, context.group('additionalFields'));
	const body = present({ ContactGuid, ...(await formLines(context)), ...fields });
	const organizationId = await context.organizationId();
	const endpoint = `${kind}.fetchTotals` as 'invoice.fetchTotals';
	const totals = (await context.dinero.call(endpoint, { organizationId, body })) as unknown as IDataObject;
	return context.boolean('simplify') ? pick(totals, simpleFields) : totals;
}
