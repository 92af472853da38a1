import type { Minor } from '../order';
import type { Payout, PayoutRow, PayoutRowKind } from '../payout';
import { copenhagenDay, isRecord, Place } from '../reading';
import { refused, refusedForNow, nothingToDo, type Refusal } from '../refusal';
import { currencyOf, label } from './shared';
import { STRIPE_SHOP, stripeAmount, stripeId } from './stripe';

/** Shopify numbers its payouts across all shops, so the shop's own name is not needed to tell them apart. */
const SHOPIFY_SHOP = 'shopify.com';

/** Types of Stripe's and of Shopify's balance transactions that are sales, money given back, or what the gateway keeps. */
const KINDS: Record<string, PayoutRowKind> = {
	charge: 'charge',
	payment: 'charge',
	refund: 'refund',
	payment_refund: 'refund',
	refund_failure: 'refund',
	payment_failure_refund: 'refund',
	partial_capture_reversal: 'refund',
	dispute: 'dispute',
	chargeback: 'dispute',
	stripe_fee: 'fee',
	stripe_fx_fee: 'fee',
	tax_fee: 'fee',
	network_cost: 'fee',
	payout_fee: 'fee',
};

/** Keys under which webhooks, lists and people put payouts and their transactions. */
const WRAPPERS = [
	'body',
	'json',
	'data',
	'object',
	'payout',
	'payouts',
	'transactions',
	'balance_transactions',
	'balanceTransactions',
];

interface Found {
	payouts: Place[];
	rows: Place[];
	/** A list that says that it goes on, and none that says that it ends. */
	goesOn: boolean;
	ends: boolean;
	test: boolean;
}

/**
 * Reads one payout with its balance transactions: Stripe's list (`GET /v1/balance_transactions?payout=…`, in one or several
 * pages, its rows alone, or beside the payout or the event "payout.paid"), or those of Shopify Payments. Amounts are
 * øre. Rows alone do not say whether they are a test of Stripe's; the payout and the event do. Every amount, fee and net is checked against the others, and all of them against the payout.
 *
 * @param payloads what came in, item by item; all of it is about one payout, and the same row may come twice
 */
export function readPayout(payloads: unknown[]): Payout | Refusal {
	const found: Found = { payouts: [], rows: [], goesOn: false, ends: false, test: false };
	for (const [index, payload] of payloads.entries()) {
		search(payload, payloads.length > 1 ? `Item ${index + 1}` : '', found, 0);
	}
	const rows = withoutRepeats(found.rows);
	if (isRefusalList(rows)) return rows;
	const [first] = [...rows, ...found.payouts];
	if (first === undefined) return noPayout();
	return isStripe(first) ? stripePayout(found, rows) : shopifyPayout(found, rows);
}

function noPayout(): Refusal {
	return refused(
		'notAPayout',
		'There is no payout and no balance transaction of Stripe or Shopify Payments.',
		'Fetch the balance transactions of the payout with an HTTP Request node, and send its answer here.',
		'Payout',
	);
}

function search(value: unknown, where: string, found: Found, depth: number): void {
	if (depth > 8) return;
	if (typeof value === 'string') {
		const parsed = parsedJson(value);
		if (parsed !== undefined) search(parsed, where, found, depth + 1);
	} else if (Array.isArray(value)) {
		for (const [index, one] of value.entries()) search(one, `${where}[${index}]`, found, depth + 1);
	} else if (isRecord(value)) {
		if (value.object === 'list' || 'has_more' in value) {
			if (value.has_more === true) found.goesOn = true;
			else found.ends = true;
		}
		if (value.object === 'event' && value.livemode === false) found.test = true;
		if (isRow(value)) found.rows.push(new Place(value, where, []));
		else if (isPayout(value)) found.payouts.push(new Place(value, where, []));
		for (const key of WRAPPERS) {
			const inner = value[key];
			if (isRecord(inner) || Array.isArray(inner) || key === 'body') {
				search(inner, where === '' ? key : `${where}.${key}`, found, depth + 1);
			}
		}
	}
}

function parsedJson(text: string): unknown {
	try {
		const value = JSON.parse(text) as unknown;
		return typeof value === 'object' ? value : undefined;
	} catch {
		return undefined;
	}
}

function isRow(value: Record<string, unknown>): boolean {
	return value.object === 'balance_transaction' || ('fee' in value && 'net' in value && 'payout_id' in value);
}

function isPayout(value: Record<string, unknown>): boolean {
	if (value.object === 'payout') return true;
	return (
		value.object === undefined && 'date' in value && 'status' in value && 'amount' in value && 'id' in value
	);
}

function isStripe(place: Place): boolean {
	return place.text('object') !== undefined;
}

/** Pages may overlap; a row that comes twice and differs has changed in between. */
function withoutRepeats(rows: Place[]): Place[] | Refusal {
	const byId = new Map<string, Place>();
	for (const row of rows) {
		const id = row.id('id') ?? row.where;
		const known = byId.get(id);
		if (known !== undefined && ['amount', 'fee', 'net'].some((key) => known.text(key) !== row.text(key))) {
			return refused(
				'transactionTwice',
				`The balance transaction ${id} comes twice with different amounts (${known.where} and ${row.where}).`,
				'Fetch the balance transactions of the payout anew.',
				row.where,
			);
		}
		if (known === undefined) byId.set(id, row);
	}
	return [...byId.values()];
}

function isRefusalList(rows: Place[] | Refusal): rows is Refusal {
	return !Array.isArray(rows);
}

interface Head {
	id: string;
	amount: Minor;
	currency: string;
	day?: string;
	status?: string;
	test: boolean;
}

function stripePayout(found: Found, all: Place[]): Payout | Refusal {
	const own = all.filter((row) => row.text('type') === 'payout');
	const heads = [
		...found.payouts.map((payout): Head | Refusal => {
			const currency = currencyOf(payout);
			const amount = stripeAmount(payout, 'amount', currency);
			if (amount === undefined) payout.missing(payout.at('amount'), 'an amount');
			const id = payout.text('id');
			if (id === undefined) payout.missing(payout.at('id'), "the payout's id");
			if (payout.problems.length > 0) return payout.problems[0];
			return {
				...{ id: id!, amount: amount!, currency },
				day: copenhagenDay(payout.at('arrival_date').value) ?? copenhagenDay(payout.at('created').value),
				status: payout.text('status'),
				test: payout.at('livemode').value === false,
			};
		}),
		...own.map((row): Head | Refusal => {
			const currency = currencyOf(row);
			const amount = stripeAmount(row, 'amount', currency);
			if (amount === undefined) row.missing(row.at('amount'), 'an amount');
			const id = stripeId(row, 'source');
			if (id === undefined) row.missing(row.at('source'), "the payout's id");
			if (row.problems.length > 0) return row.problems[0];
			const payout = row.at('source');
			return {
				...{ id: id!, amount: -amount!, currency },
				day:
					copenhagenDay(payout.at('arrival_date').value) ??
					copenhagenDay(row.at('available_on').value) ??
					copenhagenDay(row.at('created').value),
				status: payout.text('status') ?? (row.text('status') === 'pending' ? 'pending' : undefined),
				test: payout.at('livemode').value === false,
			};
		}),
	];
	const head = onePayout(heads);
	if ('kind' in head) return head;
	if (found.goesOn && !found.ends) return pagesMissing();
	const rows = all.map((row) => stripeRow(row, head));
	return complete({ ...head, test: head.test || found.test }, { shop: 'stripe', shopKey: STRIPE_SHOP }, rows);
}

function stripeRow(row: Place, head: Head): PayoutRow | Refusal {
	const type = row.text('type') ?? '';
	const category = row.text('reporting_category') ?? '';
	const source = stripeId(row, 'source') ?? '';
	const disputed = /^dispute/.test(category) || /^(dp|du)_/.test(source);
	const read = rowOf(row, head, {
		kind: type === 'payout' ? 'payout' : disputed ? 'dispute' : (KINDS[type] ?? 'other'),
		text: label(row.text('description') ?? row.text('source'), type),
		amountOf: (key) => stripeAmount(row, key, head.currency),
	});
	const converted = !('code' in read) && row.has('exchange_rate');
	return converted ? { ...read, converted } : read;
}

function shopifyPayout(found: Found, all: Place[]): Payout | Refusal {
	const heads = found.payouts.map((payout): Head | Refusal => {
		const currency = currencyOf(payout);
		const amount = payout.requiredMoney('amount', currency);
		const id = payout.id('id');
		if (id === undefined) payout.missing(payout.at('id'), "the payout's id");
		if (payout.problems.length > 0) return payout.problems[0];
		const day = copenhagenDay(payout.at('date').value);
		return { id: id!, amount, currency, day, status: payout.text('status'), test: false };
	});
	const wanted = heads.find((head): head is Head => !('kind' in head))?.id;
	// A list that was not filtered holds other payouts as well, and money that no payout holds yet.
	const rows = all.filter((row) => wanted === undefined || row.id('payout_id') === wanted);
	for (const row of rows.filter((one) => one.text('type') === 'payout')) {
		const currency = currencyOf(row);
		const id = row.id('payout_id');
		if (id === undefined) row.missing(row.at('payout_id'), "the payout's id");
		const amount = -row.requiredMoney('amount', currency);
		const day = copenhagenDay(row.at('processed_at').value);
		const status = row.text('payout_status');
		heads.push(row.problems[0] ?? { id: id!, amount, currency, day, status, test: false });
	}
	const others = new Set(rows.map((row) => row.id('payout_id')));
	if (others.size > 1) return severalPayouts([...others].map((id) => id ?? 'none'));
	const head = onePayout(heads);
	if ('kind' in head) return head;
	const test = rows.some((row) => row.flag('test'));
	const read = rows.map((row) => {
		const type = row.text('type') ?? '';
		return rowOf(row, head, {
			kind: type === 'payout' ? 'payout' : (KINDS[type] ?? 'other'),
			text: [label(row.text('source_order_id'), ''), label(row.text('source_type'), type)]
				.filter((part) => part !== '')
				.join(' '),
			amountOf: (key) => row.money(key, head.currency),
		});
	});
	return complete({ ...head, test }, { shop: 'shopify', shopKey: SHOPIFY_SHOP }, read);
}

/** What several places say of the payout; they must agree. */
function onePayout(heads: Array<Head | Refusal>): Head | Refusal {
	const unreadable = heads.find((head): head is Refusal => 'kind' in head);
	if (unreadable) return unreadable;
	const [first, ...others] = heads as Head[];
	if (first === undefined) {
		return refused(
			'payoutMissing',
			'The balance transactions do not say how much was paid out.',
			"Send the payout along, or the whole list of its balance transactions: the payout's own row tells it.",
			'Payout',
		);
	}
	const ids = new Set([first, ...others].map((head) => head.id));
	if (ids.size > 1) return severalPayouts([...ids]);
	const different = others.find((one) => one.amount !== first.amount || one.currency !== first.currency);
	if (different !== undefined) {
		return refused(
			'payoutTwice',
			`The payout ${first.id} comes twice with different amounts.`,
			'Fetch the payout and its balance transactions anew.',
			'amount',
		);
	}
	const day = first.day ?? others.find((one) => one.day !== undefined)?.day;
	const status = first.status ?? others.find((one) => one.status !== undefined)?.status;
	return { ...first, day, status, test: [first, ...others].some((head) => head.test) };
}

function severalPayouts(ids: string[]): Refusal {
	return refused(
		'severalPayouts',
		`There are ${ids.length} payouts: ${ids.slice(0, 5).join(', ')}.`,
		"Settle each payout by itself: put a 'Loop Over Items' node before this step.",
		'Payout',
	);
}

function pagesMissing(): Refusal {
	return refused(
		'transactionsMissing',
		'The list of balance transactions goes on: Stripe sent only its first page.',
		"Turn pagination on in the HTTP Request node ('starting_after' is the id of the last row), and send all pages here.",
		'has_more',
	);
}

function rowOf(
	row: Place,
	head: Head,
	{
		kind,
		text,
		amountOf,
	}: { kind: PayoutRowKind; text: string; amountOf: (key: string) => Minor | undefined },
): PayoutRow | Refusal {
	const currency = currencyOf(row);
	if (row.problems.length === 0 && currency !== head.currency) {
		return refused(
			'currencyMixed',
			`"${row.at('currency').where}" is ${currency}, but the payout is in ${head.currency}.`,
			'Fetch the balance transactions of this payout only.',
			row.at('currency').where,
		);
	}
	const [amount, net] = ['amount', 'net'].map((key) => {
		const value = amountOf(key);
		if (value === undefined && row.problems.length === 0) row.missing(row.at(key), 'an amount of money');
		return value ?? 0;
	});
	const fee = amountOf('fee') ?? 0;
	if (row.problems.length > 0) return row.problems[0];
	if (amount - fee !== net) {
		return refused(
			'transactionDoesNotAddUp',
			`"${row.at('net').where}" does not add up: the amount less the fee is not the net amount of ${row.id('id') ?? text}.`,
			'Fetch the balance transactions anew; nothing was written.',
			row.at('net').where,
		);
	}
	return { id: row.id('id') ?? row.where, kind, text, amount, fee, where: row.where };
}

const FAILED = ['failed', 'canceled', 'cancelled'];
const ON_ITS_WAY = ['pending', 'in_transit', 'scheduled'];

function complete(
	head: Head,
	shop: Pick<Payout, 'shop' | 'shopKey'>,
	read: Array<PayoutRow | Refusal>,
): Payout | Refusal {
	const problem = read.find((row): row is Refusal => 'code' in row);
	if (problem) return problem;
	const { id, amount, currency, day, test } = head;
	const status = head.status?.toLowerCase() ?? 'paid';
	if (FAILED.includes(status)) {
		return nothingToDo(
			'payoutFailed',
			`The payout ${id} did not reach the bank (${status}).`,
			'Nothing needs to be done: the money comes with a later payout.',
			'status',
		);
	}
	if (ON_ITS_WAY.includes(status)) {
		return refusedForNow(
			'payoutOnItsWay',
			`The payout ${id} has not reached the bank yet (${status}).`,
			'Run it again when it has: the event "payout.paid" says so.',
			'status',
		);
	}
	if (day === undefined) {
		return refused(
			'fieldMissing',
			`The payout ${id} has no date on which it reached the bank.`,
			'Send the payout as the gateway gives it.',
			'arrival_date',
		);
	}
	const rows = read as PayoutRow[];
	return { kind: 'payout', ...shop, id, amount, currency, day, test, rows };
}
