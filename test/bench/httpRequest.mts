import { createRequire } from 'node:module';
import { join } from 'node:path';

import { hostFolder } from '../../sandbox/runner/folders.mts';
import { startDineroAway } from './away.mts';
import {
	addNodeType,
	Engine,
	organizationId,
	picked,
	sharedRateLimiter,
	type RunningEngine,
} from './engine.mts';
import { median } from './median.mts';

/** The node beside n8n's own HTTP Request node, doing the same single calls. */
export interface BesideHttpRequest {
	call: string;
	itemsPerRun: number;
	/** Runs of each, taking turns. */
	pairs: number;
	/** Medians, in milliseconds an item. */
	nodeMs: number;
	httpRequestMs: number;
	nodeCpuMs: number;
	httpRequestCpuMs: number;
	/** Median of the ratios of each pair, node / HTTP Request; below 1 the node is quicker. */
	wallRatio: number;
	cpuRatio: number;
}

const httpRequest = { name: 'n8n-nodes-base.httpRequest', version: 4.2 };
const itemsPerRun = 100;
const pairs = 21;

/** Milliseconds an item, of wall time and of this process's processors. */
async function timed(work: () => Promise<{ error?: unknown; items: unknown[] }>) {
	// In earnest a minute never holds more than the 100 requests of one run.
	sharedRateLimiter.clear();
	const cpu = process.cpuUsage();
	const started = performance.now();
	const { error, items } = await work();
	const ms = performance.now() - started;
	const { user, system } = process.cpuUsage(cpu);
	if (error) throw error;
	if (items.length !== itemsPerRun) throw new Error(`${items.length} items came back`);
	return { ms: ms / itemsPerRun, cpu: (user + system) / 1000 / itemsPerRun };
}

async function firstInvoice(engine: RunningEngine): Promise<string> {
	const { row, error } = await engine.run({
		resource: 'invoice',
		operation: 'getAll',
		organizationId: picked(organizationId),
		limit: 1,
	});
	if (error) throw error;
	return String(row.Guid);
}

/** Gets one invoice for each item, with the same credential and through the same engine. */
export async function besideHttpRequest(): Promise<BesideHttpRequest> {
	const load = createRequire(join(hostFolder, 'package.json'));
	const { HttpRequest } = load('n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js');
	addNodeType(httpRequest.name, new HttpRequest());
	const away = await startDineroAway({ past: 'shop' });
	const engine = Engine.over(away.dinero);
	try {
		const guid = await firstInvoice(engine);
		const input = Array.from({ length: itemsPerRun }, () => ({ json: { guid } }));
		const node = async () =>
			await engine.run(
				{
					resource: 'invoice',
					operation: 'get',
					organizationId: picked(organizationId),
					invoiceId: { __rl: true, mode: 'id', value: '={{ $json.guid }}' },
					simplify: false,
				},
				{ input },
			);
		const plain = async () =>
			await engine.run(
				{
					method: 'GET',
					url: `=${away.url}/v1/${organizationId}/invoices/{{ $json.guid }}`,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: 'dineroOAuth2Api',
					options: { batching: { batch: { batchSize: 1, batchInterval: 0 } } },
				},
				{ input, type: httpRequest },
			);
		for (let warm = 0; warm < 3; warm += 1) {
			await timed(node);
			await timed(plain);
		}
		const runs: Array<Record<'node' | 'plain', { ms: number; cpu: number }>> = [];
		for (let pair = 0; pair < pairs; pair += 1) {
			// Who begins changes, so that neither always works in the other's wake.
			const first = pair % 2 === 0 ? await timed(node) : await timed(plain);
			const second = pair % 2 === 0 ? await timed(plain) : await timed(node);
			runs.push(pair % 2 === 0 ? { node: first, plain: second } : { node: second, plain: first });
		}
		return {
			call: 'GET /v1/{organizationId}/invoices/{guid}',
			itemsPerRun,
			pairs,
			nodeMs: median(runs.map((run) => run.node.ms)),
			httpRequestMs: median(runs.map((run) => run.plain.ms)),
			nodeCpuMs: median(runs.map((run) => run.node.cpu)),
			httpRequestCpuMs: median(runs.map((run) => run.plain.cpu)),
			wallRatio: median(runs.map((run) => run.node.ms / run.plain.ms)),
			cpuRatio: median(runs.map((run) => run.node.cpu / run.plain.cpu)),
		};
	} finally {
		await engine.close();
	}
}
