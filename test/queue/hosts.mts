import { randomBytes } from 'node:crypto';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HostClient } from '../../sandbox/n8n/client.mts';
import { startHost } from '../../sandbox/n8n/host.mts';
import type { HostOptions, RunningHost } from '../../sandbox/n8n/host.mts';
import { installPackedNodes } from '../../sandbox/n8n/packedNodes.mts';
import type { Parts } from '../../sandbox/runner/sandbox.mts';
import type { Services } from './services.mts';

/** One process of n8n, which is started again when it ends by itself, as Docker's `restart: unless-stopped` does. */
export class Kept {
	private host: RunningHost | undefined;
	private stopping = false;
	private starting: Promise<void> = Promise.resolve();
	/** How it ended without having been asked to, each time. */
	readonly ends: string[] = [];
	readonly logFile: string;

	constructor(
		readonly name: string,
		private readonly options: Omit<HostOptions, 'userFolder' | 'logFile'>,
		private readonly folder: string,
		/** A user folder with the packed nodes and nothing else. */
		private readonly packed: string,
	) {
		this.logFile = join(folder, `${name}.log`);
	}

	async start(): Promise<void> {
		const userFolder = join(this.folder, this.name);
		await cp(this.packed, userFolder, { recursive: true });
		this.host = await startHost({ ...this.options, userFolder, logFile: this.logFile });
		const port = Number(new URL(this.host.url).port);
		// The shop knows one address: a main that is started again listens there again.
		if (this.options.role !== 'worker') this.options.port = port;
		const { host } = this;
		void host.ended.then((how) => {
			if (this.stopping || this.host !== host) return;
			this.ends.push(how);
			this.starting = this.start();
			this.starting.catch(() => undefined);
		});
	}

	get url(): string {
		if (!this.host) throw new Error(`${this.name} does not run.`);
		return this.host.url;
	}

	/** Ends it as a crash or a power cut would, with all that it was doing; it is not started again by itself. */
	async kill(): Promise<void> {
		const { host } = this;
		this.host = undefined;
		await host?.kill();
	}

	async stop(): Promise<void> {
		this.stopping = true;
		await this.starting.catch(() => undefined);
		await this.host?.stop();
	}

	/** What it has said so far. */
	async log(): Promise<string> {
		return await readFile(this.logFile, 'utf8').catch(() => '');
	}
}

/** A main and its workers, which share a queue, a database and an encryption key, and nothing else. */
export class QueueHosts {
	readonly main: Kept;
	readonly workers: Kept[] = [];
	private readonly shared: Record<string, string>;
	/** Packed once, so that every process has the same build, however late it is started. */
	private readonly packed: string;

	constructor(
		private readonly folder: string,
		private readonly net: HostOptions['net'],
		services: Services,
	) {
		this.packed = join(folder, 'packed');
		this.shared = {
			...services.settings,
			N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
			N8N_LOG_LEVEL: 'info',
		};
		this.main = new Kept(
			'main',
			// What a crashed worker left as running is looked for every minute, not every three hours.
			{ net, settings: { ...this.shared, N8N_EXECUTIONS_QUEUE_RECOVERY_INTERVAL: '1' } },
			folder,
			this.packed,
		);
	}

	/** Starts the main, which makes the tables, then the workers; everything ends with `parts`. */
	async start(workers: number, parts: Parts): Promise<void> {
		parts.add(async () => {
			await Promise.all([this.main, ...this.workers].map(async (one) => await one.stop()));
		});
		await installPackedNodes(this.packed);
		await this.main.start();
		await Promise.all(Array.from({ length: workers }, async () => await this.addWorker()));
	}

	/** One worker more; ten executions at a time, which is n8n's default. */
	async addWorker(): Promise<Kept> {
		const worker = new Kept(
			`worker-${this.workers.length + 1}`,
			{ role: 'worker', net: this.net, settings: { ...this.shared } },
			this.folder,
			this.packed,
		);
		this.workers.push(worker);
		await worker.start();
		return worker;
	}

	/** Signed in as the owner. */
	async client(): Promise<HostClient> {
		const client = new HostClient(this.main.url);
		await client.signIn();
		return client;
	}

	/** The executions that each worker has begun, by its name. */
	async begunBy(): Promise<Map<string, Set<string>>> {
		const begun = new Map<string, Set<string>>();
		for (const worker of this.workers) {
			const ids = [...(await worker.log()).matchAll(/Worker started execution (\d+)/g)].map(([, id]) => id);
			begun.set(worker.name, new Set(ids));
		}
		return begun;
	}
}
