import { CREDITORS, DEBTORS, FIRST_BALANCE_ACCOUNT } from './chart.mts';
import { remaining } from './claims.mts';
import type { Contact } from './documents.mts';
import type { Entry } from './ledger.mts';
import type { Organization } from './organization.mts';
import type { Payable } from './payments.mts';

/** One row of a contact's statement. Amounts are øre; what the contact owes is positive. */
export interface StatementRow {
	voucherGuid: string;
	voucherNumber: number;
	date: string;
	dueDate: string | null;
	description: string;
	type: string;
	amount: number;
	balance: number;
	status: 'open' | 'closed' | 'unknown';
	category: 'sales' | 'purchases' | 'manual' | 'notSet';
	voucherClass: 'invoice' | 'cash' | 'creditnote' | 'voucher' | 'notSet';
	currency: string;
}

export interface Statement {
	/** Øre, without VAT. */
	income: number;
	expenses: number;
	rows: StatementRow[];
}

/** What was sold to a contact, bought from it and paid, in a period (`YYYY-MM-DD`, both ends included). */
export function statementOf(
	organization: Organization,
	contact: Contact,
	period: { from?: string; to?: string; hideClosed: boolean },
): Statement {
	const entries = organization.ledger.entries.filter(
		(entry) =>
			entry.contactGuid === contact.guid &&
			(!period.from || entry.date >= period.from) &&
			(!period.to || entry.date <= period.to),
	);
	const result = entries.filter(({ accountNumber }) => accountNumber < FIRST_BALANCE_ACCOUNT);
	const total = (wanted: (account: number) => boolean) =>
		result.reduce((sum, entry) => sum + (wanted(entry.accountNumber) ? entry.amount : 0), 0);
	const paidDocuments = documentsByPayment(organization, contact);
	let balance = 0;
	const rows = entries
		.filter(({ accountNumber }) => accountNumber === DEBTORS || accountNumber === CREDITORS)
		.sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0))
		.map((entry) => rowOf(organization, entry, paidDocuments))
		.filter((row) => !period.hideClosed || row.status !== 'closed')
		.map((row): StatementRow => ({ ...row, balance: (balance += row.amount) }));
	return {
		income: -total((account) => account < 2000) || 0,
		expenses: total((account) => account >= 2000),
		rows,
	};
}

/** The document that each payment's voucher paid. */
function documentsByPayment(organization: Organization, contact: Contact): Map<string, Payable> {
	const found = new Map<string, Payable>();
	const all: Payable[] = [
		...organization.invoices.values(),
		...organization.creditNotes.values(),
		...organization.purchases.values(),
		...organization.purchaseCreditNotes.values(),
	];
	for (const document of all) {
		if (document.contactGuid !== contact.guid || !document.claim) continue;
		for (const payment of document.claim.payments)
			if (!payment.setOffAgainst) found.set(payment.relatedVoucherGuid, document);
	}
	return found;
}

function rowOf(organization: Organization, entry: Entry, paidDocuments: Map<string, Payable>): StatementRow {
	const guid = entry.voucherGuid;
	const invoice = organization.invoices.get(guid);
	const creditNote = organization.creditNotes.get(guid);
	const purchase = organization.purchases.get(guid) ?? organization.purchaseCreditNotes.get(guid);
	const document: Payable | undefined = invoice ?? creditNote ?? purchase ?? paidDocuments.get(guid);
	const isPurchase = entry.accountNumber === CREDITORS;
	return {
		voucherGuid: guid,
		voucherNumber: entry.voucherNumber,
		date: entry.date,
		dueDate: invoice?.dueDate ?? purchase?.paymentDate ?? null,
		description: entry.description,
		type: entry.voucherType,
		amount: entry.amount,
		balance: 0,
		status: !document?.claim ? 'unknown' : remaining(document.claim) === 0 ? 'closed' : 'open',
		category: isPurchase ? 'purchases' : entry.voucherType === 'Manual' ? 'manual' : 'sales',
		voucherClass:
			invoice || purchase?.kind === 'Purchase'
				? 'invoice'
				: creditNote || purchase
					? 'creditnote'
					: 'voucher',
		currency: document?.currency ?? 'DKK',
	};
}
