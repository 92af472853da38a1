import { CREDITORS, DEBTORS, type VatType } from './chart.mts';
import type { ManualLine } from './documents.mts';
import type { Posting } from './ledger.mts';
import { share, toMinor } from './money.mts';
import type { Organization } from './organization.mts';
import { reverseChargePostings, splitPurchase, vatTypeOf } from './purchases.mts';
import { refuseField, refuseRule } from './refusals.mts';

/** Reads a line that moves an amount from its balancing account to its account. Accounts may be missing on a draft. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function readManualLine(organization: Organization, line: any, prefix: string): ManualLine {
	const field = (name: string) => `${prefix}.${name}`;
	for (const name of ['AccountNumber', 'BalancingAccountNumber']) {
		if ((line[name] ?? null) !== null) organization.account(line[name], field(name));
	}
	if (line.AccountNumber && line.AccountNumber === line.BalancingAccountNumber) {
		refuseField(
			field('BalancingAccountNumber'),
			'The account and the balancing account must not be the same.',
		);
	}
	vatTypeOf(organization, line.AccountVatCode, null, field('AccountVatCode'));
	vatTypeOf(organization, line.BalancingAccountVatCode, null, field('BalancingAccountVatCode'));
	return {
		description: line.Description ?? null,
		accountNumber: line.AccountNumber ?? null,
		balancingAccountNumber: line.BalancingAccountNumber ?? null,
		amount: toMinor(line.Amount ?? 0),
		accountVatCode: line.AccountVatCode ?? null,
		balancingAccountVatCode: line.BalancingAccountVatCode ?? null,
	};
}

/** What a line comes to: an amount includes a purchase's VAT, and excludes a sale's. */
export function manualAmounts(
	organization: Organization,
	line: ManualLine,
): { net: number; vat: number; gross: number } {
	const account = vatTypeOf(organization, line.accountVatCode, line.accountNumber, 'AccountVatCode');
	const balancing = vatTypeOf(
		organization,
		line.balancingAccountVatCode,
		line.balancingAccountNumber,
		'BalancingAccountVatCode',
	);
	const sale = addsVat(account) ? account : addsVat(balancing) ? balancing : undefined;
	if (sale) {
		const vat = share(line.amount, sale.rate, 10000);
		return { net: line.amount, vat, gross: line.amount + vat };
	}
	const { net, vat, gross } = splitPurchase(line.amount, deductsVat(account) ? account : balancing);
	return { net, vat, gross };
}

function addsVat(vatType: VatType | undefined): boolean {
	return vatType?.kind === 'sale' && vatType.rate > 0;
}

function deductsVat(vatType: VatType | undefined): boolean {
	return vatType?.kind === 'purchase' && !vatType.reverseCharge;
}

/**
 * The postings of manual lines, in øre. Refuses lines without an account, and lines that do not balance.
 */
export function manualPostings(organization: Organization, lines: ManualLine[]): Posting[] {
	if (lines.length === 0) refuseRule('The voucher has no line to book.');
	const postings = lines.flatMap((line, index) => {
		const { accountNumber, balancingAccountNumber } = line;
		if (accountNumber === null && balancingAccountNumber === null)
			refuseField(`Lines[${index}].AccountNumber`, 'An account is required to book.');
		const account = vatTypeOf(
			organization,
			line.accountVatCode,
			accountNumber,
			`Lines[${index}].AccountVatCode`,
		);
		const balancing = vatTypeOf(
			organization,
			line.balancingAccountVatCode,
			balancingAccountNumber,
			`Lines[${index}].BalancingAccountVatCode`,
		);
		if (addsVat(account) && addsVat(balancing)) refuseRule('Only one side of a line can have sales VAT.');
		const { gross } = manualAmounts(organization, line);
		return [
			...side(accountNumber, account, line, gross, 1),
			...side(balancingAccountNumber, balancing, line, gross, -1),
		];
	});
	const sum = postings.reduce((total, posting) => total + posting.amount, 0);
	if (sum !== 0) refuseRule(`The voucher does not balance: it is off by ${sum / 100}.`);
	return postings;
}

function side(
	accountNumber: number | null,
	vatType: VatType | undefined,
	line: ManualLine,
	gross: number,
	sign: 1 | -1,
): Posting[] {
	if (accountNumber === null) return [];
	const description = line.description;
	const vatCode = vatType?.code ?? null;
	if (addsVat(vatType)) {
		const vat = gross - line.amount;
		return [
			{ accountNumber, amount: sign * line.amount, vatCode, description },
			{ accountNumber: vatType!.account, amount: sign * vat, description },
		];
	}
	const { net, vat } = splitPurchase(gross, deductsVat(vatType) ? vatType : undefined);
	const postings: Posting[] = [{ accountNumber, amount: sign * net, vatCode, description }];
	if (vat !== 0) postings.push({ accountNumber: vatType!.account, amount: sign * vat, description });
	return [...postings, ...reverseChargePostings(net, vatType, sign)];
}

/** Notes postings that a person made straight on the debtors or creditors, which belong to no document. `sign` -1 takes them back. */
export function noteDirectDebt(organization: Organization, postings: Posting[], sign: 1 | -1 = 1): void {
	for (const { accountNumber, amount } of postings) {
		if (accountNumber !== DEBTORS && accountNumber !== CREDITORS) continue;
		organization.directDebt.set(
			accountNumber,
			(organization.directDebt.get(accountNumber) ?? 0) + sign * amount,
		);
	}
}
