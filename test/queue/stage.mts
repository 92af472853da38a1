import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sandboxApp } from '../../sandbox/dinero/http/accounts.mts';
import { startDinero } from '../../sandbox/dinero/start.mts';
import type { RunningDinero } from '../../sandbox/dinero/start.mts';
import type { HostClient, WorkflowNode } from '../../sandbox/n8n/client.mts';
import { stateFolder } from '../../sandbox/runner/folders.mts';
import { startNet } from '../../sandbox/net/start.mts';
import type { RunningNet } from '../../sandbox/net/start.mts';
import type { Parts } from '../../sandbox/runner/sandbox.mts';
import { connectCredential } from '../../sandbox/runner/signIn.mts';
import { QueueHosts } from './hosts.mts';
import { startServices } from './services.mts';
import type { Services } from './services.mts';

const credentialType = 'dineroOAuth2Api';

/** Everything that a scenario plays on. */
export interface Stage {
	dinero: RunningDinero;
	net: RunningNet;
	services: Services;
	hosts: QueueHosts;
	/** Signed in to the main. */
	client: HostClient;
	tell: (line: string) => void;
}

/**
 * Starts PostgreSQL and Redis (or uses those that the environment names), the local Dinero, the proxy that plays the real host
 * names, n8n's main and its workers, each with the packed package installed. Everything ends with `parts`.
 */
export async function setStage(workers: number, parts: Parts, tell: Stage['tell']): Promise<Stage> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-dinero-queue-'));
	parts.add(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
	// What everybody said outlives the run: it is what one looks at when something failed.
	parts.add(() => keepLogs(folder));
	const services = await startServices(folder, parts);
	tell(services.description);
	const dinero = await startDinero({ rateLimit: 0 });
	parts.add(() => dinero.close());
	const net = await startNet({ dineroUrl: dinero.url, tell });
	parts.add(() => net.close());
	tell(`Starting n8n: a main and ${workers} workers ...`);
	const hosts = new QueueHosts(folder, net, services);
	await hosts.start(workers, parts);
	return { dinero, net, services, hosts, client: await hosts.client(), tell };
}

/** Where the logs of the last run are. */
export const logFolder = join(stateFolder, 'queue-logs');

async function keepLogs(folder: string): Promise<void> {
	await rm(logFolder, { recursive: true, force: true });
	await mkdir(logFolder, { recursive: true });
	const logs = (await readdir(folder)).filter((name) => name.endsWith('.log'));
	for (const name of logs) await copyFile(join(folder, name), join(logFolder, name));
}

/** A credential of the local Dinero's registered app, connected through its consent page, as nodes of a workflow name it. */
export async function connected(
	{ client, dinero }: Pick<Stage, 'client' | 'dinero'>,
	requestsPerMinute: number,
): Promise<WorkflowNode['credentials']> {
	const name = `Local Dinero, ${requestsPerMinute} requests a minute`;
	const { clientId, clientSecret } = sandboxApp;
	const id = await client.createCredential(name, credentialType, { clientId, clientSecret, requestsPerMinute });
	await connectCredential(client, id, dinero.url);
	return { [credentialType]: { id, name } };
}

/**
 * Waits for something for as long as `seen` goes on changing: a slow machine gets its time, and what stands still does not.
 *
 * @param seen what there is by now, for the message and to tell that something moves
 * @throws when `seen` stayed the same for `seconds`
 */
export async function until(
	what: string,
	seconds: number,
	holds: () => boolean | Promise<boolean>,
	seen: () => unknown = () => 0,
): Promise<void> {
	let last = '';
	let deadline = 0;
	while (!(await holds())) {
		const now = JSON.stringify(seen());
		if (now !== last) deadline = Date.now() + seconds * 1000;
		last = now;
		if (Date.now() > deadline) throw new Error(`${what}: nothing moved for ${seconds} seconds, ${now}`);
		await new Promise((again) => setTimeout(again, 250));
	}
}
