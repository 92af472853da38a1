import { parseArgs } from 'node:util';
import { Parts } from '../../sandbox/runner/sandbox.mts';
import { playLimit } from './limit.mts';
import { playOrders } from './orders.mts';
import { ServiceMissing } from './services.mts';
import { logFolder, setStage } from './stage.mts';
import type { Stage } from './stage.mts';
import { playTrigger } from './trigger.mts';

const usage = `The nodes in n8n's queue mode: a main and two workers on PostgreSQL and Redis, which are started for this test
unless QUEUE_POSTGRES_URL and QUEUE_REDIS_URL say where they are.

  npm run test:queue -- [options]

  --orders N      how many orders are delivered three times each (default 500)
  --only NAMES    only some of: orders, trigger, limit
  --workers N     how many workers (default 2)
  --help          this text

The result is one JSON object a line on stdout; progress goes to stderr.
`;

const tell = (line: string) => void process.stderr.write(`${line}\n`);

const scenarios: Record<string, (stage: Stage, options: { orders: number }) => Promise<object>> = {
	orders: async (stage, { orders }) => await playOrders(stage, orders),
	trigger: async (stage) => await playTrigger(stage),
	limit: async (stage) => await playLimit(stage),
};

function readOptions(): { orders: number; workers: number; names: string[] } {
	const { values } = parseArgs({
		options: {
			orders: { type: 'string', default: '500' },
			workers: { type: 'string', default: '2' },
			only: { type: 'string' },
			help: { type: 'boolean' },
		},
	});
	if (values.help) {
		tell(usage);
		process.exit(0);
	}
	const names = values.only?.split(',') ?? Object.keys(scenarios);
	const unknown = names.filter((name) => !(name in scenarios));
	if (unknown.length > 0) throw new Error(`There is no part named ${unknown.join(', ')}.`);
	const number = (name: 'orders' | 'workers', least: number) => {
		if (/^\d+$/.test(values[name]) && Number(values[name]) >= least) return Number(values[name]);
		throw new Error(`--${name} must be a whole number of at least ${least}, not '${values[name]}'.`);
	};
	return { orders: number('orders', 10), workers: number('workers', 2), names };
}

let options: ReturnType<typeof readOptions>;
try {
	options = readOptions();
} catch (cause) {
	tell(`${(cause as Error).message}\n\n${usage}`);
	process.exit(2);
}

const parts = new Parts();
let stopping = false;
async function stop(code: number): Promise<void> {
	if (stopping) return;
	stopping = true;
	await parts.close();
	process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(130));
// When the program that started this one is gone without a word, nobody is left to press Ctrl-C.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && void stop(130), 2000).unref();

try {
	const stage = await setStage(options.workers, parts, tell);
	for (const name of options.names) {
		const result = await scenarios[name](stage, options);
		console.log(JSON.stringify({ part: name, ...result }));
	}
	await stop(0);
} catch (cause) {
	const missing = cause instanceof ServiceMissing;
	if (missing) tell(cause.message);
	else if (!stopping) tell(`${String((cause as Error).stack)}\nWhat n8n and its services said is in ${logFolder}.`);
	await stop(missing ? 2 : 1);
}
