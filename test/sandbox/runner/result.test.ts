/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Execution, HostClient, Item } from '../../../sandbox/n8n/client.mts';
import type { Books } from '../../../sandbox/runner/books.mts';
import { deliver } from '../../../sandbox/runner/delivery.mts';
import { readOptions } from '../../../sandbox/runner/options.mts';
import { readOutcome } from '../../../sandbox/runner/outcome.mts';
import { readPayloads } from '../../../sandbox/runner/payloads.mts';

const node = 'Create the invoice in Dinero';
const execution = (runs: Execution['runs'], more: Partial<Execution> = {}): Execution => ({
	id: '1',
	status: 'success',
	runs,
	...more,
});
const gave = (...branches: Array<Array<Record<string, unknown>>>) =>
	execution({ [node]: [{ data: { main: branches.map((items) => items.map((json) => ({ json }))) } }] });

const invoiced = {
	outcome: 'invoiced',
	orderTotal: '1306.30',
	currency: 'DKK',
	invoiceGuid: 'a-guid',
	reason: null,
	advice: null,
	details: { shop: 'shopify' },
};

describe('what an execution says', () => {
	test('an invoiced order, with its total as a number', () => {
		expect(readOutcome(gave([invoiced]), node)).toEqual({
			outcome: 'invoiced',
			shop: 'shopify',
			orderTotal: 1306.3,
			currency: 'DKK',
			reason: undefined,
			documentGuid: 'a-guid',
			reasonCode: undefined,
		});
	});

	test('a credit note counts before the invoice that it belongs to', () => {
		const credited = { ...invoiced, outcome: 'credited', creditNoteGuid: 'another-guid' };
		expect(readOutcome(gave([credited]), node)).toMatchObject({ outcome: 'credited', documentGuid: 'another-guid' });
	});

	test('a refusal, with what is wrong and what to do', () => {
		const refused = { outcome: 'refused', reason: 'The parts do not add up', advice: 'Look at the order.' };
		expect(readOutcome(gave([refused]), node)).toMatchObject({
			outcome: 'refused',
			reason: 'The parts do not add up. Look at the order.',
		});
	});

	test('the worst of several items counts', () => {
		expect(readOutcome(gave([invoiced, { outcome: 'refused', reason: 'No.' }]), node).outcome).toBe('refused');
	});

	test.each([
		['an item on the error output', gave([], [{ error: 'Dinero did not answer' }]), 'Dinero did not answer'],
		['an item without an outcome', gave([{ hello: 'world' }]), 'The node gave no outcome: {"hello":"world"}'],
		[
			'an error of the node',
			execution(
				{ [node]: [{ error: { message: 'Sign in again', description: 'Reconnect the credential' } }] },
				{ status: 'error' },
			),
			'Sign in again. Reconnect the credential.',
		],
		[
			'an error before the node',
			execution({}, { status: 'error', error: { message: 'The node has issues' } }),
			'The node has issues.',
		],
		[
			'an execution that was cut off',
			execution({}, { status: 'crashed' }),
			'The execution ended as "crashed" without an outcome.',
		],
	])('%s is a failure with a reason', (_name, said, reason) => {
		expect(readOutcome(said, node)).toEqual({ outcome: 'failed', reason });
	});
});

describe('a result line', () => {
	const empty = { contacts: 0, invoices: 0, creditNotes: 0, payments: 0 };
	const one = { contacts: 1, invoices: 1, creditNotes: 0, payments: 1 };
	const payload = { name: 'order.json', items: [{ json: {} }] as Item[] };

	async function line(said: Execution | Error, counts: Array<typeof empty>, broken: string[] = []) {
		const client = {
			run: async () => '17',
			finished: async () => {
				if (said instanceof Error) throw said;
				return said;
			},
		} as unknown as HostClient;
		const books = {
			counts: async () => counts.shift(),
			brokenInvariants: async () => broken,
			document: async (guid: string) =>
				guid === 'a-guid'
					? {
							guid,
							number: 12,
							booked: true,
							deleted: false,
							currency: 'DKK',
							total: 1306.3,
							paid: 1306.3,
							payments: [{}],
							creditNoteFor: null,
						}
					: undefined,
		} as unknown as Books;
		return await deliver(
			{ client, books, workflowId: 'w', triggerName: 't', dineroNodeName: node },
			payload,
		);
	}

	test('takes the invoice from the books, not from the node', async () => {
		const lying = { ...invoiced, invoiceTotal: '1.00', invoiceNumber: 99, paidAmount: '1.00' };
		expect(await line(gave([lying]), [empty, one])).toEqual({
			payload: 'order.json',
			shop: 'shopify',
			outcome: 'invoiced',
			orderTotal: 1306.3,
			currency: 'DKK',
			reason: null,
			executionId: '17',
			invoiceGuid: 'a-guid',
			invoiceNumber: 12,
			invoiceTotal: 1306.3,
			booked: true,
			paidAmount: 1306.3,
			ledgerBalanced: true,
			books: one,
		});
	});

	test('an invoice that is not in the books is not shown', async () => {
		expect(await line(gave([{ ...invoiced, invoiceGuid: 'made-up' }]), [empty, empty])).toMatchObject({
			invoiceGuid: null,
			invoiceTotal: null,
			booked: false,
		});
	});

	test.each(['refused', 'nothingToDo', 'alreadyTransferred'])(
		'"%s" that wrote something is a failure',
		async (outcome) => {
			const result = await line(gave([{ outcome, reason: 'No.' }]), [empty, { ...empty, contacts: 1 }]);
			expect(result.outcome).toBe('failed');
			expect(result.reason).toContain('the books changed');
		},
	);

	test('books that do not balance are told', async () => {
		const result = await line(gave([invoiced]), [empty, one], ['voucher 3 sums to 0.01']);
		expect(result.ledgerBalanced).toBe(false);
		expect(result.reason).toContain('voucher 3 sums to 0.01');
	});

	test('an n8n that does not answer is a failure, and the execution is still named', async () => {
		expect(await line(new Error('no answer'), [empty, empty])).toMatchObject({
			outcome: 'failed',
			reason: 'no answer',
			executionId: '17',
		});
	});
});

describe('options and payloads', () => {
	const folder = mkdtempSync(join(tmpdir(), 'payloads-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	test('defaults', () => {
		expect(readOptions([])).toEqual({
			once: false,
			json: false,
			payload: undefined,
			shop: undefined,
			settings: 'danish',
			times: 1,
			rounding: 'line',
		});
	});

	test.each([
		[['--rounding', 'up'], /--rounding must be one of line, document, net, not "up"/],
		[['--shop', 'magento'], /--shop must be one of shopify, woocommerce, stripe/],
		[['--settings', 'swedish'], /--settings must be one of danish, plain/],
		[['--times', '0'], /--times must be a whole number/],
		[['--unknown'], /--unknown/],
		[['stray'], /stray/],
	])('%j is refused by name', (parameters, message) => {
		expect(() => readOptions(parameters)).toThrow(message);
	});

	test('a folder gives its *.json files by name; a list gives an item for each element', async () => {
		writeFileSync(join(folder, 'b.json'), '[{"id":1},{"id":2}]');
		writeFileSync(join(folder, 'a.json'), '{"body":{"id":3}}');
		writeFileSync(join(folder, 'notes.md'), 'not a payload');
		expect(await readPayloads(folder)).toEqual([
			{ name: 'a.json', items: [{ json: { body: { id: 3 } } }] },
			{ name: 'b.json', items: [{ json: { id: 1 } }, { json: { id: 2 } }] },
		]);
		expect((await readPayloads(join(folder, 'a.json'))).map(({ name }) => name)).toEqual(['a.json']);
	});

	test('what cannot be read is told with its name', async () => {
		await expect(readPayloads(join(folder, 'missing'))).rejects.toThrow(/There is no file or folder .*missing/);
		writeFileSync(join(folder, 'c.json'), '{');
		await expect(readPayloads(folder)).rejects.toThrow(/c\.json is not JSON/);
	});
});
