import { get } from 'node:http';
import { cpus } from 'node:os';

import { startDinero, type RunningDinero } from './start.mts';

/**
 * Measures the local Dinero with the large company: how long it takes to plant it, the memory that it holds, and the
 * processor time (of server and asker together, on this machine) of pages of its lists and of the pages for people.
 * Prints one JSON object a line. Run it with `node --expose-gc --import tsx sandbox/dinero/measure.mts`.
 */

const organization = '352100';
const fields =
	'Number,Guid,ExternalReference,ContactName,ContactGuid,Date,PaymentDate,Description,Currency,Status,' +
	'TotalExclVatInDkk,TotalInclVatInDkk,TotalExclVat,TotalInclVat,CreatedAt,UpdatedAt,DeletedAt';

interface Cost {
	/** Milliseconds of processor time, user and system. */
	cpu: number;
	/** Milliseconds on the wall. */
	wall: number;
}

async function costOf(work: () => unknown): Promise<Cost> {
	const [started, before] = [performance.now(), process.cpuUsage()];
	await work();
	const { user, system } = process.cpuUsage(before);
	return { cpu: Math.round((user + system) / 100) / 10, wall: Math.round((performance.now() - started) * 10) / 10 };
}

/** Asks for an address and throws the answer away, so that reading it costs next to nothing. */
async function ask(dinero: RunningDinero, path: string, token: string): Promise<number> {
	return new Promise((resolve, reject) => {
		get(dinero.url + path, { headers: { authorization: `Bearer ${token}` } }, (response) => {
			if (response.statusCode !== 200) reject(new Error(`${path} answered ${response.statusCode}`));
			let bytes = 0;
			response.on('data', (piece: Buffer) => (bytes += piece.length));
			response.on('end', () => resolve(bytes));
		}).on('error', reject);
	});
}

function megabytes(bytes: number): number {
	return Math.round(bytes / 1024 / 1024);
}

function say(what: string, figures: object): void {
	console.log(JSON.stringify({ what, ...figures }));
}

async function measure(): Promise<void> {
	say('machine', { cores: cpus().length, node: process.version, date: new Date().toISOString().slice(0, 10) });
	let dinero!: RunningDinero;
	say('start with the large company', await costOf(async () => (dinero = await startDinero({ past: 'large', rateLimit: 0 }))));
	globalThis.gc?.();
	const { rss, heapUsed } = process.memoryUsage();
	say('memory', {
		residentMB: megabytes(rss),
		heapMB: megabytes(heapUsed),
		peakMB: Math.round(process.resourceUsage().maxRSS / 1024),
	});
	const books = dinero.world.organizations.get(organization)!;
	const some = [...books.invoices.values()][50_000]!;
	const token = dinero.issueToken();
	const list = (query: Record<string, string>) =>
		`/v1/${organization}/invoices?${new URLSearchParams({ pageSize: '1000', fields, ...query }).toString()}`;
	const lastMonth = `${new Date(Date.now() - 30 * 24 * 3600 * 1000).toISOString().slice(0, 19)}Z`;
	const addresses: Array<[string, string]> = [
		['first page', list({ page: '0' })],
		['second page', list({ page: '1' })],
		['last page', list({ page: '99' })],
		['page 50 by contact', list({ page: '50', sort: 'Contact', sortOrder: 'ascending' })],
		['page 50 by status', list({ page: '50', sort: 'Status' })],
		['overdue', list({ statusFilter: 'Overdue' })],
		['paid, page 50', list({ statusFilter: 'Paid', page: '50' })],
		['changed in a month', list({ changesSince: lastMonth })],
		['of a contact', list({ queryFilter: `ContactGuid eq '${some.contactGuid}'` })],
		['by reference', list({ queryFilter: `ExternalReference eq '${some.externalReference}'` })],
		['reference contains', list({ queryFilter: `ExternalReference contains '9'`, page: '20' })],
		['deleted', list({ deletedOnly: 'true' })],
		['free text', list({ freeTextSearch: 'sen', page: '5' })],
		['sales, first page', `/v1/${organization}/sales?pageSize=1000&fields=Number,Guid,Status,UpdatedAt,Type`],
		['contacts, last page', `/v1/${organization}/contacts?pageSize=1000&page=19`],
		['overview', '/'],
		['invoices', `/books/${organization}/invoices`],
		['invoices, oldest', `/books/${organization}/invoices?page=1999`],
		['invoices, searched', `/books/${organization}/invoices?search=99999`],
		['one invoice', `/books/${organization}/invoices/${some.guid}`],
		['contacts', `/books/${organization}/contacts`],
		['ledger', `/books/${organization}/ledger`],
		['vat', `/books/${organization}/vat`],
	];
	await ask(dinero, list({ page: '3', pageSize: '10' }), token);
	for (const [what, address] of addresses) {
		// Something changed before the first time, so that it is never answered from what an earlier request prepared.
		dinero.world.log(books, 'looked at', some.guid);
		const first = await costOf(() => ask(dinero, address, token));
		const again = await costOf(() => ask(dinero, address, token));
		say(what, { afterAChange: first, again });
	}
	await dinero.close();
}

await measure();
