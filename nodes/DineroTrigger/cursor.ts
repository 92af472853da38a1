import { ChangeWindow, type StoredWindow } from './changeWindow';
import { DocumentMemory } from './documentMemory';
import { EntryMemory, type StoredEntries } from './entryMemory';
import { shortKey } from './keys';
import type { StampZone } from './time';

const version = 1;

/** All that is remembered between two polls, as plain JSON. */
export interface StoredCursor {
	version: number;
	fingerprint: string;
	zone: StampZone;
	/** When the last poll ran, by our clock; seconds UTC. */
	polledAt: number;
	/** Which source is read first. */
	turn: number;
	/** Set once a payment was seen that names the voucher of its entries. */
	paymentsNameVouchers?: boolean;
	windows: Record<string, StoredWindow>;
	documents: Record<string, Record<string, string>>;
	entries?: StoredEntries;
}

/** What makes a cursor usable: it belongs to this node of this workflow, this organization and these settings. */
export interface CursorOwner {
	workflowId: string;
	nodeId: string;
	organizationId: string;
	events: readonly string[];
	/** Filters, start and whatever else decides what counts. */
	settings: unknown;
}

/** A key of everything that a cursor depends on. */
export function fingerprintOf(owner: CursorOwner): string {
	const { workflowId, nodeId, organizationId, settings } = owner;
	return shortKey(
		JSON.stringify([version, workflowId, nodeId, organizationId, [...owner.events].sort(), settings]),
		16,
	);
}

/** The cursor while a poll works on it: a copy, so that nothing is changed before the poll has ended well. */
export class Cursor {
	zone: StampZone = 'unknown';
	polledAt: number | undefined;
	turn = 0;
	paymentsNameVouchers = false;
	readonly windows = new Map<string, ChangeWindow>();
	readonly documents = new Map<string, DocumentMemory>();
	entries: EntryMemory | undefined;

	constructor(readonly fingerprint: string) {}

	/** The stored cursor, if it is usable for this fingerprint; undefined means: begin from now. */
	static load(stored: unknown, fingerprint: string): Cursor | undefined {
		if (!isStoredCursor(stored) || stored.fingerprint !== fingerprint) return undefined;
		const cursor = new Cursor(fingerprint);
		cursor.zone = stored.zone;
		cursor.polledAt = stored.polledAt;
		cursor.turn = stored.turn;
		cursor.paymentsNameVouchers = stored.paymentsNameVouchers ?? false;
		for (const [name, window] of Object.entries(stored.windows))
			cursor.windows.set(name, ChangeWindow.load(window));
		for (const [name, one] of Object.entries(stored.documents))
			cursor.documents.set(name, DocumentMemory.load(one));
		if (stored.entries) cursor.entries = EntryMemory.load(stored.entries);
		return cursor;
	}

	store(): StoredCursor {
		return {
			version,
			fingerprint: this.fingerprint,
			zone: this.zone,
			polledAt: this.polledAt ?? 0,
			turn: this.turn,
			...(this.paymentsNameVouchers ? { paymentsNameVouchers: true } : {}),
			windows: Object.fromEntries([...this.windows].map(([name, window]) => [name, window.store()])),
			documents: Object.fromEntries([...this.documents].map(([name, one]) => [name, one.store()])),
			...(this.entries ? { entries: this.entries.store() } : {}),
		};
	}

	/** Whether anything remembered comes near its cap. */
	get full(): boolean {
		return (
			[...this.windows.values()].some((one) => one.full) ||
			[...this.documents.values()].some((one) => one.full) ||
			(this.entries?.full ?? false)
		);
	}
}

function isStoredCursor(value: unknown): value is StoredCursor {
	if (typeof value !== 'object' || value === null) return false;
	const one = value as Partial<StoredCursor>;
	return (
		one.version === version &&
		typeof one.fingerprint === 'string' &&
		typeof one.polledAt === 'number' &&
		typeof one.turn === 'number' &&
		['unknown', 'utc', 'danish'].includes(String(one.zone)) &&
		typeof one.windows === 'object' &&
		one.windows !== null &&
		typeof one.documents === 'object' &&
		one.documents !== null
	);
}
