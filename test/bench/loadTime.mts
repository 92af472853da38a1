import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { hostFolder, rootFolder } from '../../sandbox/runner/folders.mts';
import { median } from './median.mts';

/** How long it takes a fresh process to load and make one node, after n8n-workflow is loaded. Medians over all rounds. */
export interface LoadTime {
	rounds: number;
	/** Milliseconds and MB of heap (1,000,000 bytes, after a collection), by node. */
	nodes: Record<string, { ms: number; heapMB: number; files: number }>;
	/** This node's milliseconds to each other one's: medians of each round's ratio. */
	ratios: Record<string, number>;
}

const rounds = 15;

const builtIn = (path: string) => join(hostFolder, 'node_modules', 'n8n-nodes-base', 'dist', 'nodes', path);
interface NodeFile {
	file: string;
	name: string;
}

const others: Record<string, NodeFile> = {
	xero: { file: builtIn('Xero/Xero.node.js'), name: 'Xero' },
	quickBooks: { file: builtIn('QuickBooks/QuickBooks.node.js'), name: 'QuickBooks' },
	googleSheets: { file: builtIn('Google/Sheet/GoogleSheets.node.js'), name: 'GoogleSheets' },
};

/** The built nodes in a folder of their own: here they would find the development's packages instead of n8n's. */
function own(folder: string): Record<string, NodeFile> {
	cpSync(join(rootFolder, 'dist'), folder, { recursive: true });
	return {
		dinero: { file: join(folder, 'nodes/Dinero/Dinero.node.js'), name: 'Dinero' },
		dineroTrigger: { file: join(folder, 'nodes/DineroTrigger/DineroTrigger.node.js'), name: 'DineroTrigger' },
	};
}

// n8n itself has these loaded long before any node.
const script = `
const load = require('node:module').createRequire(process.argv[1]);
for (const name of ['n8n-workflow', 'luxon', 'zod']) load(name);
const known = new Set(Object.keys(require.cache));
gc();
const before = process.memoryUsage().heapUsed;
const started = performance.now();
const made = new (require(process.argv[2])[process.argv[3]])();
const ms = performance.now() - started;
gc();
const heap = process.memoryUsage().heapUsed - before;
const files = Object.keys(require.cache).filter((file) => !known.has(file)).length;
console.log(JSON.stringify({ ms, heapMB: heap / 1e6, files, made: typeof made.description }));
`;

interface Loaded {
	ms: number;
	heapMB: number;
	files: number;
}

function load({ file, name }: NodeFile): Loaded {
	if (!existsSync(file)) throw new Error(`${file} is missing: run npm run build, and npm run sandbox once.`);
	const { stdout, stderr, status } = spawnSync(
		process.execPath,
		['--expose-gc', '-e', script, join(hostFolder, 'package.json'), file, name],
		// Where n8n lets community nodes find what it brings itself.
		{ encoding: 'utf8', env: { ...process.env, NODE_PATH: join(hostFolder, 'node_modules') } },
	);
	if (status !== 0) throw new Error(`${name} could not be loaded: ${stderr}`);
	return JSON.parse(stdout) as Loaded;
}

/** Loads each node in processes of its own, taking turns. */
export async function loadTime(): Promise<LoadTime> {
	const folder = mkdtempSync(join(tmpdir(), 'load-time-'));
	const found: Record<string, Loaded[]> = {};
	try {
		const nodes = { ...own(folder), ...others };
		for (let round = 0; round < rounds; round += 1) {
			for (const [name, node] of Object.entries(nodes)) (found[name] ??= []).push(load(node));
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	const medianOf = (runs: Loaded[], of: keyof Loaded) => median(runs.map((one) => one[of]));
	const ratio = (name: string) => median(found.dinero.map(({ ms }, round) => ms / found[name][round].ms));
	return await Promise.resolve({
		rounds,
		nodes: Object.fromEntries(
			Object.entries(found).map(([name, runs]) => [
				name,
				{ ms: medianOf(runs, 'ms'), heapMB: medianOf(runs, 'heapMB'), files: medianOf(runs, 'files') },
			]),
		),
		ratios: Object.fromEntries(Object.keys(others).map((name) => [name, ratio(name)])),
	});
}
