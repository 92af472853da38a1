import { packGuid, unpackGuid } from './keys';

/** Where a document stands: not booked, waiting for money, or done. */
export type DocumentState = 'draft' | 'open' | 'closed';

/** A document of which something chosen can still come. */
export interface RememberedDocument {
	/** Bits of the stages that were told, or had been reached when the trigger began. */
	told: number;
	state: DocumentState;
	/** True when it was made after the trigger began, or was a draft then: every payment on it is news. */
	born: boolean;
	/** How often it was fully paid and opened again. */
	round: number;
	/** Day of issue, days since 1970; 0 when not known. */
	day: number;
	/** Key of the contact; empty when it has none. */
	contact: string;
	/** Keys of payments that were told. */
	payments: string[];
	/** Whether its payments have to be asked for. */
	asked: boolean;
}

/** Documents that are remembered at most for one list; the hard cap. */
export const documentCap = 5000;
/** Closed documents that are kept, so that a payment taken back or paid too much is noticed. */
const closedKept = 1000;
/** Payments remembered for a document; nobody pays in more parts. */
const paymentsKept = 40;
const paymentKeyLength = 8;

const states: DocumentState[] = ['draft', 'open', 'closed'];

/** Documents of one list by guid (lower case). Those that were touched last stand last. */
export class DocumentMemory {
	private readonly documents = new Map<string, RememberedDocument>();
	/** Documents that had to be forgotten since it was loaded. */
	forgotten = 0;

	static load(stored: Record<string, string> | undefined): DocumentMemory {
		const memory = new DocumentMemory();
		for (const [packed, text] of Object.entries(stored ?? {})) {
			const [told, flags, round, day, contact, payments] = text.split('.');
			const bits = parseInt(flags, 36);
			memory.documents.set(unpackGuid(packed), {
				told: parseInt(told, 36),
				state: states[bits & 3] ?? 'open',
				born: (bits & 4) !== 0,
				asked: (bits & 8) !== 0,
				round: parseInt(round, 36),
				day: parseInt(day, 36),
				contact,
				payments: payments.match(new RegExp(`.{${paymentKeyLength}}`, 'g')) ?? [],
			});
		}
		return memory;
	}

	store(): Record<string, string> {
		this.enforceCaps();
		const stored: Record<string, string> = {};
		for (const [guid, one] of this.documents) {
			const flags = states.indexOf(one.state) | (one.born ? 4 : 0) | (one.asked ? 8 : 0);
			const payments = one.payments.slice(-paymentsKept).join('');
			stored[packGuid(guid)] = [
				one.told.toString(36),
				flags.toString(36),
				one.round.toString(36),
				one.day.toString(36),
				one.contact,
				payments,
			].join('.');
		}
		return stored;
	}

	get(guid: string): RememberedDocument | undefined {
		return this.documents.get(guid);
	}

	/** Remembers a document, as the one touched last. */
	set(guid: string, document: RememberedDocument): RememberedDocument {
		this.documents.delete(guid);
		this.documents.set(guid, document);
		return document;
	}

	delete(guid: string): void {
		this.documents.delete(guid);
	}

	entries(): Array<[string, RememberedDocument]> {
		return [...this.documents];
	}

	get size(): number {
		return this.documents.size;
	}

	get full(): boolean {
		return this.documents.size > documentCap * 0.8;
	}

	private enforceCaps(): void {
		const closed = this.entries().filter(([, { state, asked }]) => state === 'closed' && !asked);
		for (const [guid] of closed.slice(0, Math.max(0, closed.length - closedKept)))
			this.documents.delete(guid);
		const excess = this.documents.size - documentCap;
		if (excess <= 0) return;
		for (const [guid] of this.entries().slice(0, excess)) this.documents.delete(guid);
		this.forgotten += excess;
	}
}
