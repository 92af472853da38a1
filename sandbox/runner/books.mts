/** One invoice or credit note as the local Dinero's books hold it; amounts in major units of its currency. */
export interface BookedDocument {
	guid: string;
	/** 0 for a draft. */
	number: number;
	booked: boolean;
	deleted: boolean;
	/** Day of the document, YYYY-MM-DD. */
	date: string;
	contactName: string | null;
	currency: string;
	/** Including VAT. */
	total: number;
	vat: number;
	paid: number;
	payments: unknown[];
	creditNoteFor: string | null;
}

export interface BookCounts {
	contacts: number;
	invoices: number;
	creditNotes: number;
	/** Payments on invoices. */
	payments: number;
}

/**
 * Reads the local Dinero's books through its control interface, which looks into the ledger directly: what is read here comes
 * neither from the node's output nor from the API that the node wrote through.
 */
export class Books {
	private readonly organization: string;

	constructor(
		private readonly dineroUrl: string,
		organizationId: string,
	) {
		this.organization = `/organizations/${organizationId}`;
	}

	private async read<Answer>(path: string): Promise<Answer> {
		const answer = await fetch(`${this.dineroUrl}/_sandbox${path}`);
		if (!answer.ok)
			throw new Error(`The local Dinero's books answered ${answer.status} to ${path}: ${await answer.text()}`);
		return (await answer.json()) as Answer;
	}

	private async all<Row>(path: string): Promise<Row[]> {
		const pageSize = 1000;
		const rows: Row[] = [];
		for (;;) {
			const page = await this.read<Row[]>(`${this.organization}${path}?offset=${rows.length}&limit=${pageSize}`);
			rows.push(...page);
			if (page.length < pageSize) return rows;
		}
	}

	/** The invoice, or the credit note, with this guid. */
	async document(guid: string): Promise<BookedDocument | undefined> {
		const [invoices, creditNotes] = await Promise.all([
			this.all<BookedDocument>('/invoices'),
			this.all<BookedDocument>('/creditnotes'),
		]);
		return [...invoices, ...creditNotes].find((document) => document.guid.toLowerCase() === guid.toLowerCase());
	}

	/** All invoices, deleted ones too. */
	async invoices(): Promise<BookedDocument[]> {
		return await this.all<BookedDocument>('/invoices');
	}

	/** How much there is of everything that is not deleted. */
	async counts(): Promise<BookCounts> {
		const [contacts, invoices, creditNotes] = await Promise.all([
			this.all<{ deleted: boolean }>('/contacts'),
			this.all<BookedDocument>('/invoices'),
			this.all<BookedDocument>('/creditnotes'),
		]);
		const there = (rows: Array<{ deleted: boolean }>) => rows.filter((row) => !row.deleted).length;
		return {
			contacts: there(contacts),
			invoices: there(invoices),
			creditNotes: there(creditNotes),
			payments: invoices.reduce((sum, invoice) => sum + invoice.payments.length, 0),
		};
	}

	/** Every voucher sums to zero, and what customers owe agrees with the ledger; else what does not hold. */
	async brokenInvariants(): Promise<string[]> {
		return (await this.read<{ broken: string[] }>('/invariants')).broken;
	}
}
