/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { faults, nodeOf, type Example } from './check';

const folder = join(__dirname, '..', '..', 'workflows-examples');

/** A good example with one thing spoiled. */
function spoiled(spoil: (example: Example) => unknown): string[] {
	const text = readFileSync(join(folder, 'shopify-paid-order-to-invoice.json'), 'utf8');
	const example = JSON.parse(text) as Example;
	spoil(example);
	return faults(example);
}

const log = 'Write the log row';
const maker = 'Make the log when missing';

test('a good one has no faults', () => expect(spoiled(() => undefined)).toEqual([]));

test.each<[string, (example: Example) => unknown]>([
	[
		`${log}: table`,
		(example) => {
			nodeOf(example, log).parameters.dataTableId = { __rl: true, mode: 'list', value: 'XK3vbMJ0n2' };
		},
	],
	[
		`${log}: table`,
		(example) => {
			nodeOf(example, log).parameters.dataTableId = { __rl: true, mode: 'name', value: 'Somebody else' };
		},
	],
	[
		`${maker} does not reuse the table that is there`,
		(example) => {
			nodeOf(example, maker).parameters.options = {};
		},
	],
	[
		`${log}: no column record`,
		(example) => {
			const { column } = nodeOf(example, maker).parameters.columns as { column: unknown[] };
			column.shift();
		},
	],
	[
		'no row is written to a data table',
		(example) => {
			nodeOf(example, log).parameters.operation = 'get';
		},
	],
	[
		'Create the invoice in Dinero is not logged',
		(example) => {
			example.connections['Create the invoice in Dinero'].main[0] = [];
		},
	],
	['Tell a person has no sample answer', (example) => delete nodeOf(example, 'Tell a person').disabled],
	['A paid order in Shopify has no sample', (example) => (example.pinData = {})],
	[
		'no node Tell somebody',
		(example) => {
			example.connections['Write the message'].main[0] = [{ node: 'Tell somebody' }];
		},
	],
	['Write the message is not connected', unconnect],
	['n8n-nodes-base.set 3.4, not 3.5', (example) => (nodeOf(example, 'Write the message').typeVersion = 3.4)],
	['no note says how to set it up', (example) => example.nodes.shift()],
])('%s', (fault, spoil) => {
	expect(spoiled(spoil)).toContain(fault);
});

function unconnect(example: Example): void {
	delete example.connections['Write the message'];
	example.connections['Create the invoice in Dinero'].main[1] = [];
}
