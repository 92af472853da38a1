import type { SalesDocument } from '../books/documents.mts';
import {
	fieldPicker,
	isShown,
	meets,
	pageOf,
	readChangesSince,
	readFreeText,
	readQueryFilter,
} from '../books/lists.mts';
import { fromMinor } from '../books/money.mts';
import { checkVersion, refuseField, refuseRule } from '../books/refusals.mts';
import { contactNameOf, createDraft, readContent } from '../books/salesDocuments.mts';
import type { Answer, Call, Operation } from './call.mts';
import { answered, documentOf, liveDocumentOf } from './found.mts';
import { calculatedModel, keptModel } from './salesModels.mts';
import { deleteDraft, email, emailTemplate, mailouts, pdf, replaceDraft } from './salesShared.mts';

function addHistory(call: Call, offer: SalesDocument, emailSentAt: string | null = null): void {
	offer.history.push({
		status: offer.offerStatus,
		updatedAt: call.world.clock.stamp(),
		emailSentAt,
		total: offer.totals.gross,
		currency: offer.currency,
	});
}

function offerModel(call: Call, offer: SalesDocument) {
	return {
		...keptModel(call.organization, offer),
		HasGeneratedAnyVouchers: offer.generatedVouchers.length > 0,
		Status: offer.offerStatus,
		GeneratedVouchers: offer.generatedVouchers,
		History: offer.history.map((entry) => ({
			Status: entry.status,
			UpdatedAt: answered(call.world, entry.updatedAt),
			TradeOfferEmailSentAt: answered(call.world, entry.emailSentAt),
			ConfirmationEmailSentAt: null,
			TotalInclVat: fromMinor(entry.total),
			Currency: entry.currency,
		})),
	};
}

/** A trade offer has a number from the start: it is never booked. */
function create(call: Call): Answer {
	const content = readContent(call.organization, 'TradeOffer', call.body);
	if (!content.contactGuid) refuseField('ContactGuid', 'The ContactGuid field is required.');
	const offer = createDraft(call.organization, 'TradeOffer', call.body.Guid, content);
	offer.number = call.organization.takeNumber('tradeOffer');
	addHistory(call, offer);
	return { json: { Guid: offer.guid, TimeStamp: offer.timeStamp } };
}

function fetchTotals(call: Call): Answer {
	const content = readContent(call.organization, 'TradeOffer', call.body);
	const contact = content.contactGuid ? call.organization.contacts.get(content.contactGuid) : undefined;
	return {
		json: calculatedModel(
			call.organization,
			content,
			call.organization.nextNumber('tradeOffer'),
			contact?.name ?? null,
		),
	};
}

function get(call: Call): Answer {
	const offer = documentOf(call, 'TradeOffer');
	return call.accept === 'binary' ? pdf(call, 'TradeOffer') : { json: offerModel(call, offer) };
}

/** An offer that was taken up is binding under Danish law: it is neither changed nor deleted. */
function refuseTakenUp(call: Call): void {
	const offer = liveDocumentOf(call, 'TradeOffer');
	if (offer.offerStatus !== 'Draft' && call.world.switches.softRules === 'refused') {
		refuseRule('The trade offer was taken up and can no longer be changed.');
	}
}

function update(call: Call): Answer {
	refuseTakenUp(call);
	const answer = replaceDraft(call, 'TradeOffer');
	addHistory(call, documentOf(call, 'TradeOffer'));
	return answer;
}

function remove(call: Call): Answer {
	refuseTakenUp(call);
	return deleteDraft(call, 'TradeOffer');
}

function send(call: Call): Answer {
	const answer = email(call, 'TradeOffer', 'TradeOffer');
	addHistory(call, documentOf(call, 'TradeOffer'), call.world.clock.stamp());
	return answer;
}

/** An invoice draft with the offer's lines; the offer gets a new version. */
function generateInvoice(call: Call): Answer {
	const { organization } = call;
	const offer = liveDocumentOf(call, 'TradeOffer');
	checkVersion(offer, call.body?.Timestamp);
	const content = readContent(organization, 'Invoice', {
		ContactGuid: offer.contactGuid,
		Currency: offer.currency,
		Language: offer.language,
		Address: offer.address,
		ShowLinesInclVat: offer.showLinesInclVat,
		InvoiceTemplateId: offer.invoiceTemplateId,
		ExternalReference: offer.externalReference,
		Comment: offer.comment,
		ProductLines: offer.lines.map((line) => ({
			Description: line.description,
			Comments: line.comments,
			Quantity: line.quantity,
			AccountNumber: line.accountNumber,
			Unit: line.unit,
			Discount: line.discount,
			LineType: line.lineType,
			BaseAmountValue: line.baseAmountValue,
		})),
	});
	const invoice = createDraft(organization, 'Invoice', null, content);
	offer.generatedVouchers.push(invoice.guid);
	offer.offerStatus = 'Invoiced';
	organization.touch(offer);
	addHistory(call, offer);
	return { json: { Guid: invoice.guid, TimeStamp: invoice.timeStamp } };
}

const listFields = [
	'Number',
	'Guid',
	'TimeStamp',
	'ContactName',
	'ContactGuid',
	'Address',
	'Date',
	'Comment',
	'Description',
	'ExternalReference',
	'Language',
	'Currency',
	'TotalExclVat',
	'TotalVatableAmount',
	'TotalInclVat',
	'TotalNonVatableAmount',
	'TotalVat',
	'HasGeneratedAnyVouchers',
	'Status',
	'MailOutStatus',
	'LatestMailOutType',
	'CreatedAt',
	'UpdatedAt',
	'DeletedAt',
] as const;

const filterable = {
	ExternalReference: 'text',
	ContactName: 'text',
	Address: 'text',
	Comment: 'text',
	Description: 'text',
	HasGeneratedAnyVouchers: 'boolean',
	Currency: 'text',
	Date: 'text',
	Number: 'number',
} as const;

const sortKeys: Record<string, (call: Call, offer: SalesDocument) => string | number> = {
	TradeOfferNumber: (_call, offer) => offer.number,
	TradeOfferDate: (_call, offer) => offer.date,
	Status: (_call, offer) => offer.offerStatus,
	ContactName: (call, offer) => contactNameOf(call.organization, offer) ?? '',
};

function list(call: Call): Answer {
	const { organization, query, world } = call;
	const pick = fieldPicker<ReturnType<typeof offerModel>>(
		query.fields,
		'guid,contactName,date,description',
		listFields,
	);
	const conditions = readQueryFilter(
		query.queryFilter,
		filterable,
		world.switches.combinedFilter === 'everywhere',
	);
	const since = readChangesSince(query.changesSince);
	const text = readFreeText(query.freeTextSearch);
	const alsoDeleted = since !== undefined && world.switches.deletedRowsInChanges;
	const order = readOrder(call);
	const rows = [...organization.tradeOffers.values()]
		.filter(
			(offer) =>
				(query.deletedOnly ? offer.deletedAt !== null : alsoDeleted || offer.deletedAt === null) &&
				(since === undefined || offer.updatedAt >= since) &&
				isShown(world, offer, since) &&
				(text === undefined || searchText(call, offer).includes(text)) &&
				(conditions.length === 0 ||
					meets(conditions, (field) => offerModel(call, offer)[field as 'Comment'])),
		)
		.sort(order);
	const count =
		world.switches.resultWithoutFilter === 'filtered' ? rows.length : organization.tradeOffers.size;
	return { json: pageOf(rows, query, (offer) => pick(offerModel(call, offer)), count) };
}

function searchText(call: Call, offer: SalesDocument): string {
	const name = contactNameOf(call.organization, offer) ?? '';
	return [offer.number, name, offer.description, fromMinor(offer.totals.gross).toFixed(2)]
		.join('\n')
		.toLowerCase();
}

function readOrder(call: Call): (one: SalesDocument, other: SalesDocument) => number {
	const asked = String(call.query.sort || 'TradeOfferNumber')
		.split(',')
		.map((each) => each.trim())
		.filter(Boolean);
	for (const each of asked) {
		if (!sortKeys[each])
			refuseField('sort', `Unknown sort field '${each}'. Known: ${Object.keys(sortKeys).join(', ')}.`);
	}
	const direction = String(call.query.sortOrder || 'descending');
	if (direction !== 'ascending' && direction !== 'descending')
		refuseField('sortOrder', 'The order must be ascending or descending.');
	const sign = direction === 'ascending' ? 1 : -1;
	return (one, other) => {
		for (const field of asked) {
			const [left, right] = [sortKeys[field](call, one), sortKeys[field](call, other)];
			if (left !== right) return left < right ? -sign : sign;
		}
		return 0;
	};
}

export const tradeOfferOperations: Record<string, Operation> = {
	post_v1_organizationId_tradeoffers: create,
	get_v1_organizationId_tradeoffers: list,
	post_v1_organizationId_tradeoffers_fetch: fetchTotals,
	get_v1_organizationId_tradeoffers_guid: get,
	delete_v1_organizationId_tradeoffers_guid: remove,
	get_v1_organizationId_tradeoffers_guid_email_template: (call) =>
		emailTemplate(call, 'TradeOffer', 'TradeOffer'),
	post_v1_organizationId_tradeoffers_guid_email: send,
	post_v1_organizationId_tradeoffers_guid_generate_invoice: generateInvoice,
	put_v1_2_organizationId_tradeoffers_guid: update,
	get_v1_organizationId_tradeoffers_guid_mailouts: (call) => mailouts(call, 'TradeOffer'),
};
