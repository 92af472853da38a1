import { isDate } from '../books/clock.mts';
import type { ManualVoucher, Purchase } from '../books/documents.mts';
import { manualAmounts, manualPostings, noteDirectDebt, readManualLine } from '../books/manualPostings.mts';
import { fromMinor } from '../books/money.mts';
import type { Organization } from '../books/organization.mts';
import {
	refuseDeleted,
	refuseField,
	refuseNoResult,
	refuseRule,
	requireVersion,
} from '../books/refusals.mts';
import type { Answer, Call, Operation } from './call.mts';
import { bookedBy } from './found.mts';

function voucherOf(call: Call): ManualVoucher {
	const voucher = call.organization.manualVouchers.get(call.path.guid.toLowerCase());
	if (!voucher) refuseNoResult('there is no such manual voucher');
	if (voucher!.deletedAt) refuseDeleted();
	return voucher as ManualVoucher;
}

function readContent(call: Call): Pick<ManualVoucher, 'date' | 'fileGuid' | 'externalReference' | 'lines'> {
	const { organization, body } = call;
	const date = body.VoucherDate ? String(body.VoucherDate) : call.world.clock.today();
	if (!isDate(date)) refuseField('VoucherDate', `'${date}' is not a date of the form YYYY-MM-DD.`);
	return {
		date,
		fileGuid: organization.file(body.FileGuid, 'FileGuid')?.guid ?? null,
		externalReference: body.ExternalReference ?? null,
		lines: (body.Lines ?? []).map((line: unknown, index: number) =>
			readManualLine(organization, line, `Lines[${index}]`),
		),
	};
}

function voucherModel(organization: Organization, voucher: ManualVoucher) {
	const amounts = voucher.lines.map((line) => manualAmounts(organization, line));
	return {
		VoucherNumber: voucher.number,
		VoucherDate: voucher.date,
		TotalInclVat: fromMinor(amounts.reduce((sum, { gross }) => sum + gross, 0)),
		TotalExclVat: fromMinor(amounts.reduce((sum, { net }) => sum + net, 0)),
		FileGuid: voucher.fileGuid,
		Guid: voucher.guid,
		CreditNoteFor: voucher.creditNoteFor,
		Status: voucher.status,
		Lines: voucher.lines.map((line, index) => ({
			Description: line.description,
			AmountExclVatValue: fromMinor(amounts[index].net),
			AmountInclVatValue: fromMinor(amounts[index].gross),
			VatAmountValue: fromMinor(amounts[index].vat),
			AccountNumber: line.accountNumber,
			BalancingAccountNumber: line.balancingAccountNumber,
			AccountVatCode: line.accountVatCode,
			BalancingAccountVatCode: line.balancingAccountVatCode,
			CurrencyKey: 'DKK',
			AmountInForeignCurrency: null,
		})),
		Timestamp: voucher.timeStamp,
		ExternalReference: voucher.externalReference,
		...bookedBy(voucher),
	};
}

function keep(
	call: Call,
	content: Pick<ManualVoucher, 'date' | 'fileGuid' | 'externalReference' | 'lines'>,
	creditNoteFor: string | null,
): ManualVoucher {
	const { organization, world } = call;
	const now = world.clock.stamp();
	const voucher: ManualVoucher = {
		...content,
		guid: world.random.guid(),
		creditNoteFor,
		status: 'Draft',
		number: null,
		bookedAt: null,
		timeStamp: organization.nextTimeStamp(),
		createdAt: now,
		updatedAt: now,
		deletedAt: null,
	};
	organization.manualVouchers.set(voucher.guid, voucher);
	if (voucher.fileGuid) organization.linkFile(voucher.fileGuid, voucher.guid);
	world.log(organization, 'manual voucher created', voucher.guid);
	return voucher;
}

function create(call: Call): Answer {
	return { json: voucherModel(call.organization, keep(call, readContent(call), null)) };
}

/** A manual voucher draft that moves each line of a cash purchase back to its deposit account. */
export function creditCashPurchase(
	call: Call,
	purchase: Purchase,
	date: string,
	fileGuid: string | null,
): Answer {
	const lines = purchase.lines.map((line) => ({
		description: line.description,
		accountNumber: purchase.depositAccountNumber,
		balancingAccountNumber: line.accountNumber,
		amount: line.amount,
		accountVatCode: 'none',
		balancingAccountVatCode: line.vatCode,
	}));
	const voucher = keep(
		call,
		{ date, fileGuid, externalReference: purchase.externalReference, lines },
		purchase.guid,
	);
	return { json: { Guid: voucher.guid, TimeStamp: voucher.timeStamp } };
}

function update(call: Call): Answer {
	const voucher = voucherOf(call);
	if (voucher.status === 'Booked') refuseRule('A booked manual voucher cannot be updated.');
	requireVersion(voucher, call.body.Timestamp);
	Object.assign(voucher, readContent(call));
	if (voucher.fileGuid) call.organization.linkFile(voucher.fileGuid, voucher.guid);
	call.organization.touch(voucher);
	call.world.log(call.organization, 'manual voucher updated', voucher.guid);
	return { json: voucherModel(call.organization, voucher) };
}

function book(call: Call): Answer {
	const { organization } = call;
	const voucher = voucherOf(call);
	if (voucher.status === 'Booked') refuseRule('The voucher is already booked.');
	requireVersion(voucher, call.body.Timestamp);
	organization.checkBookingDate(voucher.date, 'VoucherDate');
	const postings = manualPostings(organization, voucher.lines);
	voucher.number = organization.takeNumber(organization.voucherSeries(voucher.date), call.body.Number);
	voucher.status = 'Booked';
	voucher.bookedAt = call.world.clock.stamp();
	noteDirectDebt(organization, postings);
	organization.post(
		{
			guid: voucher.guid,
			number: voucher.number,
			date: voucher.date,
			type: 'Manual',
			description: voucher.lines[0].description || 'Finansbilag',
			fileGuid: voucher.fileGuid,
		},
		postings,
	);
	organization.touch(voucher);
	call.world.log(organization, 'manual voucher booked', voucher.guid, String(voucher.number));
	return { json: voucherModel(organization, voucher) };
}

/** A draft goes; a booked one is offset and stays in the ledger. */
function remove(call: Call): Answer {
	const { organization } = call;
	const voucher = voucherOf(call);
	requireVersion(voucher, call.body?.Timestamp);
	if (voucher.status === 'Booked') {
		noteDirectDebt(organization, organization.ledger.ofVoucher(voucher.guid), -1);
		organization.offset(voucher.guid);
	}
	voucher.deletedAt = call.world.clock.stamp();
	organization.touch(voucher);
	call.world.log(organization, 'manual voucher deleted', voucher.guid);
	return {};
}

export const manualVoucherOperations: Record<string, Operation> = {
	post_v1_organizationId_vouchers_manuel: create,
	get_v1_organizationId_vouchers_manuel_guid: (call) => ({
		json: voucherModel(call.organization, voucherOf(call)),
	}),
	put_v1_organizationId_vouchers_manuel_guid: update,
	delete_v1_organizationId_vouchers_manuel_guid: remove,
	post_v1_organizationId_vouchers_manuel_guid_book: book,
};
