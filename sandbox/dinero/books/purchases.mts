import { CREDITORS, PURCHASE_VAT, type VatType } from './chart.mts';
import { differenceAccount, paymentState, settle } from './claims.mts';
import { isDate } from './clock.mts';
import type { Payment, Purchase, PurchaseLine } from './documents.mts';
import type { Posting } from './ledger.mts';
import { convert, fromMinor, share, toMinor } from './money.mts';
import type { Organization } from './organization.mts';
import { refuseDeleted, refuseField, refuseRule, requireVersion } from './refusals.mts';

/** What a purchase line comes to, in minor units of the purchase's currency. */
export interface PurchaseAmounts {
	net: number;
	vat: number;
	gross: number;
	vatType: VatType | undefined;
}

/**
 * Splits an amount paid into net and VAT. A partial purchase type (rate under 25 %) deducts its part of the full 25 %
 * that the price holds; under reverse charge the price holds no VAT.
 */
export function splitPurchase(amount: number, vatType: VatType | undefined): PurchaseAmounts {
	if (!vatType || vatType.reverseCharge || vatType.rate === 0)
		return { net: amount, vat: 0, gross: amount, vatType };
	const vat = share(amount, vatType.rate, vatType.kind === 'purchase' ? 12500 : 10000 + vatType.rate);
	return { net: amount - vat, vat, gross: amount, vatType };
}

/** The VAT type of a code; null takes the account's own, `none` is none. Refuses an unknown code for the named field. */
export function vatTypeOf(
	organization: Organization,
	code: string | null | undefined,
	accountNumber: number | null,
	field: string,
): VatType | undefined {
	if (code === 'none') return undefined;
	if (!code)
		return organization.vatOf(accountNumber === null ? undefined : organization.accounts.get(accountNumber));
	const vatType = organization.vatTypes.get(code);
	if (!vatType) refuseField(field, `Unknown VAT code '${code}'.`);
	return vatType;
}

export function amountsOf(organization: Organization, purchase: Pick<Purchase, 'lines'>): PurchaseAmounts[] {
	return purchase.lines.map((line, index) =>
		splitPurchase(
			line.amount,
			vatTypeOf(organization, line.vatCode, line.accountNumber, `Lines[${index}].VatCode`),
		),
	);
}

/** Reads the lines of a purchase. Tags are only known to the newer versions. */
export function readPurchaseLines(
	organization: Organization,
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	given: any[] | null | undefined,
	{ withTags = true } = {},
): PurchaseLine[] {
	return (given ?? []).map((line, index): PurchaseLine => {
		const field = (name: string) => `Lines[${index}].${name}`;
		const accountNumber: number | null = line.AccountNumber ?? null;
		if (accountNumber !== null) organization.account(accountNumber, field('AccountNumber'));
		vatTypeOf(organization, line.VatCode, accountNumber, field('VatCode'));
		if (line.AccountTagName && !withTags && organization.world.switches.softRules === 'refused') {
			refuseField(field('AccountTagName'), 'This version does not support AccountTagName.');
		}
		return {
			description: line.Description ?? '',
			accountNumber,
			amount: toMinor(line.Amount ?? 0),
			vatCode: line.VatCode ?? null,
			accountTagName: withTags ? (line.AccountTagName ?? null) : null,
			accountTagSynonym: line.SynonymWithMostWeight ?? null,
			tagId: line.TagId ?? null,
			tagVersion: line.TagVersion ?? null,
		};
	});
}

/** The part of a purchase that its writer decides. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function readPurchase(organization: Organization, body: any, options: { withTags?: boolean } = {}) {
	const purchaseType = String(body.PurchaseType);
	if (purchaseType !== 'cash' && purchaseType !== 'credit')
		refuseField('PurchaseType', `'${purchaseType}' must be cash or credit.`);
	const cash = purchaseType === 'cash';
	const date: string = body.VoucherDate || organization.world.clock.today();
	if (!isDate(date)) refuseField('VoucherDate', `'${date}' is not a date of the form YYYY-MM-DD.`);
	if (cash && body.PaymentDate) refuseField('PaymentDate', 'PaymentDate should not be set on cash purchases');
	if (cash && body.CurrencyKey && body.CurrencyKey !== 'DKK')
		refuseField('CurrencyKey', 'A cash purchase is in DKK.');
	if (body.PaymentDate && !isDate(body.PaymentDate))
		refuseField('PaymentDate', `'${body.PaymentDate}' is not a date of the form YYYY-MM-DD.`);
	if (!cash && body.DepositAccountNumber)
		refuseField('DepositAccountNumber', 'A deposit account is for cash purchases only.');
	if (!cash && body.RegionKey) refuseField('RegionKey', 'A region is for cash purchases only.');
	if (body.RegionKey && !['DK', 'EU', 'World'].includes(body.RegionKey))
		refuseField('RegionKey', `'${body.RegionKey}' must be DK, EU or World.`);
	if (body.DepositAccountNumber)
		organization.depositAccount(body.DepositAccountNumber, 'DepositAccountNumber');
	const contact = cash ? undefined : organization.usableContact(body.ContactGuid);
	const file = organization.file(body.FileGuid, 'FileGuid');
	const { currency, exchangeRate } = readCurrency(
		organization,
		cash ? null : body.CurrencyKey,
		date,
		'CurrencyKey',
	);
	return {
		purchaseType: purchaseType as Purchase['purchaseType'],
		date,
		paymentDate: cash ? date : ((body.PaymentDate as string) ?? null),
		regionKey: cash ? ((body.RegionKey as string) ?? 'DK') : null,
		depositAccountNumber: (body.DepositAccountNumber as number) ?? null,
		contactGuid: contact?.guid ?? null,
		currency,
		exchangeRate,
		fileGuid: file?.guid ?? null,
		externalReference: (body.ExternalReference as string) ?? null,
		creditNoteFor: null,
		lines: readPurchaseLines(organization, body.Lines, options),
	};
}

/** A currency and its rate on a day; refuses an unknown one for the named field. */
export function readCurrency(
	organization: Organization,
	given: string | null | undefined,
	date: string,
	field: string,
) {
	const currency = (given || 'DKK').toUpperCase();
	const exchangeRate = organization.world.rates.rate(currency, date);
	if (exchangeRate === undefined) refuseField(field, `Unknown currency '${given}'.`);
	return { currency, exchangeRate: exchangeRate as number };
}

/** Keeps a new purchase or purchase credit note as a draft. */
export function createPurchase(
	organization: Organization,
	kind: Purchase['kind'],
	guid: string,
	content: ReturnType<typeof readPurchase> | Omit<Purchase, keyof NewPurchase>,
): Purchase {
	const now = organization.world.clock.stamp();
	const fresh: NewPurchase = {
		kind,
		guid,
		status: 'Draft',
		number: null,
		bookedAt: null,
		claim: null,
		timeStamp: organization.nextTimeStamp(),
		createdAt: now,
		updatedAt: now,
		deletedAt: null,
	};
	const purchase: Purchase = { ...content, ...fresh };
	(kind === 'Purchase' ? organization.purchases : organization.purchaseCreditNotes).set(guid, purchase);
	if (purchase.fileGuid) organization.linkFile(purchase.fileGuid, guid);
	organization.world.log(organization, `${kind} created`, guid);
	return purchase;
}

type NewPurchase = Pick<
	Purchase,
	| 'kind'
	| 'guid'
	| 'status'
	| 'number'
	| 'bookedAt'
	| 'claim'
	| 'timeStamp'
	| 'createdAt'
	| 'updatedAt'
	| 'deletedAt'
>;

/**
 * Books a purchase (cash: against its deposit account; credit: against the creditors) or a purchase credit note.
 * Refuses: deleted (65), already booked (45), outdated version (58), what is missing to book, a taken number.
 */
export function bookPurchase(
	organization: Organization,
	purchase: Purchase,
	version: string | null | undefined,
	wantedNumber?: number | null,
): void {
	if (purchase.deletedAt) refuseDeleted();
	if (purchase.status === 'Booked') refuseRule('The voucher is already booked.');
	requireVersion(purchase, version);
	checkBookable(organization, purchase);
	const credited = purchase.creditNoteFor ? organization.purchases.get(purchase.creditNoteFor) : undefined;
	if (credited && credited.currency !== purchase.currency) {
		refuseField('Currency', `The credit note must be in the purchase's currency, ${credited.currency}.`);
	}
	purchase.number = organization.takeNumber(organization.voucherSeries(purchase.date), wantedNumber);
	purchase.status = 'Booked';
	purchase.bookedAt = organization.world.clock.stamp();
	const isCreditNote = purchase.kind === 'PurchaseCreditNote';
	const postings = expensePostings(organization, purchase, isCreditNote ? -1 : 1);
	const total = purchase.lines.reduce((sum, line) => sum + line.amount, 0);
	const totalDkk =
		Math.abs(postings.reduce((sum, posting) => sum + posting.amount, 0)) * Math.sign(total) || 0;
	const debtSign = isCreditNote ? 1 : -1;
	const account = purchase.purchaseType === 'cash' ? purchase.depositAccountNumber! : CREDITORS;
	organization.post(
		{
			guid: purchase.guid,
			number: purchase.number,
			date: purchase.date,
			type: isCreditNote ? 'PurchaseCreditNote' : 'Purchases',
			description: purchase.lines[0]?.description || 'Køb',
			fileGuid: purchase.fileGuid,
			contactGuid: purchase.contactGuid,
		},
		[...postings, { accountNumber: account, amount: debtSign * totalDkk }],
	);
	if (purchase.purchaseType === 'credit') {
		purchase.claim = { account: CREDITORS, sign: debtSign, total, totalDkk, openDkk: totalDkk, payments: [] };
	}
	const contact = purchase.contactGuid ? organization.contacts.get(purchase.contactGuid) : undefined;
	if (contact) contact.isCreditor = true;
	organization.touch(purchase);
	organization.world.log(organization, `${purchase.kind} booked`, purchase.guid, String(purchase.number));
	if (credited?.claim) setOffPurchase(organization, credited, purchase);
}

function checkBookable(organization: Organization, purchase: Purchase): void {
	organization.checkBookingDate(purchase.date, 'VoucherDate');
	if (purchase.lines.length === 0) refuseRule('The voucher has no line to book.');
	purchase.lines.forEach((line, index) => {
		const field = `Lines[${index}].AccountNumber`;
		const account = organization.account(line.accountNumber, field);
		const asset = organization.vatOf(account)?.kind === 'purchase';
		if (!asset && (account.number < 2000 || account.number > 9399))
			refuseField(field, `Account ${account.number} is not a purchase account.`);
	});
	if (purchase.purchaseType === 'cash') {
		organization.depositAccount(purchase.depositAccountNumber, 'DepositAccountNumber');
	} else {
		if (!purchase.contactGuid) refuseField('ContactGuid', 'A contact is required to book.');
		organization.usableContact(purchase.contactGuid);
		if (purchase.kind === 'Purchase' && !purchase.paymentDate)
			refuseField('PaymentDate', 'The payment date is required to book.');
	}
}

/** Net by account, VAT to its account, and both sides of reverse charge, in øre; `sign` is +1 for a purchase. */
function expensePostings(organization: Organization, purchase: Purchase, sign: 1 | -1): Posting[] {
	const amounts = amountsOf(organization, purchase);
	const toDkk = (minor: number) =>
		purchase.currency === 'DKK' ? minor : convert(minor, purchase.exchangeRate);
	return amounts.flatMap(({ net, vat, vatType }, index): Posting[] => {
		const line = purchase.lines[index];
		const vatCode = vatType?.code ?? null;
		const postings: Posting[] = [
			{
				accountNumber: line.accountNumber!,
				amount: sign * toDkk(net),
				vatCode,
				description: line.description,
			},
		];
		if (vat !== 0)
			postings.push({
				accountNumber: vatType!.account,
				amount: sign * toDkk(vat),
				description: line.description,
			});
		return [...postings, ...reverseChargePostings(toDkk(net), vatType, sign)];
	});
}

/** The VAT that a buyer owes and deducts at once. */
export function reverseChargePostings(netDkk: number, vatType: VatType | undefined, sign: number): Posting[] {
	if (!vatType?.reverseCharge) return [];
	const vat = share(netDkk, vatType.rate, 10000);
	return [
		{ accountNumber: vatType.account, amount: -sign * vat },
		{ accountNumber: PURCHASE_VAT, amount: sign * vat },
	];
}

/** Sets a booked purchase credit note off against its purchase. */
function setOffPurchase(organization: Organization, purchase: Purchase, creditNote: Purchase): void {
	const [claim, credit] = [purchase.claim!, creditNote.claim!];
	const payment = (description: string, paymentClass: string, other: Purchase): Payment => ({
		guid: organization.world.random.guid(),
		amount: credit.total,
		fee: 0,
		amountDkk: credit.totalDkk,
		depositAccountNumber: null,
		date: creditNote.date,
		description,
		externalReference: null,
		paymentClass,
		relatedVoucherGuid: other.guid,
		exchangeRate: creditNote.exchangeRate,
		setOffAgainst: null,
		createdAt: organization.world.clock.stamp(),
	});
	const onPurchase = payment(`Kreditnota ${creditNote.number}`, 'CreditNote', creditNote);
	const onCreditNote = payment(`Køb ${purchase.number}`, 'Purchase', purchase);
	onPurchase.setOffAgainst = { documentGuid: creditNote.guid, paymentGuid: onCreditNote.guid };
	onCreditNote.setOffAgainst = { documentGuid: purchase.guid, paymentGuid: onPurchase.guid };
	claim.payments.push(onPurchase);
	credit.payments.push(onCreditNote);
	const difference = settle(claim, purchase.exchangeRate) - settle(credit, creditNote.exchangeRate);
	if (difference !== 0) {
		organization.post(
			{
				guid: creditNote.guid,
				number: creditNote.number!,
				date: creditNote.date,
				type: 'PurchaseCreditNote',
				description: 'Valutakursdifference',
				contactGuid: creditNote.contactGuid,
			},
			[
				{ accountNumber: CREDITORS, amount: difference },
				{ accountNumber: differenceAccount(claim), amount: -difference },
			],
		);
	}
	organization.touch(purchase);
}

/** Status of a purchase: Draft, Booked, Paid, Overdue or Overpaid; a booked cash purchase is Paid. */
export function purchaseStatus(organization: Organization, purchase: Purchase): string {
	if (purchase.status === 'Draft') return 'Draft';
	if (!purchase.claim) return 'Paid';
	const due = purchase.kind === 'Purchase' ? purchase.paymentDate : null;
	const state = paymentState(purchase.claim, due, organization.world.clock.today());
	return state === 'OverPaid' ? 'Overpaid' : state;
}

/** A purchase from this amount excluding VAT on may have to be a fixed asset, in øre: the Danish limit for 2025. */
export const fixedAssetLimit = 3310000;

/** Sum lines of a purchase, in kroner. */
export function purchaseTotals(
	organization: Organization,
	purchase: Pick<Purchase, 'lines' | 'currency' | 'exchangeRate'>,
) {
	const toDkk = (minor: number) =>
		purchase.currency === 'DKK' ? minor : convert(minor, purchase.exchangeRate);
	const amounts = amountsOf(organization, purchase);
	const net = amounts.reduce((sum, line) => sum + toDkk(line.net), 0);
	const vat = amounts.reduce((sum, line) => sum + toDkk(line.vat), 0);
	return [
		{ Label: 'Subtotal', Total: fromMinor(net), Type: 'SubTotal', Position: 0 },
		{ Label: 'Moms', Total: fromMinor(vat), Type: 'Vat', Position: 1 },
		{ Label: 'Total', Total: fromMinor(net + vat), Type: 'Total', Position: 2 },
	];
}
