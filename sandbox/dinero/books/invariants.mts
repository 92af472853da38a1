import { CREDITORS, DEBTORS } from './chart.mts';
import { remaining } from './claims.mts';
import type { Claim } from './documents.mts';
import type { Organization } from './organization.mts';
import type { World } from './world.mts';

/**
 * What must hold after every operation, whatever was done:
 * every voucher's entries sum to zero; the debtor and creditor accounts equal what is open on their documents; a
 * kroner document's open amount is its total less its payments; what is paid in full holds nothing; documents add up
 * from their lines; booked ones have a number of their own and drafts none and no entries.
 * @returns what does not hold, as sentences; empty when all is well
 */
export function checkInvariants(world: World): string[] {
	return [...world.organizations.values()].flatMap((organization) =>
		checkOrganization(organization).map((fault) => `${organization.details.name}: ${fault}`),
	);
}

interface Claimed {
	guid: string;
	what: string;
	currency: string;
	claim: Claim | null;
}

function checkOrganization(organization: Organization): string[] {
	return [
		...checkVouchers(organization),
		...checkClaims(organization),
		...checkSalesDocuments(organization),
		...checkNumbers(organization),
	];
}

function checkVouchers(organization: Organization): string[] {
	const faults: string[] = [];
	for (const guid of organization.ledger.voucherGuids()) {
		const sum = organization.ledger.ofVoucher(guid).reduce((total, entry) => total + entry.amount, 0);
		if (sum !== 0) faults.push(`voucher ${guid} sums to ${sum} øre`);
	}
	const all = [...organization.ledger.allBalances().values()].reduce((total, amount) => total + amount, 0);
	if (all !== 0) faults.push(`the ledger sums to ${all} øre`);
	for (const entry of organization.ledger.entries) {
		if (!organization.accounts.has(entry.accountNumber))
			faults.push(`an entry is on the unknown account ${entry.accountNumber}`);
		if (!Number.isSafeInteger(entry.amount)) faults.push(`an entry of ${entry.amount} is not whole øre`);
		if (!organization.accountingYear(entry.date))
			faults.push(`an entry is dated ${entry.date}, in no accounting year`);
	}
	return faults;
}

function checkClaims(organization: Organization): string[] {
	const faults: string[] = [];
	const open = new Map<number, number>(organization.directDebt);
	for (const { guid, what, currency, claim } of claimed(organization)) {
		if (!claim) continue;
		open.set(claim.account, (open.get(claim.account) ?? 0) + claim.sign * claim.openDkk);
		const left = remaining(claim);
		if (currency === 'DKK' && claim.openDkk !== left) {
			faults.push(`${what} ${guid} holds ${claim.openDkk} øre, but ${left} remain`);
		}
		if (left === 0 && claim.openDkk !== 0)
			faults.push(`${what} ${guid} is settled, but holds ${claim.openDkk} øre`);
	}
	for (const account of [DEBTORS, CREDITORS]) {
		const balance = organization.ledger.balance(account);
		if (balance !== (open.get(account) ?? 0)) {
			faults.push(`account ${account} holds ${balance} øre, its open documents ${open.get(account) ?? 0}`);
		}
	}
	return faults;
}

function* claimed(organization: Organization): Generator<Claimed> {
	for (const invoice of organization.invoices.values()) yield { ...invoice, what: 'invoice' };
	for (const creditNote of organization.creditNotes.values()) yield { ...creditNote, what: 'credit note' };
	for (const purchase of organization.purchases.values()) yield { ...purchase, what: 'purchase' };
	for (const note of organization.purchaseCreditNotes.values())
		yield { ...note, what: 'purchase credit note' };
}

function checkSalesDocuments(organization: Organization): string[] {
	const faults: string[] = [];
	for (const document of [...organization.invoices.values(), ...organization.creditNotes.values()]) {
		const { totals } = document;
		const net = totals.lines.reduce((sum, line) => sum + line.net, 0);
		const gross = totals.lines.reduce((sum, line) => sum + line.gross, 0);
		if (net !== totals.net || gross !== totals.gross || totals.net + totals.vat !== totals.gross) {
			faults.push(`${document.kind} ${document.guid} does not add up from its lines`);
		}
		const entries = organization.ledger.ofVoucher(document.guid);
		if (document.status === 'Draft') {
			if (entries.length > 0) faults.push(`the draft ${document.guid} has entries`);
			if (document.claim) faults.push(`the draft ${document.guid} has a claim`);
			continue;
		}
		if (document.deletedAt) faults.push(`the booked ${document.kind} ${document.guid} is deleted`);
		if (document.number < 1) faults.push(`the booked ${document.kind} ${document.guid} has no number`);
		if (totals.gross !== 0 && entries.length === 0)
			faults.push(`the booked ${document.kind} ${document.guid} has no entries`);
		for (const payment of document.claim!.payments) {
			const { setOffAgainst } = payment;
			if (!setOffAgainst) continue;
			const other =
				organization.invoices.get(setOffAgainst.documentGuid) ??
				organization.creditNotes.get(setOffAgainst.documentGuid);
			const mirror = other?.claim?.payments.find(({ guid }) => guid === setOffAgainst.paymentGuid);
			if (mirror?.amount !== payment.amount)
				faults.push(`the set-off ${payment.guid} has no equal other side`);
		}
	}
	return faults;
}

function checkNumbers(organization: Organization): string[] {
	const faults: string[] = [];
	const used = new Map<string, string>();
	for (const document of [...organization.invoices.values(), ...organization.creditNotes.values()]) {
		if (document.status !== 'Booked') continue;
		const key = `${organization.salesSeries(document.kind)} ${document.number}`;
		if (used.has(key))
			faults.push(`the number ${document.number} is on ${used.get(key)} and ${document.guid}`);
		used.set(key, document.guid);
	}
	return faults;
}
