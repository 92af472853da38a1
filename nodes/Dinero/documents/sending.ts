import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { timestampOf } from '../../../api/timestamps';
import type { OperationContext } from '../context';
import { collection } from '../fields/documents';
import { readEmail } from '../fields/email';
import { filterFields } from '../fields/filters';
import { present } from '../values/present';
import { callFor, documentId, kinds, readBooked, readDocument, type AnyDocument, type Kind } from './kinds';

/** E-mails the document that the form picks and says to whom it went. */
export async function emailDocument(
	context: OperationContext,
	kind: Kind,
	verb = 'sendEmail',
): Promise<IDataObject> {
	const guid = documentId(context, kind);
	const body = readEmail(context.group('options'));
	const found =
		kind === 'tradeOffer'
			? await readDocument<AnyDocument>(context, kind, guid)
			: await readBooked<AnyDocument>(context, kind, guid, 'an e-mail');
	const sent = await callFor<{ Recipients?: Array<{ Email?: string | null }> | null } | undefined>(
		context,
		kind,
		verb,
		guid,
		{ body },
	);
	return {
		sent: true,
		Guid: guid,
		Number: found.Number ?? null,
		...(sent?.Recipients ? { receivers: sent.Recipients.map((recipient) => recipient.Email ?? null) } : {}),
	};
}

export const eDocumentOptions: INodeProperties = collection('Options', 'options', [
	{
		displayName: 'Attention',
		name: 'attention',
		type: 'string',
		default: '',
		description: "The person in the company; empty means the contact's",
	},
	{
		displayName: 'Order Reference',
		name: 'orderReference',
		type: 'string',
		default: '',
		description: "The customer's own order or requisition number",
	},
	{
		displayName: 'Payment Means',
		name: 'paymentMeans',
		type: 'options',
		options: [
			{ name: 'Domestic Transfer', value: 'Domestic' },
			{ name: 'FIK', value: 'FIK' },
			{ name: 'International Transfer', value: 'International' },
		],
		default: 'Domestic',
	},
]);

/** Sends a booked document electronically (NemHandel), by the number that the contact has for it. */
export async function sendEDocument(
	context: OperationContext,
	kind: Kind,
	verb: string,
): Promise<IDataObject> {
	const guid = documentId(context, kind);
	const options = context.group('options');
	const given = present({
		OrderReference: options.optionalText('orderReference'),
		AttPerson: options.optionalText('attention'),
		PaymentMeanEnum:
			options.optionalChoice('paymentMeans', ['Domestic', 'International', 'FIK']) ?? 'Domestic',
	});
	const found = await readBooked<AnyDocument>(context, kind, guid, 'sending it electronically');
	await callFor(context, kind, verb, guid, { body: { ...given, Timestamp: timestampOf(found) } });
	return { sent: true, Guid: guid, Number: found.Number ?? null };
}

/** What was sent of the document that the form picks, newest as Dinero gives it. */
export async function listMailouts(context: OperationContext, kind: Kind): Promise<IDataObject[]> {
	const guid = documentId(context, kind);
	const filters = context.group('filters');
	const sms = filters.optionalBoolean('includeSms');
	const query = present({ changesSince: filters.optionalMoment('changedSince'), includeSms: sms });
	return await callFor<IDataObject[]>(context, kind, 'getMailouts', guid, { query });
}

const changedSince: INodeProperties = filterFields.changedSince;
const includeSms: INodeProperties = {
	displayName: 'Include SMS',
	name: 'includeSms',
	type: 'boolean',
	default: true,
	description: 'Whether to list text messages too',
};

export const mailoutFilters = collection('Filters', 'filters', [changedSince, includeSms]);
export const creditNoteMailoutFilters = collection('Filters', 'filters', [changedSince]);

/** The e-mail as Dinero would send it now, with receiver, subject and text. */
export async function readTemplate(
	context: OperationContext,
	kind: Kind,
	verb = 'getEmailTemplate',
): Promise<IDataObject> {
	const guid = documentId(context, kind);
	return { ...(await callFor<IDataObject>(context, kind, verb, guid)), [`${kinds[kind].parameter}`]: guid };
}
