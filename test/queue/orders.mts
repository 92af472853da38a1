import assert from 'node:assert/strict';
import { Books } from '../../sandbox/runner/books.mts';
import { organizationId } from '../../sandbox/runner/settings.mts';
import { makeOrders, Shop, thrice } from './shop.mts';
import type { Order } from './shop.mts';
import { connected, until } from './stage.mts';
import type { Stage } from './stage.mts';
import { createLogTable, orderWorkflow, readLogTable, webhookPath } from './workflows.mts';
import type { LogLine } from './workflows.mts';

/** What the run was like; one line of the result. */
export interface OrdersResult {
	orders: number;
	deliveries: number;
	/** Deliveries that n8n did not take at once, so that the shop sent them again. */
	deliveriesRepeatedByTheShop: number;
	/** By n8n's own status. */
	executions: Record<string, number>;
	executionsByWorker: Record<string, number>;
	/** Orders that had no line of success in the log table after their three deliveries, and were sent once more. */
	ordersSentAgainByTheCatchUp: number;
	connectionsCut: number;
	processesThatEndedByThemselves: string[];
	requestsToDinero: number;
	requestsThatMetDineroDown: number;
	seconds: number;
}

const transferred = new Set(['invoiced', 'alreadyTransferred']);

/** Orders that the log table does not show as transferred and paid. */
function missing(orders: Order[], lines: LogLine[]): Order[] {
	const there = new Set(
		lines.filter(({ outcome, step }) => transferred.has(outcome ?? '') && step === 'paid').map(({ order }) => order),
	);
	return orders.filter(({ id }) => !there.has(id));
}

/** How many of n8n's executions of this workflow have which status. */
async function statuses({ stage: { services }, workflowId }: Run): Promise<Record<string, number>> {
	const rows = await services.query<{ status: string; count: string }>(
		`select status, count(*) as count from execution_entity where "workflowId" = '${workflowId}' group by status`,
	);
	return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
}

/** Until n8n holds nothing more of this workflow that could still do something. */
async function settled(run: Run): Promise<void> {
	let found: Record<string, number> = {};
	const ended = async () => {
		found = await statuses(run).catch(() => ({ running: 1 }));
		return !(found.new || found.running || found.waiting || found.unknown);
	};
	// A killed worker's executions are given up by n8n when its recovery comes by, every minute, and Bull's lock has ended.
	await until('Every execution has ended', 200, ended, () => found);
}

/** What a run goes on. */
interface Run {
	stage: Stage;
	orders: Order[];
	shop: Shop;
	books: Books;
	workflowId: string;
	/** The log table. */
	table: string;
}

/**
 * Every order is delivered three times, over two workers, while a worker is killed and another one started, PostgreSQL's
 * connections are cut, and Dinero is down for a while. Afterwards the shop's side looks into the log table, as a nightly catch-up
 * would, and sends again what is not there.
 *
 * @throws when an invoice or payment is missing or there twice, or the books do not balance
 */
export async function playOrders(stage: Stage, count: number): Promise<OrdersResult> {
	const { client, dinero, hosts, tell } = stage;
	const table = await createLogTable(client);
	const workflowId = await client.createWorkflow(orderWorkflow(await connected(stage, 1000), table));
	await client.publish(workflowId);
	const run: Run = {
		...{ stage, table, workflowId },
		orders: makeOrders(count, new Date().toISOString().slice(0, 10)),
		shop: new Shop(`${hosts.main.url.replace('//localhost:', '//127.0.0.1:')}/webhook/${webhookPath}`),
		books: new Books(dinero.url, organizationId),
	};
	await until('The webhook listens', 60, async () => await run.shop.isExpected());
	const before = dinero.calls.length;
	try {
		const disturbed = await deliverDisturbed(run);
		const ordersSentAgainByTheCatchUp = await catchUp(run);
		await check(run);
		return {
			orders: count,
			deliveries: run.shop.delivered,
			deliveriesRepeatedByTheShop: run.shop.repeated,
			executions: await statuses(run),
			executionsByWorker: Object.fromEntries([...(await hosts.begunBy())].map(([name, ids]) => [name, ids.size])),
			ordersSentAgainByTheCatchUp,
			...disturbed,
			processesThatEndedByThemselves: [hosts.main, ...hosts.workers].flatMap(({ name, ends }) =>
				ends.map((how) => `${name}: ${how}`),
			),
			requestsToDinero: dinero.calls.length - before,
			seconds: run.shop.seconds,
		};
	} catch (cause) {
		const lines = await readLogTable(client, table).catch(() => []);
		const ways = lines.map(({ order, outcome, step, reason }) => `${order}: ${outcome} ${step ?? ''} ${reason ?? ''}`);
		tell(`The log table's last lines:\n  ${ways.slice(-10).join('\n  ')}`);
		tell(`n8n's executions: ${JSON.stringify(await statuses(run).catch(String))}`);
		throw cause;
	}
}

/** The three deliveries with all that goes wrong meanwhile. */
async function deliverDisturbed({ stage, orders, shop }: Run) {
	const { dinero, hosts, services, tell } = stage;
	const company = dinero.world.organizations.get(organizationId);
	assert(company);
	const booked = () => [...company.invoices.values()].filter(({ number }) => number !== undefined && number > 0).length;
	const share = async (part: number) => {
		const wanted = Math.round(part * orders.length);
		const seen = () => ({ booked: booked(), delivered: shop.delivered, requests: dinero.calls.length });
		await until(`${wanted} booked invoices`, 60, () => booked() >= wanted, seen);
	};
	const say = (what: string) => tell(`${shop.seconds} s, ${booked()} invoices: ${what}`);

	tell(`The shop delivers ${orders.length} orders three times each ...`);
	const delivering = shop.deliver(thrice(orders), 8);

	await share(0.25);
	const [first] = hosts.workers;
	await first.kill();
	say(`${first.name} was killed, another worker is started`);
	const another = hosts.addWorker();

	await share(0.4);
	const connectionsCut = await services.cutConnections();
	say(`PostgreSQL has cut n8n's ${connectionsCut} connections`);

	await share(0.6);
	const requestsThatMetDineroDown = await beDown(stage, () => say('Dinero is down'));
	say('Dinero is back');

	await Promise.all([delivering, another]);
	return { connectionsCut, requestsThatMetDineroDown };
}

/**
 * Dinero answers nobody for ten seconds, and until it was asked for something: most requests are cut off before anything is done,
 * the others after it; how many there were.
 */
async function beDown({ dinero }: Stage, begun: () => void): Promise<number> {
	const faults = [
		dinero.addFault({ effect: 'cutBefore', match: { probability: 0.7 } }),
		dinero.addFault({ effect: 'emptyServerErrorAfter', match: { probability: 1 } }),
	];
	begun();
	const met = () => faults.reduce((sum, { consumed }) => sum + consumed, 0);
	await new Promise((later) => setTimeout(later, 10_000));
	await until('A request while Dinero is down', 60, () => met() > 5);
	await fetch(`${dinero.url}/_sandbox/faults`, { method: 'DELETE' });
	return met();
}

/** Sends again what the log table does not show as transferred, up to three times; how many orders that were at first. */
async function catchUp(run: Run): Promise<number> {
	const { stage, shop, orders, table } = run;
	stage.tell(`${shop.seconds} s: the shop has delivered everything; what is under way comes to its end ...`);
	await settled(run);
	const first = missing(orders, await readLogTable(stage.client, table));
	let again = first;
	for (let round = 1; again.length > 0 && round <= 3; round += 1) {
		stage.tell(`${shop.seconds} s: the catch-up sends ${again.length} orders again`);
		await shop.deliver(again, 4);
		await settled(run);
		again = missing(orders, await readLogTable(stage.client, table));
	}
	return first.length;
}

/** One invoice and one payment for each order, of exactly its total; nothing else; and the log table knows each. */
async function check({ stage, books, orders, table }: Run): Promise<void> {
	const lines = await readLogTable(stage.client, table);
	const unlogged = missing(orders, lines).map(({ id }) => id);
	assert.deepEqual(unlogged, [], 'orders that the log table does not show as transferred');
	const invoices = (await books.invoices()).filter(({ deleted }) => !deleted);
	const described = invoices
		.map(({ booked, total, paid, payments, currency }) => ({
			booked,
			total,
			paid,
			payments: payments.length,
			currency,
		}))
		.sort((one, other) => one.total - other.total);
	const expected = orders
		.map(({ total, currency }) => ({
			...{ booked: true, total: Number(total), paid: Number(total) },
			...{ payments: 1, currency },
		}))
		.sort((one, other) => one.total - other.total);
	assert.deepEqual(described, expected, 'invoices and payments');
	const counts = await books.counts();
	assert.equal(counts.contacts, new Set(orders.map(({ customer }) => customer.email)).size, 'contacts');
	assert.equal(counts.creditNotes, 0);
	assert.deepEqual(await books.brokenInvariants(), [], 'the ledger balances');
	const numbers = new Map<string, Set<string>>();
	for (const { order, outcome, invoice } of lines) {
		if (order === null || !transferred.has(outcome ?? '')) continue;
		numbers.set(order, (numbers.get(order) ?? new Set()).add(invoice ?? ''));
	}
	for (const [order, found] of numbers) assert.equal(found.size, 1, `${order} has one invoice number in the log table`);
	assert.equal(new Set([...numbers.values()].flatMap((found) => [...found])).size, orders.length, 'invoice numbers');
	const wrong = stage.dinero.calls.filter((call) => call.contractBreach ?? call.crash);
	assert.deepEqual(wrong, [], 'the local Dinero met nothing that it could not handle');
}
