/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { givenBookedInvoice, givenContact, givenInvoice, operation, twoLines } from './given';
import { Engine, picked } from './harness';
import { shopifyOrder } from './shopifyOrder';
import { shopifyRefund } from './shopifyRefund';

const folder = join(__dirname, '../../nodes/Dinero/__schema__/v1.0.0');

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start();
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => await engine.close());

const contact = async () => ({ contactId: picked(await givenContact(engine)) });
const draft = async () => ({ invoiceId: picked(await givenInvoice(engine)) });
const booked = async () => ({ invoiceId: picked(await givenBookedInvoice(engine)) });
const creditNote = async () => {
	const made = await engine.run(operation('creditNote', 'create', { ...(await contact()), lines: twoLines }));
	return { creditNoteId: picked(String(made.row.Guid)) };
};
const product = async () => {
	const made = await engine.run(operation('product', 'create', { name: 'Bike', unitPrice: 800 }));
	return { productId: picked(String(made.row.ProductGuid)) };
};
const order = { order: shopifyOrder(), depositAccountNumber: picked('55000'), whatToDo: 'bookAndPay' };
const transaction = { object: 'balance_transaction', currency: 'dkk', available_on: 1_793_836_800 };
const payout = {
	payout: {
		object: 'list',
		has_more: false,
		data: [
			{ ...transaction, id: 't1', type: 'payout', source: 'po_1', amount: -97_500, fee: 0, net: -97_500 },
			{ ...transaction, id: 't2', type: 'charge', source: 'ch_1', amount: 100_000, fee: 2_500, net: 97_500 },
		],
	},
	depositAccountNumber: picked('55040'),
	bankAccountNumber: picked('55000'),
	feeAccountNumber: picked('7420'),
	whatToDo: 'book',
};
const fromShop = { order_status_url: shopifyOrder().order_status_url };
const invoiced = async (whatToDo = 'bookAndPay') => {
	const { error } = await engine.run(operation('shopOrder', 'createInvoice', { ...order, whatToDo }));
	if (error) throw error;
	return order;
};

/** Operations whose output is described, and how a run of each is made. */
const described: Array<[string, string, () => Promise<object>]> = [
	['organization', 'getAll', async () => await Promise.resolve({})],
	['contact', 'create', async () => await Promise.resolve({ name: 'Bo' })],
	['contact', 'get', contact],
	['contact', 'getAll', contact],
	['contact', 'update', async () => ({ ...(await contact()), updateFields: { city: 'Odense' } })],
	[
		'contact',
		'upsert',
		async () => await Promise.resolve({ name: 'Bo', matchBy: 'email', matchValue: 'bo@example.com' }),
	],
	['invoice', 'book', draft],
	['invoice', 'create', async () => ({ ...(await contact()), lines: twoLines })],
	['invoice', 'createCreditNote', booked],
	['invoice', 'downloadPdf', booked],
	['invoice', 'get', draft],
	['invoice', 'getAll', draft],
	[
		'invoice',
		'registerPayment',
		async () => ({ ...(await booked()), depositAccountNumber: picked('55000') }),
	],
	['invoice', 'sendEmail', booked],
	['creditNote', 'book', creditNote],
	['creditNote', 'create', async () => ({ ...(await contact()), lines: twoLines })],
	['creditNote', 'get', creditNote],
	['creditNote', 'getAll', creditNote],
	['entry', 'getAll', async () => ({ ...(await booked()), fromDate: '2026-01-01', toDate: '2026-12-31' })],
	['product', 'create', async () => await Promise.resolve({ name: 'Bike', unitPrice: 800 })],
	['product', 'get', product],
	['product', 'getAll', product],
	['shopOrder', 'checkSettings', async () => await Promise.resolve(order)],
	['shopOrder', 'createCreditNote', async () => ({ ...(await invoiced()), refund: shopifyRefund(fromShop) })],
	['shopOrder', 'createInvoice', async () => await Promise.resolve(order)],
	[
		'shopOrder',
		'dailySettlement',
		async () => await Promise.resolve({ ...order, orders: shopifyOrder(), whatToDo: 'book' }),
	],
	['shopOrder', 'getStatus', async () => await invoiced()],
	['shopOrder', 'preview', async () => await Promise.resolve(order)],
	['shopOrder', 'registerPayment', async () => await invoiced('book')],
	['shopOrder', 'settlePayout', async () => await Promise.resolve(payout)],
];

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** What a value is, as a JSON schema. */
function schemaOf(value: unknown): Schema {
	if (value === null) return { type: 'null' };
	if (Array.isArray(value))
		return value.length === 0 ? { type: 'array' } : { type: 'array', items: schemaOf(value[0]) };
	if (typeof value !== 'object') return { type: typeof value };
	const properties = Object.fromEntries(
		Object.entries(value as object).map(([key, inner]) => [key, schemaOf(inner)]),
	);
	return { type: 'object', properties };
}

/** Where a schema and a value part: names that only one of them has, or types that differ. */
function differences(schema: Schema, value: unknown, place = ''): string[] {
	const actual = schemaOf(value);
	if (value === null || schema.type === 'null') return [];
	if (schema.type !== actual.type) return [`${place} is ${actual.type}, not ${schema.type}`];
	if (schema.type !== 'object') return [];
	const names = new Set([...Object.keys(schema.properties ?? {}), ...Object.keys(value as object)]);
	return [...names].flatMap((name) => {
		const inner = schema.properties?.[name];
		if (inner === undefined || !(name in (value as object)))
			return [`${place}.${name} is only in one of them`];
		return differences(inner, (value as IDataObject)[name], `${place}.${name}`);
	});
}

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Schema & { version: number };

test.each(described)('the output of %s %s is as its schema says', async (resource, value, given) => {
	const { row, error } = await engine.run(operation(resource, value, await given()));
	expect(error).toBeUndefined();
	const path = join(folder, resource, `${value}.json`);
	expect(existsSync(path)).toBe(true);
	expect(differences(read(path), row)).toEqual([]);
});

test('every schema belongs to an operation that is described here', () => {
	const files = readdirSync(folder).flatMap((one) =>
		readdirSync(join(folder, one)).map((file) => `${one}/${file}`),
	);
	expect(files.sort()).toEqual(described.map(([resource, value]) => `${resource}/${value}.json`).sort());
});
