import type { Purchase } from '../books/documents.mts';
import { fromMinor } from '../books/money.mts';
import type { Organization } from '../books/organization.mts';
import {
	amountsOf,
	bookPurchase,
	createPurchase,
	fixedAssetLimit,
	purchaseStatus,
	purchaseTotals,
	readPurchase,
} from '../books/purchases.mts';
import {
	checkVersion,
	refuseDeleted,
	refuseField,
	refuseNoResult,
	refuseRule,
	requireVersion,
} from '../books/refusals.mts';
import type { Answer, Call, Operation } from './call.mts';
import { bookedBy } from './found.mts';
import { creditCashPurchase } from './manualVouchers.mts';

type Content = ReturnType<typeof readPurchase>;

/** The purchase of the path; an unknown or deleted one is refused as 400, code 63. */
function purchaseOf(call: Call): Purchase {
	const purchase = call.organization.purchases.get(call.path.guid.toLowerCase());
	if (!purchase) refuseNoResult('there is no such purchase voucher');
	if (purchase!.deletedAt) refuseDeleted();
	return purchase as Purchase;
}

export function purchaseLines(organization: Organization, purchase: Pick<Purchase, 'lines'>) {
	return amountsOf(organization, purchase).map(({ net, vat, gross, vatType }, index) => {
		const line = purchase.lines[index];
		return {
			Description: line.description,
			VatCode: vatType?.code ?? null,
			AccountNumber: line.accountNumber,
			AmountExclVatValue: fromMinor(net),
			AmountInclVatValue: fromMinor(gross),
			VatAmountValue: fromMinor(vat),
			AccountTagName: line.accountTagName,
			AccountWeightTagId: line.tagId,
			AccountWeightTagVersion: line.tagVersion,
			AccountTagSynonym: line.accountTagSynonym,
		};
	});
}

function contentModel(organization: Organization, content: Content) {
	return {
		FileGuid: content.fileGuid,
		VoucherDate: content.date,
		PaymentDate: content.paymentDate,
		RegionKey: content.regionKey,
		PurchaseType: content.purchaseType,
		Lines: purchaseLines(organization, content),
		DepositAccountNumber: content.depositAccountNumber,
		ContactGuid: content.contactGuid,
		ExternalReference: content.externalReference,
		VoucherTotals: purchaseTotals(organization, content),
	};
}

function purchaseModel(organization: Organization, purchase: Purchase) {
	return {
		...contentModel(organization, purchase as Content),
		Guid: purchase.guid,
		Timestamp: purchase.timeStamp,
		Status: purchaseStatus(organization, purchase),
		VoucherNumber: purchase.number,
		CurrencyKey: purchase.currency,
		...bookedBy(purchase),
	};
}

function create(call: Call, withTags: boolean): Answer {
	const content = readPurchase(call.organization, call.body, { withTags });
	const purchase = createPurchase(call.organization, 'Purchase', call.world.random.guid(), content);
	return { json: purchaseModel(call.organization, purchase) };
}

function fetchTotals(call: Call): Answer {
	const content = readPurchase(call.organization, call.body);
	const large = amountsOf(call.organization, content).some(
		({ net }, index) => net >= fixedAssetLimit && (content.lines[index].accountNumber ?? 0) < 50000,
	);
	return {
		json: {
			...contentModel(call.organization, content),
			Status: 'Draft',
			VoucherNumber: null,
			ShouldPossiblyBeFixedAsset: large,
		},
	};
}

/** A purchase with the same total, and the same date or contact, looks similar. */
function similar(call: Call): Answer {
	const content = readPurchase(call.organization, call.body);
	const total = content.lines.reduce((sum, line) => sum + line.amount, 0);
	const found = [...call.organization.purchases.values()].find(
		(purchase) =>
			!purchase.deletedAt &&
			purchase.currency === content.currency &&
			purchase.lines.reduce((sum, line) => sum + line.amount, 0) === total &&
			(purchase.date === content.date ||
				(content.contactGuid !== null && purchase.contactGuid === content.contactGuid)),
	);
	return {
		json: {
			VoucherNumber: found?.number ?? null,
			SimilarGuid: found?.guid ?? null,
			SimilarFound: found !== undefined,
		},
	};
}

function update(call: Call, withTags: boolean): Answer {
	const purchase = purchaseOf(call);
	if (purchase.status === 'Booked') refuseRule('A booked purchase voucher cannot be updated.');
	requireVersion(purchase, call.body.Timestamp);
	Object.assign(purchase, readPurchase(call.organization, call.body, { withTags }));
	if (purchase.fileGuid) call.organization.linkFile(purchase.fileGuid, purchase.guid);
	call.organization.touch(purchase);
	call.world.log(call.organization, 'Purchase updated', purchase.guid);
	return { json: purchaseModel(call.organization, purchase) };
}

/** Takes a purchase (or purchase credit note) back: a draft goes, a booked one is offset and stays in the ledger. */
export function removePurchase(call: Call, purchase: Purchase): Answer {
	checkVersion(purchase, call.body?.Timestamp);
	if (purchase.claim?.payments.length) refuseRule('The voucher has payments; delete them first.');
	if (purchase.status === 'Booked') call.organization.offset(purchase.guid);
	purchase.claim = null;
	purchase.deletedAt = call.world.clock.stamp();
	call.organization.touch(purchase);
	call.world.log(call.organization, `${purchase.kind} deleted`, purchase.guid);
	return {};
}

function findByFile(call: Call): Answer {
	const guid = call.path.fileGuid.replaceAll('-', '').toLowerCase();
	return {
		json: [...call.organization.purchases.values()]
			.filter((purchase) => purchase.fileGuid === guid && purchase.status === 'Draft' && !purchase.deletedAt)
			.map((purchase) => purchase.guid),
	};
}

function book(call: Call): Answer {
	const purchase = call.organization.purchases.get(call.path.guid.toLowerCase());
	if (!purchase) refuseNoResult('there is no such purchase voucher');
	bookPurchase(call.organization, purchase as Purchase, call.body.Timestamp, call.body.Number);
	return { json: purchaseModel(call.organization, purchase as Purchase) };
}

/** A draft that credits all of a booked purchase; a cash purchase is credited by a manual voucher. */
function generateCreditNote(call: Call): Answer {
	const { organization, body } = call;
	const purchase = purchaseOf(call);
	if (purchase.status !== 'Booked') refuseRule('Only a booked purchase voucher can be credited.');
	checkVersion(purchase, body?.Timestamp?.Timestamp);
	const date = body?.VoucherDate ? String(body.VoucherDate).slice(0, 10) : call.world.clock.today();
	const fileGuid = organization.file(body?.FileGuid, 'FileGuid')?.guid ?? purchase.fileGuid;
	if (purchase.purchaseType === 'cash') return creditCashPurchase(call, purchase, date, fileGuid);
	const rate = call.world.rates.rate(purchase.currency, date);
	if (rate === undefined) refuseField('VoucherDate', `There is no rate for ${purchase.currency} on ${date}.`);
	const creditNote = createPurchase(organization, 'PurchaseCreditNote', call.world.random.guid(), {
		purchaseType: 'credit',
		date,
		paymentDate: null,
		regionKey: null,
		depositAccountNumber: null,
		contactGuid: purchase.contactGuid,
		currency: purchase.currency,
		exchangeRate: rate as number,
		fileGuid,
		externalReference: purchase.externalReference,
		creditNoteFor: purchase.guid,
		lines: purchase.lines.map((line) => ({ ...line })),
	});
	return { json: { Guid: creditNote.guid, TimeStamp: creditNote.timeStamp } };
}

export const purchaseOperations: Record<string, Operation> = {
	post_v1_1_organizationId_vouchers_purchase: (call) => create(call, false),
	post_v1_2_organizationId_vouchers_purchase: (call) => create(call, true),
	post_v1_organizationId_vouchers_purchase_fetch: fetchTotals,
	post_v1_organizationId_vouchers_purchase_similar: similar,
	get_v1_organizationId_vouchers_purchase_guid: (call) => ({
		json: purchaseModel(call.organization, purchaseOf(call)),
	}),
	put_v1_organizationId_vouchers_purchase_guid: (call) => update(call, false),
	put_v1_1_organizationId_vouchers_purchase_guid: (call) => update(call, true),
	delete_v1_organizationId_vouchers_purchase_guid: (call) => removePurchase(call, purchaseOf(call)),
	get_v1_organizationId_vouchers_purchase_fileguid_fileGuid: findByFile,
	post_v1_organizationId_vouchers_purchase_guid_book: book,
	post_v1_organizationId_vouchers_purchase_guid_generate_creditnote: generateCreditNote,
};
