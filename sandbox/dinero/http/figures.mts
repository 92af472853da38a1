import { paid, paymentState, remaining } from '../books/claims.mts';
import type { Contact, SalesDocument } from '../books/documents.mts';
import { fromMinor } from '../books/money.mts';
import type { Organization } from '../books/organization.mts';

/** One invoice or credit note as the books hold it. Amounts are major units of its currency, exact to two decimals. */
export interface DocumentFigures {
	guid: string;
	/** 0 for a draft. */
	number: number;
	externalReference: string | null;
	description: string;
	comment: string | null;
	contactGuid: string | null;
	contactName: string | null;
	date: string;
	dueDate: string;
	currency: string;
	booked: boolean;
	/** Draft, Booked, Paid, OverPaid or Overdue. */
	paymentStatus: string;
	deleted: boolean;
	/** Including VAT. */
	total: number;
	/** Excluding VAT. */
	net: number;
	vat: number;
	/** Paid, set off or booked away as fees. */
	paid: number;
	remaining: number;
	mailOutStatus: string;
	creditNoteFor: string | null;
	lines: Array<{
		description: string;
		accountNumber: number;
		quantity: number;
		unit: string | null;
		discount: number;
		lineType: string;
		net: number;
		vat: number;
		total: number;
		vatCode: string | null;
	}>;
	payments: Array<{
		guid: string;
		date: string;
		amount: number;
		amountDkk: number;
		fee: number;
		depositAccountNumber: number | null;
		description: string;
		externalReference: string | null;
		paymentClass: string;
	}>;
}

/** The figures of one invoice or credit note, read from the books and not through the API. */
export function figuresOfDocument(organization: Organization, document: SalesDocument): DocumentFigures {
	const contact = document.contactGuid ? organization.contacts.get(document.contactGuid) : undefined;
	const { claim, totals } = document;
	return {
		guid: document.guid,
		number: document.number,
		externalReference: document.externalReference,
		description: document.description,
		comment: document.comment,
		contactGuid: document.contactGuid,
		contactName: document.contactName ?? contact?.name ?? null,
		date: document.date,
		dueDate: document.dueDate,
		currency: document.currency,
		booked: document.status === 'Booked',
		paymentStatus: paymentState(claim, document.dueDate, organization.world.clock.today()),
		deleted: document.deletedAt !== null,
		total: fromMinor(totals.gross),
		net: fromMinor(totals.net),
		vat: fromMinor(totals.vat),
		paid: fromMinor(claim ? paid(claim) : 0),
		remaining: fromMinor(claim ? remaining(claim) : 0),
		mailOutStatus: document.mailOutStatus,
		creditNoteFor: document.creditNoteFor,
		lines: document.lines.map((line, index) => {
			const amounts = totals.lines[index];
			return {
				description: line.description,
				accountNumber: line.accountNumber,
				quantity: line.quantity,
				unit: line.unit,
				discount: line.discount,
				lineType: line.lineType,
				net: fromMinor(amounts?.net ?? 0),
				vat: fromMinor(amounts?.vat ?? 0),
				total: fromMinor(amounts?.gross ?? 0),
				vatCode: amounts?.vatCode ?? null,
			};
		}),
		payments: (claim?.payments ?? []).map((payment) => ({
			guid: payment.guid,
			date: payment.date,
			amount: fromMinor(payment.amount),
			amountDkk: fromMinor(payment.amountDkk),
			fee: fromMinor(payment.fee),
			depositAccountNumber: payment.depositAccountNumber,
			description: payment.description,
			externalReference: payment.externalReference,
			paymentClass: payment.paymentClass,
		})),
	};
}

/** One contact in short, read from the books. */
export function figuresOfContact(contact: Contact): Record<string, unknown> {
	return {
		guid: contact.guid,
		name: contact.name,
		externalReference: contact.externalReference,
		email: contact.email,
		vatNumber: contact.vatNumber,
		eanNumber: contact.eanNumber,
		countryKey: contact.countryKey,
		isPerson: contact.isPerson,
		deleted: contact.deletedAt !== null,
	};
}

/** One account with its balance in kroner: debit positive, credit negative. */
export interface AccountBalance {
	accountNumber: number;
	name: string;
	vatCode: string | null;
	balance: number;
}

/** Every account that has a balance, by number, over all years. The balances of a sound ledger sum to zero. */
export function trialBalance(organization: Organization): { accounts: AccountBalance[]; sum: number } {
	const balances = [...organization.ledger.allBalances()]
		.filter(([, amount]) => amount !== 0)
		.sort(([a], [b]) => a - b);
	return {
		accounts: balances.map(([accountNumber, amount]) => ({
			accountNumber,
			name: organization.accounts.get(accountNumber)?.name ?? '',
			vatCode: organization.accounts.get(accountNumber)?.vatCode ?? null,
			balance: fromMinor(amount),
		})),
		sum: fromMinor(balances.reduce((sum, [, amount]) => sum + amount, 0)),
	};
}
