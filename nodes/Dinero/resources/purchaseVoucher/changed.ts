import type { components } from '../../../../api/schema';
import { readEmptied } from '../../fields/emptying';
import type { Parameters } from '../../parameters';
import { purchaseLineAsWritten } from '../../purchases/asWritten';
import {
	emptiablePurchase,
	readMore,
	type PurchaseUpdate,
	type PurchaseVoucher,
} from '../../purchases/voucher';
import { present } from '../../values/present';

type Line = components['schemas']['PurchaseVoucherLineCreateModel'];

/** A purchase paid at once has no contact, but the contract requires the field. */
const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * The whole purchase with the changes of the form: an update replaces it.
 *
 * @throws NodeOperationError when nothing is changed, or a field belongs to the other kind of payment
 */
export function changedPurchase(
	before: PurchaseVoucher,
	fields: Parameters,
	lines: Line[] | undefined,
): Omit<PurchaseUpdate, 'Timestamp'> {
	const type = before.PurchaseType ?? 'credit';
	const cash = type === 'cash';
	const given = present({
		...readMore(fields, type),
		...readEmptied(fields, emptiablePurchase),
		VoucherDate: fields.optionalDay('voucherDate'),
		ContactGuid: fields.optionalId('contactId'),
		DepositAccountNumber: fields.optionalWhole('depositAccountNumber', { minimum: 1 }),
	});
	if (lines === undefined && Object.keys(given).length === 0) {
		throw fields.refusal("'Update Fields' holds nothing to change", 'Add the fields that shall be changed.');
	}
	const { VoucherDate, FileGuid, ExternalReference, ContactGuid, DepositAccountNumber, RegionKey } = before;
	return {
		PurchaseType: type,
		VoucherDate: VoucherDate ?? '',
		FileGuid,
		ExternalReference,
		ContactGuid: ContactGuid ?? nobody,
		...(cash
			? { DepositAccountNumber, RegionKey }
			: { PaymentDate: before.PaymentDate, CurrencyKey: before.CurrencyKey }),
		Lines: lines ?? (before.Lines ?? []).map(purchaseLineAsWritten),
		...given,
	};
}
