import type { components } from '../../../api/schema';

type ReadLine = components['schemas']['PurchaseVoucherLineReadModel'];
type WriteLine = components['schemas']['PurchaseVoucherLineCreateModel'];

/** A line of a purchase as it was read, as it is written: amounts of purchases include VAT. */
export function purchaseLineAsWritten(line: ReadLine): WriteLine {
	return {
		Description: line.Description,
		AccountNumber: line.AccountNumber,
		VatCode: line.VatCode,
		AccountTagName: line.AccountTagName,
		Amount: line.AmountInclVatValue,
	};
}

/** A time that was read without a zone, with one, as the contract asks for it when it is written. */
export function withZone(time: string | null | undefined): string | null {
	if (!time) return null;
	return /(Z|[+-]\d{2}:\d{2})$/.test(time) ? time : `${time.length === 10 ? `${time}T00:00:00` : time}Z`;
}
