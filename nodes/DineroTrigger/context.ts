import type { Cursor } from './cursor';
import type { ChangeWindow } from './changeWindow';
import { DocumentMemory } from './documentMemory';
import { rankOf, type EventName } from './events';
import { passes, type Filters } from './filters';
import type { DineroLists, ListName, Row } from './port';
import { secondsOf } from './time';

/** Something that happened, found in this poll. */
export interface Occurrence {
	event: EventName;
	eventId: string;
	/** Guid of the record, lower case: the tie-break of what happened in the same second. */
	guid: string;
	/** By which it is ordered; seconds UTC. */
	at: number;
	/** When it happened as far as Dinero tells: a UTC time, or a day where only the day is known. */
	occurredAt: string | null;
	list: ListName | 'entries';
	record: Row;
	payment?: Row;
	creditNote?: Row;
	/** The window that must not move past `anchor` while this is not told. */
	window?: ChangeWindow;
	anchor?: number;
	/** Notes in the cursor that it was told. */
	commit: () => void;
}

export interface ContextOptions {
	organizationId: string;
	events: ReadonlySet<EventName>;
	filters: Filters;
	port: DineroLists;
	cursor: Cursor;
	/** Our own clock, seconds UTC; used only where Dinero gives no time. */
	now: number;
	/** Seconds since the last poll by our clock; negative or huge when the clock was moved. */
	passed: number;
	/** Whether the poll may still begin something. */
	hasTime: () => boolean;
	/** Rows asked for at a time. */
	pageSize: number;
	/** Where a backfill begins, seconds UTC; undefined to begin from now. */
	startFrom?: number;
}

/** What the sources of one poll share: the cursor's copy, what was found so far, and the time that is left. */
export class PollContext {
	readonly found: Occurrence[] = [];
	/** Called when it is known which occurrences were told, with those that were not. */
	readonly endings: Array<(untold: readonly Occurrence[]) => void> = [];
	/** Rows of invoices read in this poll, newest reading, by guid. */
	readonly invoices = new Map<string, Row>();
	private readonly ids = new Set<string>();

	constructor(readonly options: ContextOptions) {}

	get cursor(): Cursor {
		return this.options.cursor;
	}

	get port(): DineroLists {
		return this.options.port;
	}

	/** Whether there is time to begin something. */
	hasTime(): boolean {
		return this.options.hasTime();
	}

	/** Seconds UTC of a stamp of Dinero. */
	seconds(stamp: unknown): number | undefined {
		return secondsOf(stamp, this.cursor.zone);
	}

	documents(list: ListName): DocumentMemory {
		let memory = this.cursor.documents.get(list);
		if (!memory) {
			memory = new DocumentMemory();
			this.cursor.documents.set(list, memory);
		}
		return memory;
	}

	eventId(event: EventName, ...parts: string[]): string {
		return [this.options.organizationId, event, ...parts.filter((part) => part !== '')].join(':');
	}

	/** Tells it, unless the trigger is only finding out where it stands or the user has filtered it out. */
	tell(occurrence: Occurrence, quiet = false): void {
		if (this.ids.has(occurrence.eventId)) return;
		if (quiet || !passes(this.options.filters, occurrence.list, occurrence.record)) {
			occurrence.commit();
			return;
		}
		this.ids.add(occurrence.eventId);
		this.found.push(occurrence);
	}

	/** What was found, oldest first; in the same second always in the same order, payments as Dinero lists them. */
	inOrder(): Occurrence[] {
		return [...this.found].sort(
			(one, other) =>
				one.at - other.at || rankOf(one.event) - rankOf(other.event) || compare(one.guid, other.guid),
		);
	}
}

function compare(one: string, other: string): number {
	if (one === other) return 0;
	return one < other ? -1 : 1;
}
