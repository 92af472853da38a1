import type { PollContext } from '../context';
import { EntryMemory, entryOverlap, longestPeriod, type Question } from '../entryMemory';
import { contactKeyLength, rowKeyLength, shortKey } from '../keys';
import type { Row } from '../port';
import { stampOf } from '../time';
import { text } from './changes';

/** A payment has two entries, a few more with a fee or a difference of rates; a voucher with many is none. */
const amountsKept = 12;
const secondsOfDay = 24 * 60 * 60;

/** Reads the entries that were added, tells them if that was chosen, and notes which contacts they name. */
export async function readEntries(context: PollContext): Promise<void> {
	const { events, now, startFrom } = context.options;
	context.cursor.entries ??= EntryMemory.start(startFrom ?? now - entryOverlap, startFrom === undefined);
	const memory = context.cursor.entries;
	const answered = new Set<string>();
	const vouchers = new Map<string, Question>();
	// A day ahead, since our clock and Dinero's reading of the period may differ.
	const until = now + secondsOfDay;
	let from = memory.from;
	let finished = true;
	for (;;) {
		const to = Math.min(from + longestPeriod, Math.max(until, from + secondsOfDay));
		const rows = await context.port.entries(stampOf(from), stampOf(to));
		for (const row of rows) noteEntry(context, memory, row, answered, vouchers);
		if (to >= until) break;
		from = to - entryOverlap;
		if (!context.hasTime()) {
			finished = false;
			break;
		}
	}
	if (events.has('payment.registered')) addQuestions(memory, [...vouchers.values()]);
	context.endings.push((untold) => {
		const waits = untold.some(({ list }) => list === 'entries');
		if (!waits) memory.moveTo(finished ? now - entryOverlap : from, answered);
		if (finished) memory.quiet = false;
	});
}

function noteEntry(
	context: PollContext,
	memory: EntryMemory,
	row: Row,
	answered: Set<string>,
	vouchers: Map<string, Question>,
): void {
	// Opening entries change without anything having happened.
	if (row.Type === 'Primo') return;
	const guid = String(row.EntryGuid ?? '').toLowerCase();
	const key = shortKey(guid || JSON.stringify(row), rowKeyLength);
	answered.add(key);
	if (memory.has(key)) return;
	const { events, now } = context.options;
	const commit = () => memory.remember(key, now);
	if (!memory.quiet) noteContact(row, vouchers);
	if (!events.has('entry.added')) {
		commit();
		return;
	}
	context.tell(
		{
			event: 'entry.added',
			eventId: context.eventId('entry.added', guid || key),
			guid: guid || key,
			at: context.seconds(row.Date) ?? 0,
			occurredAt: text(row.Date),
			list: 'entries',
			record: row,
			commit,
		},
		memory.quiet,
	);
}

function noteContact(row: Row, vouchers: Map<string, Question>): void {
	const contact = text(row.ContactGuid);
	if (!contact) return;
	const voucher = String(row.VoucherGuid ?? '').toLowerCase();
	const day = String(row.Date ?? '').slice(0, 10);
	const id = `${voucher || day} ${contact}`;
	const question = vouchers.get(id) ?? {
		voucher,
		contact: shortKey(contact.toLowerCase(), contactKeyLength),
		amounts: [],
		day,
	};
	const amount = `${String(row.AccountNumber)}:${Math.round(Math.abs(Number(row.Amount ?? 0)) * 100)}`;
	if (question.amounts.length < amountsKept && !question.amounts.includes(amount))
		question.amounts.push(amount);
	vouchers.set(id, question);
}

function addQuestions(memory: EntryMemory, questions: readonly Question[]): void {
	const same = (one: Question, other: Question) =>
		one.voucher === other.voucher && one.contact === other.contact && one.day === other.day;
	for (const question of questions) {
		if (!memory.questions.some((one) => same(one, question))) memory.questions.push(question);
	}
}
