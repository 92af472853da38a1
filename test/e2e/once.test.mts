import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

interface Line {
	[field: string]: unknown;
}

interface Ended {
	code: number | null;
	lines: Line[];
	stdout: string;
	stderr: string;
}

const folder = mkdtempSync(join(tmpdir(), 'once-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The command as a person types it; every line on stdout must be a JSON object. */
async function sandbox(...parameters: string[]): Promise<Ended> {
	const child = spawn('npm', ['run', '-s', 'sandbox', '--', ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
	let stdout = '';
	let stderr = '';
	child.stdout.on('data', (part) => (stdout += part));
	child.stderr.on('data', (part) => (stderr += part));
	const code = await new Promise<number | null>((ended) => child.on('close', ended));
	const lines = parameters.includes('--json')
		? stdout
				.split('\n')
				.filter(Boolean)
				.map((line) => JSON.parse(line) as Line)
		: [];
	return { code, lines, stdout, stderr };
}

/** The example's own sample order: 1,397.00 for goods, less 10 %, and 49.00 for shipping. */
const sampleTotal = 1306.3;

function sampleOrder(): Record<string, unknown> {
	const example = JSON.parse(readFileSync('workflows-examples/shopify-paid-order-to-invoice.json', 'utf8'));
	return (Object.values(example.pinData)[0] as Array<{ json: Record<string, unknown> }>)[0].json;
}

test('the sample order, delivered twice, becomes one booked and paid invoice', async () => {
	const { code, lines, stderr } = await sandbox('--once', '--json', '--times', '2');
	assert.equal(code, 0, stderr);
	assert.equal(lines.length, 2);
	const [first, second] = lines;
	assert.equal(first.outcome, 'invoiced');
	assert.equal(first.orderTotal, sampleTotal);
	assert.equal(first.invoiceTotal, sampleTotal);
	assert.equal(first.booked, true);
	assert.equal(first.paidAmount, sampleTotal);
	assert.equal(first.ledgerBalanced, true);
	assert.equal(first.currency, 'DKK');
	assert.equal(first.shop, 'shopify');
	assert.ok(first.executionId);
	assert.equal(second.outcome, 'alreadyTransferred');
	assert.equal(second.invoiceGuid, first.invoiceGuid);
	assert.equal(second.invoiceNumber, first.invoiceNumber);
	assert.notEqual(second.executionId, first.executionId);
	assert.deepEqual(second.books, { contacts: 1, invoices: 1, creditNotes: 0, payments: 1 });
	assert.doesNotMatch(stderr, /REFUSED by the sandbox's proxy/);
});

/** One jacket at 100.02 with VAT included: 80.016 without VAT, which two decimals cannot keep. */
function oddlyPriced(): Record<string, unknown> {
	const order = sampleOrder();
	const [, jacket] = order.line_items as Array<Record<string, unknown>>;
	const line = {
		...jacket,
		price: '100.02',
		price_set: undefined,
		discount_allocations: [],
		tax_lines: [{ title: 'DK Moms', price: '20.00', rate: 0.25 }],
	};
	const amounts = {
		total_line_items_price: '100.02',
		total_discounts: '0.00',
		subtotal_price: '100.02',
		total_tax: '20.00',
		total_price: '100.02',
	};
	const kept = Object.entries(order).filter(([name]) => !/^(current_|total_.*_set$|subtotal_price_set$)/.test(name));
	return {
		...Object.fromEntries(kept),
		...amounts,
		...{ id: 2, admin_graphql_api_id: 'gid://shopify/Order/2', name: '#1044' },
		...{
			line_items: [line],
			shipping_lines: [],
			discount_codes: [],
			discount_applications: [],
			tax_lines: line.tax_lines,
		},
	};
}

test('a folder of payloads, wrapped and spoiled, under the kindest and the unkindest rounding', async () => {
	const order = sampleOrder();
	writeFileSync(join(folder, '1-wrapped.json'), JSON.stringify({ body: order }));
	writeFileSync(join(folder, '2-list.json'), JSON.stringify([order]));
	writeFileSync(
		join(folder, '3-spoiled.json'),
		JSON.stringify({ ...order, id: 1, admin_graphql_api_id: 'gid://shopify/Order/1', total_price: '1000.00' }),
	);
	writeFileSync(join(folder, '4-no-order.json'), JSON.stringify({ hello: 'world' }));
	writeFileSync(join(folder, '5-oddly-priced.json'), JSON.stringify(oddlyPriced()));
	for (const [rounding, last] of [
		['document', 'invoiced'],
		['net', 'refused'],
	]) {
		const { code, lines, stderr } = await sandbox('--once', '--json', '--payload', folder, '--rounding', rounding);
		assert.equal(code, 0, stderr);
		assert.deepEqual(
			lines.map((line) => line.payload),
			['1-wrapped.json', '2-list.json', '3-spoiled.json', '4-no-order.json', '5-oddly-priced.json'],
		);
		assert.deepEqual(
			lines.map((line) => line.outcome),
			['invoiced', 'alreadyTransferred', 'refused', 'refused', last],
		);
		assert.equal(lines[0].invoiceTotal, sampleTotal);
		for (const line of lines.filter(({ outcome }) => outcome === 'refused')) {
			assert.ok(String(line.reason).length > 20, 'a refusal says why');
			assert.equal(line.invoiceGuid, null);
		}
		assert.deepEqual(lines[3].books, { contacts: 1, invoices: 1, creditNotes: 0, payments: 1 });
	}
});

test('a refund of one of its lines becomes one credit note, set off and paid back', async () => {
	const order = sampleOrder();
	const [, jacket] = order.line_items as Array<Record<string, unknown>>;
	const refunded = {
		id: 1,
		line_item_id: jacket.id,
		quantity: 1,
		subtotal: '809.10',
		total_tax: '161.82',
		line_item: jacket,
	};
	const paidBack = {
		id: 2,
		kind: 'refund',
		status: 'success',
		amount: '809.10',
		currency: 'DKK',
		gateway: 'shopify_payments',
	};
	const when = { created_at: '2026-11-19T09:00:00+01:00', processed_at: '2026-11-19T09:00:00+01:00' };
	const refund = { id: 3, order_id: order.id, ...when, refund_line_items: [refunded], order_adjustments: [] };
	const refunds = join(folder, 'refunds');
	mkdirSync(refunds);
	writeFileSync(join(refunds, '1-order.json'), JSON.stringify(order));
	writeFileSync(
		join(refunds, '2-refund.json'),
		JSON.stringify({ ...refund, transactions: [{ ...paidBack, ...when }] }),
	);
	const { code, lines, stderr } = await sandbox('--once', '--json', '--times', '2', '--payload', refunds);
	assert.equal(code, 0, stderr);
	const outcomes = lines.map((line) => line.outcome);
	assert.deepEqual(outcomes, ['invoiced', 'alreadyTransferred', 'credited', 'alreadyTransferred']);
	assert.equal(lines[2].invoiceTotal, 809.1);
	assert.equal(lines[2].booked, true);
	assert.equal(lines[3].invoiceGuid, lines[2].invoiceGuid);
	assert.deepEqual(lines[3].books, lines[2].books);
	assert.equal((lines[3].books as { creditNotes: number }).creditNotes, 1);
	assert.ok(lines.every((line) => line.ledgerBalanced));
});

test('a mistyped option is told, and nothing is started', async () => {
	const { code, stdout, stderr } = await sandbox('--once', '--json', '--rounding', 'upwards');
	assert.equal(code, 2);
	assert.equal(stdout, '');
	assert.match(stderr, /--rounding must be one of line, document, net/);
});
