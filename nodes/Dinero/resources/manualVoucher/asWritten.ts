import type { components } from '../../../../api/schema';

type ReadLine = components['schemas']['ManuelVoucherLineReadModel'];

/** VAT of Danish purchases: amounts with these codes are written including VAT, all others excluding it, as the contract says. */
const danishPurchase = /^(I25|H?REP)$/i;

/** A line as it was read, as it is written. */
export function voucherLineAsWritten(line: ReadLine) {
	const inclVat =
		danishPurchase.test(line.AccountVatCode ?? '') || danishPurchase.test(line.BalancingAccountVatCode ?? '');
	return {
		Description: line.Description,
		AccountNumber: line.AccountNumber,
		AccountVatCode: line.AccountVatCode,
		BalancingAccountNumber: line.BalancingAccountNumber,
		BalancingAccountVatCode: line.BalancingAccountVatCode,
		Amount: inclVat ? line.AmountInclVatValue : line.AmountExclVatValue,
	};
}
