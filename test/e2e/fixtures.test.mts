import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { before, describe, it } from 'node:test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from '../../sandbox/runner/folders.mts';
import { table } from '../orders/expectedTable.ts';
import type { Outcome } from '../orders/expectedTable.ts';
import type { ResultLine } from '../../sandbox/runner/delivery.mts';

/** The payloads are written by others and stand beside this project, not in it. */
const folder = join(rootFolder, '..', 'shared', 'fixtures');
const skip = existsSync(folder) ? false : `there are no payloads at ${folder}`;

/** Every payload once, through the real n8n, into the local Dinero. */
async function deliverAll(settings: string): Promise<Map<string, ResultLine>> {
	const parameters = [
		'--import',
		'tsx',
		'sandbox/runner/main.mts',
		'--once',
		'--json',
		'--payload',
		folder,
		'--settings',
		settings,
	];
	const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
	let said = '';
	child.stdout.on('data', (part) => (said += part));
	const code = await new Promise((ended) => child.on('close', ended));
	assert.equal(code, 0);
	const lines = said
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line) as ResultLine);
	return new Map(lines.map((line) => [line.payload.replace(/\.json$/, ''), line]));
}

function check(line: ResultLine, expected: Outcome): void {
	assert.equal(line.ledgerBalanced, true);
	if (expected.outcome === 'refund' && line.outcome === 'credited') {
		// The order of this refund was invoiced earlier in the same run.
		assert.equal(line.invoiceTotal, (expected.amounts?.[0] ?? 0) / 100);
		return;
	}
	assert.equal(line.outcome, expected.outcome === 'refund' ? 'refused' : expected.outcome, line.reason ?? '');
	if (expected.says && expected.outcome !== 'invoiced')
		assert.ok(line.reason?.includes(expected.says), line.reason ?? '');
	if (expected.outcome !== 'invoiced') {
		assert.equal(line.invoiceGuid, null);
		assert.ok((line.reason ?? '').length > 20);
		return;
	}
	const total = (expected.total ?? 0) / 100;
	assert.deepEqual(
		{
			order: line.orderTotal,
			invoice: line.invoiceTotal,
			paid: line.paidAmount,
			currency: line.currency,
			booked: line.booked,
		},
		{ order: total, invoice: total, paid: (expected.paid ?? 0) / 100, currency: expected.currency, booked: true },
	);
}

for (const settings of ['danish', 'plain'] as const) {
	describe(`real payloads of shops, ${settings} settings`, { skip }, () => {
		let delivered = new Map<string, ResultLine>();
		before(async () => {
			delivered = await deliverAll(settings);
		});
		for (const [name, expected] of Object.entries(table)) {
			it(name, () => {
				const line = delivered.get(name);
				assert.ok(line, 'there is no line for it');
				check(line, expected[settings]);
			});
		}
	});
}
