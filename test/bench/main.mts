import { parseArgs } from 'node:util';

import { atTheLimit } from './atTheLimit.mts';
import { besideHttpRequest } from './httpRequest.mts';
import { listing } from './listing.mts';
import { loadTime } from './loadTime.mts';
import { memory } from './memory.mts';
import { callsPerOrder } from './orders.mts';
import { polls } from './polls.mts';

const parts = { callsPerOrder, atTheLimit, listing, besideHttpRequest, polls, loadTime, memory };
type Part = keyof typeof parts;
const names = Object.keys(parts) as Part[];

const usage = `Measures the nodes in front of a local Dinero.

  npm run bench                       every part, for people
  npm run -s bench -- --json          one JSON object: the parts' figures, when and on what they were measured
  --only ${names.join(' | ')}
`;

const { values } = parseArgs({
	options: { json: { type: 'boolean' }, only: { type: 'string' }, help: { type: 'boolean' } },
});
const chosen = values.only === undefined ? names : names.filter((name) => name === values.only);
if (values.help || chosen.length === 0) {
	console.log(usage);
	process.exit(values.help ? 0 : 2);
}

const figures: Record<string, unknown> = {
	date: new Date().toISOString().slice(0, 10),
	node: process.version,
};
for (const name of chosen) {
	console.error(`Measuring ${name} ...`);
	const found = await parts[name]();
	figures[name] = { ...found, command: `npm run -s bench -- --json --only ${name}` };
}
if (values.json) console.log(JSON.stringify(figures));
else console.log(JSON.stringify(figures, rounded, 2));
process.exit(0);

/** People need no more than three digits. */
function rounded(_name: string, value: unknown): unknown {
	return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(3)) : value;
}
