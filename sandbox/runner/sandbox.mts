import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDinero } from '../dinero/start.mts';
import type { RunningDinero } from '../dinero/start.mts';
import { HostClient } from '../n8n/client.mts';
import { startHost } from '../n8n/host.mts';
import type { RunningHost } from '../n8n/host.mts';
import { installPackedNodes } from '../n8n/packedNodes.mts';
import { prepareUserFolder } from '../n8n/userFolder.mts';
import { startNet } from '../net/start.mts';
import type { NetOptions, RunningNet } from '../net/start.mts';
import type { Options } from './options.mts';

export interface Sandbox {
	dinero: RunningDinero;
	net: RunningNet;
	host: RunningHost;
	/** Signed in as the owner. */
	client: HostClient;
}

/** What was started, to be stopped in the opposite order, also in the middle of starting. */
export class Parts {
	private readonly ends: Array<() => Promise<unknown>> = [];
	private readonly abort = new AbortController();
	private closing: Promise<void> | undefined;
	readonly signal = this.abort.signal;

	add(end: () => Promise<unknown>): void {
		this.ends.push(end);
	}

	/** Stops everything; may be called more than once. */
	close(): Promise<void> {
		this.abort.abort();
		this.closing ??= this.closeAll();
		return this.closing;
	}

	private async closeAll(): Promise<void> {
		for (const end of this.ends.reverse()) await end().catch((cause: Error) => console.error(cause.message));
	}
}

/**
 * Starts the local Dinero, the proxy that plays the real host names, and a real n8n with the packed nodes, all on free
 * loopback ports and with an n8n database of their own that goes away with them. What was started is in `parts`, also when a later part does not start.
 */
export async function startSandbox(
	options: Pick<Options, 'rounding'> & Pick<NetOptions, 'extraHosts'>,
	parts: Parts,
	tell: (line: string) => void,
): Promise<Sandbox> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-dinero-'));
	parts.add(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

	tell('Starting the local Dinero and the proxy ...');
	const dinero = await startDinero({ rounding: options.rounding, rateLimit: 0 });
	parts.add(() => dinero.close());
	const net = await startNet({ dineroUrl: dinero.url, extraHosts: options.extraHosts, tell });
	parts.add(() => net.close());

	const userFolder = join(folder, 'n8n');
	await prepareUserFolder(userFolder, tell);
	await installPackedNodes(userFolder);
	tell('Starting n8n ...');
	const host = await startHost({ userFolder, net, logFile: join(folder, 'n8n.log'), signal: parts.signal });
	parts.add(() => host.stop());
	const client = new HostClient(host.url);
	await client.signIn();
	return { dinero, net, host, client };
}
