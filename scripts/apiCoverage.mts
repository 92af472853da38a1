import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

import { endpoints, superseded } from '../api/endpoints.ts';
import { resources } from '../nodes/Dinero/resources/index.ts';
import { contractOperations } from './proof/contract.mts';
import { coverageOf, type Coverage, type CoverageRow } from './proof/coverage.mts';
import { projectFolder, readRecorded } from './proof/recorded.mts';

const usage = `Which operation of Dinero's contract is reached from where, with a request of a test run as proof.

  npm run api:coverage            a table for people
  npm run -s api:coverage -- --json
                                  one JSON array with one object for each operation of the contract
  --check                         one line for what holds or does not
  --record                        runs the engine tests first (done anyway when no test has been run yet)

Ends with 1 when an operation is missing, when a claim has no recorded request, or when a request was outside the contract.
`;

const { values } = parseArgs({
	options: {
		json: { type: 'boolean' },
		check: { type: 'boolean' },
		record: { type: 'boolean' },
		help: { type: 'boolean' },
	},
});

if (values.help) {
	console.log(usage);
	process.exit(0);
}

let requests = readRecorded();
if (values.record || (requests.length === 0 && !values.check)) {
	console.error('Running the engine tests, which record what they send ...');
	spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', 'test/engine'], {
		cwd: projectFolder,
		stdio: ['ignore', 2, 2],
	});
	requests = readRecorded();
}

const coverage = coverageOf({
	contract: contractOperations,
	endpoints,
	superseded,
	resources,
	requests,
});
const faults = [...coverage.missing, ...coverage.unproven, ...coverage.unnamed, ...coverage.outside];

if (values.json) console.log(`[\n${coverage.rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`);
else if (values.check) console.log(summary(coverage));
else console.log(`${coverage.rows.map(tableLine).join('\n')}\n\n${summary(coverage)}`);
if (!values.json) {
	for (const where of coverage.untested) faults.push(`${where} has no test through n8n's engine`);
}
for (const fault of faults) console.error(`- ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;

function summary({ rows, missing, unproven, unnamed, outside, untested }: Coverage): string {
	const old = rows.filter((row) => row.supersededBy).length;
	const proven = rows.filter((row) => proofOf(row)).length;
	return (
		`${rows.length} operations in the contract: ${proven} reached with proof, ${old} superseded, ${missing.length} missing; ` +
		`${unproven.length} claims without proof, ${unnamed.length} calls not named, ${outside.length} outside the contract, ` +
		`${untested.length} operations of the node without a test, ${requests.length} recorded requests`
	);
}

function proofOf(row: CoverageRow) {
	return row.reachedBy.find((claim) => claim.proof)?.proof ?? row.usedInside[0]?.proof;
}

function tableLine(row: CoverageRow): string {
	const left = `${row.method.padEnd(6)} ${row.path}`.padEnd(92);
	if (row.supersededBy) return `${left} superseded by ${row.supersededBy.method} ${row.supersededBy.path}`;
	const by = [
		...row.reachedBy.map(
			({ resource, operation, proof }) => `${resource}.${operation}${proof ? '' : ' (no proof)'}`,
		),
		...row.usedInside.map(({ use }) => use),
	];
	return `${left} ${by.join(', ') || 'MISSING'}`;
}
