import assert from 'node:assert/strict';
import type { Execution, HostClient, Item, Workflow } from '../../../sandbox/n8n/client.mts';
import { Books } from '../../../sandbox/runner/books.mts';
import type { BookCounts, BookedDocument } from '../../../sandbox/runner/books.mts';
import { connectedCredential, credentialName, credentialType } from '../../../sandbox/runner/credential.mts';
import { fitted, readExample } from '../../../sandbox/runner/example.mts';
import type { Example } from '../../../sandbox/runner/example.mts';
import { startSandbox } from '../../../sandbox/runner/sandbox.mts';
import type { Parts, Sandbox } from '../../../sandbox/runner/sandbox.mts';
import {
	organizationId,
	pickedOrganization,
	shopOrderParameters,
} from '../../../sandbox/runner/settings.mts';
import { Accounts, accounts } from './credentials.mts';
import { playHosts } from './hosts.mts';
import type { HostName, PlayedHost, PlayedHosts } from './hosts.mts';
import { startMailbox } from './mailbox.mts';
import type { Mail, Mailbox } from './mailbox.mts';

export type Fields = Record<string, unknown>;

export interface Handed {
	/** What the trigger hands on; absent: its sample. */
	items?: Item[];
	/** Asks the played services instead of taking the pinned answers; without `items`, a polling trigger asks Dinero too. */
	asks?: boolean;
	/** Laid over the example's own. */
	change?: (workflow: Workflow) => void;
	/** The trigger to begin from, where there is more than one. */
	trigger?: string;
}

export interface Ran {
	example: Example;
	execution: Execution;
	/** What the (first) Dinero node gave on its first output. */
	rows: Fields[];
	/** The text of the mail that a person got. */
	told?: string;
	/** The invoice or credit note of the first of `rows`. */
	document?: BookedDocument;
	counts: BookCounts;
	/** What a node gave on one of its outputs, in its last run. */
	output(node: string, branch?: number): Fields[];
}

export const item = (json: Fields): Item[] => [{ json }];

/** What a trigger's sample holds; a copy, to be changed. */
export async function sampleOf(file: string): Promise<Fields> {
	return structuredClone((await readExample(file)).sample[0].json);
}

/** What is pinned on the node that asks a service. */
export async function pinnedOn(file: string, node: string): Promise<Item[]> {
	return structuredClone((await readExample(file)).workflow.pinData?.[node] as Item[]);
}

/**
 * A real n8n with every service that the examples talk to: the local Dinero, shops and others under their real host names, a mail
 * server. Cases share it, one after the other; `forget` between them.
 */
export class ExampleWorld {
	readonly client: HostClient;
	readonly books: Books;
	private readonly connected: Promise<string>;
	private readonly accounts: Accounts;
	private refusedBefore = 0;

	private constructor(
		readonly sandbox: Sandbox,
		private readonly hosts: PlayedHosts,
		private readonly mailbox: Mailbox,
	) {
		this.client = sandbox.client;
		this.books = new Books(sandbox.dinero.url, organizationId);
		this.connected = connectedCredential(sandbox);
		this.accounts = new Accounts(sandbox.client, {
			...accounts,
			smtp: { host: '127.0.0.1', port: mailbox.port, secure: false, disableStartTls: true },
		});
	}

	static async start(parts: Parts, tell: (line: string) => void): Promise<ExampleWorld> {
		const hosts = await playHosts();
		parts.add(hosts.close);
		const mailbox = await startMailbox();
		parts.add(mailbox.close);
		const sandbox = await startSandbox({ rounding: 'line', extraHosts: hosts.addresses }, parts, tell);
		const world = new ExampleWorld(sandbox, hosts, mailbox);
		await world.connected;
		return world;
	}

	/** A service that a workflow talks to. */
	host(name: HostName): PlayedHost {
		return this.hosts.host(name);
	}

	/** Mails sent since `forget`, oldest first. */
	get mails(): Mail[] {
		return this.mailbox.mails;
	}

	/** Calls that no answer was given for, and hosts that nobody plays. */
	get unexpected(): string[] {
		return [...this.hosts.unexpected, ...this.sandbox.net.refused.slice(this.refusedBefore)];
	}

	/** New books and no data tables, as before the first example was run. */
	async startOver(): Promise<void> {
		this.sandbox.dinero.reset({ keepTokens: true });
		for (const table of await this.client.dataTables()) await this.client.deleteDataTable(table);
		this.forget();
	}

	/** Forgets mails, calls and answers; the books and the data tables stay as they are. */
	forget(): void {
		this.hosts.forget();
		this.mailbox.mails.length = 0;
		this.refusedBefore = this.sandbox.net.refused.length;
	}

	/** Asks again until there is an answer that is neither undefined nor false; never longer than a minute. */
	async until<Found>(
		look: () => Found | Promise<Found>,
		what: string,
	): Promise<Exclude<Found, undefined | false>> {
		const deadline = Date.now() + 60_000;
		for (;;) {
			const found = await look();
			if (found !== undefined && found !== false) return found as Exclude<Found, undefined | false>;
			if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
			await new Promise((again) => setTimeout(again, 50));
		}
	}

	/** Reads something else of the local Dinero's books, such as `contacts`. */
	async inBooks<Row = Fields>(list: string): Promise<Row[]> {
		const answer = await fetch(`${this.sandbox.dinero.url}/_sandbox/organizations/${organizationId}/${list}`);
		return (await answer.json()) as Row[];
	}

	/** The rows of an n8n data table in the order in which they were made, without n8n's own columns; none when there is no such table. */
	async tableRows<Row = Fields>(name: string): Promise<Row[]> {
		const table = (await this.client.dataTables()).find((one) => one.name === name);
		if (table === undefined) return [];
		const rows = await this.client.dataTableRows(table);
		return rows.map(({ id: _id, createdAt: _made, updatedAt: _changed, ...row }) => row as Row);
	}

	/** The one row of the log of transfers that is about this order or refund; undefined for none. */
	async logged(record: string): Promise<Fields | undefined> {
		const rows = (await this.tableRows('Dinero transfers')).filter((row) => row.record === record);
		assert.ok(rows.length <= 1, `${rows.length} rows of ${record}`);
		return rows[0];
	}

	/** The example as an agency sets it up (book, register payments, accounts chosen, mails switched on), not yet in n8n. */
	async ready(file: string, handed: Handed = {}): Promise<{ example: Example; workflow: Workflow }> {
		const example = await readExample(file);
		const { items, asks, change, trigger = example.trigger.name } = handed;
		const pins = {
			...(asks ? {} : example.workflow.pinData),
			...(items === undefined ? {} : { [trigger]: items }),
		};
		const workflow = fitted(example.workflow, {
			credentials: { [credentialType]: { id: await this.connected, name: credentialName } },
			organizationId: pickedOrganization,
			shopOrder: shopOrderParameters({ settings: 'danish' }, false),
			keepPin: false,
			pinData: pins,
		});
		for (const node of workflow.nodes) {
			if (node.credentials === undefined) {
				const credentials = await this.accounts.of(node);
				if (Object.keys(credentials).length > 0) node.credentials = credentials;
			}
			if (node.type === 'n8n-nodes-base.emailSend') delete node.disabled;
			// n8n's own second between two tries is not what is tested.
			if (node.retryOnFail) node.waitBetweenTries = 1;
		}
		change?.(workflow);
		return { example, workflow };
	}

	/** Runs the example once. */
	async run(file: string, handed: Handed = {}): Promise<Ran> {
		const { example, workflow } = await this.ready(file, handed);
		const { trigger = example.trigger.name } = handed;
		const mailsBefore = this.mails.length;
		const id = await this.client.createWorkflow(workflow);
		const sample = (example.workflow.pinData?.[trigger] as Item[] | undefined) ?? example.sample;
		const execution = await this.client.finished(await this.client.run(id, trigger, handed.items ?? sample));
		return await this.after(example, execution, mailsBefore);
	}

	/**
	 * Runs the example as somebody does who has imported it and connected nothing but Dinero; gives the execution, ended or
	 * showing a page of a form. Then everything is as before.
	 */
	async runAsImported(file: string): Promise<Execution> {
		const { workflow, trigger, sample } = await readExample(file);
		const ready = fitted(workflow, {
			credentials: { [credentialType]: { id: await this.connected, name: credentialName } },
			organizationId: pickedOrganization,
			shopOrder: shopOrderParameters({ settings: 'danish' }, false),
			keepPin: true,
		});
		const id = await this.client.createWorkflow(ready);
		const execution = await this.client.paused(await this.client.run(id, trigger.name, sample));
		await this.startOver();
		return execution;
	}

	/** What an execution brought about. */
	async after(example: Example, execution: Execution, mailsBefore = 0): Promise<Ran> {
		const output = (name: string, branch = 0) =>
			(execution.runs[name]?.at(-1)?.data?.main?.[branch] ?? []).map(({ json }) => json);
		const rows = output(example.dinero.name);
		const guid = (rows[0]?.creditNoteGuid ?? rows[0]?.invoiceGuid) as string | undefined;
		return {
			example,
			execution,
			rows,
			told: this.mails[mailsBefore]?.text,
			document: guid ? await this.books.document(guid) : undefined,
			counts: await this.books.counts(),
			output,
		};
	}

	/**
	 * The sample as it is, twice: what the guide promises of the document in the books and of the row in the log, and nothing more the
	 * second time.
	 */
	async promises(
		file: string,
		outcome: 'invoiced' | 'credited',
		promised: Partial<BookedDocument>,
		log: { record: string; order: string },
	): Promise<Ran> {
		const before = await this.books.counts();
		const first = await this.run(file);
		assert.equal(first.execution.status, 'success', first.execution.error?.message);
		assert.equal(first.rows[0]?.outcome, outcome, first.told ?? JSON.stringify(first.rows));
		assert.equal(first.rows[0].furthestStep, 'paid');
		assert.equal(first.told, undefined);
		const fields = Object.keys(promised) as Array<keyof BookedDocument>;
		const inBooks = Object.fromEntries(fields.map((field) => [field, first.document?.[field]]));
		assert.deepEqual(inBooks, promised);
		assert.equal(first.document?.booked, true);
		const kind = outcome === 'invoiced' ? 'invoices' : 'creditNotes';
		assert.equal(first.counts[kind], before[kind] + 1);
		if (outcome === 'credited') assert.equal(first.document.creditNoteFor, first.rows[0].invoiceGuid);
		const row = await this.logged(log.record);
		assert.deepEqual([row?.outcome, row?.order, row?.reason], [outcome, log.order, '']);
		assert.deepEqual(
			[row?.number, Number(row?.total)],
			[String(first.document.number), first.document.total],
		);
		const second = await this.run(file);
		assert.equal(second.rows[0]?.outcome, 'alreadyTransferred');
		assert.deepEqual(second.counts, first.counts);
		const again = await this.logged(log.record);
		assert.deepEqual([again?.outcome, again?.number], ['alreadyTransferred', row?.number]);
		assert.deepEqual(await this.books.brokenInvariants(), []);
		return first;
	}

	/** Nothing is written, and a person is told why and what to do. */
	async refuses(file: string, handed: Handed, ...says: RegExp[]): Promise<Ran> {
		const before = await this.books.counts();
		const ran = await this.run(file, handed);
		const { told, counts, rows, execution } = ran;
		assert.deepEqual(rows, []);
		assert.ok(told, `nobody was told: ${execution.status} ${execution.error?.message}`);
		for (const words of says) assert.match(told, words);
		assert.doesNotMatch(told, /undefined|\[object/);
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.deepEqual(counts, before);
		return ran;
	}

	/** The sample of a refund whose order was not invoiced: refused, and the message says what to do first. */
	async refusesUninvoiced(file: string): Promise<void> {
		await this.refuses(file, {}, /was not transferred/, /no invoice for order/, /Transfer the order/);
	}

	/** Nothing is written, and nobody needs to be told. */
	async leavesAlone(file: string, handed: Handed): Promise<Ran> {
		const before = await this.books.counts();
		const ran = await this.run(file, handed);
		const { told, counts, rows, execution } = ran;
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.equal(told, undefined);
		assert.ok(
			rows.every(({ outcome }) => outcome === 'nothingToDo'),
			JSON.stringify(rows),
		);
		assert.deepEqual(counts, before);
		return ran;
	}
}
