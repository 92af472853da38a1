/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { RunningDinero } from '../../../sandbox/dinero/start.mts';
import { callApi, organizationWithPro as organization, send, startQuietly } from './support';

const contact = { Name: 'Tine Lund', CountryKey: 'DK', IsPerson: true, IsMember: false, UseCvr: false };
const line = {
	Description: 'Klokke',
	BaseAmountValue: 149,
	Quantity: 1,
	AccountNumber: 1000,
	Unit: 'parts',
	Discount: 0,
};

async function bookOneInvoice(dinero: RunningDinero): Promise<string> {
	const { ContactGuid } = (await callApi(dinero, 'POST', `/v1/${organization}/contacts`, { body: contact }))
		.json;
	const body = { ContactGuid, ProductLines: [line] };
	const { Guid, TimeStamp } = (await callApi(dinero, 'POST', `/v1/${organization}/invoices`, { body })).json;
	await callApi(dinero, 'POST', `/v1/${organization}/invoices/${Guid}/book`, {
		body: { Timestamp: TimeStamp },
	});
	return Guid;
}

describe('steering by another process', () => {
	let dinero: RunningDinero;
	const control = async (method: string, path: string, body?: unknown) =>
		send(`${dinero.url}/_sandbox${path}`, {
			method,
			headers: body === undefined ? {} : { 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
	beforeEach(async () => {
		({ dinero } = await startQuietly({ start: '2026-03-02T10:00:00Z' }));
	});
	afterEach(() => dinero.close());

	it('reads the books and not the API', async () => {
		const guid = await bookOneInvoice(dinero);
		const at = `/organizations/${organization}`;
		expect((await control('GET', `${at}/invoices`)).json).toEqual([
			expect.objectContaining({
				guid,
				number: 1,
				booked: true,
				total: 186.25,
				net: 149,
				vat: 37.25,
				paid: 0,
				remaining: 186.25,
				currency: 'DKK',
			}),
		]);
		expect((await control('GET', `${at}/contacts`)).json).toEqual([
			expect.objectContaining({ name: 'Tine Lund', deleted: false }),
		]);
		expect((await control('GET', `${at}/balances`)).json).toMatchObject({
			sum: 0,
			accounts: [
				{ accountNumber: 1000, balance: -149 },
				{ accountNumber: 53000, balance: 186.25 },
				{ accountNumber: 64000, balance: -37.25 },
			],
		});
		expect((await control('GET', `${at}/entries?limit=2`)).json).toHaveLength(2);
		expect((await control('GET', `${at}/creditnotes`)).json).toEqual([]);
		expect((await control('GET', '/invariants')).json).toEqual({ holds: true, broken: [] });
		expect((await control('GET', '/organizations/1/invoices')).status).toBe(400);
	});

	it('says when a rule of the books is broken', async () => {
		await bookOneInvoice(dinero);
		dinero.world.organizations.get(organization)!.ledger.entries[0]!.amount += 1;
		expect((await control('GET', '/invariants')).json.holds).toBe(false);
	});

	it('tells what it is, resets, and keeps snapshots', async () => {
		await bookOneInvoice(dinero);
		expect((await control('GET', '')).json.organizations[0]).toMatchObject({
			id: organization,
			invoices: 1,
			contacts: 1,
		});
		await control('POST', '/snapshots/one');
		await control('POST', '/reset', {});
		expect((await control('GET', `/organizations/${organization}/invoices`)).json).toEqual([]);
		expect(dinero.calls).toHaveLength(0);
		await control('POST', '/snapshots/one/load');
		expect((await control('GET', `/organizations/${organization}/invoices`)).json).toHaveLength(1);
		expect((await control('POST', '/snapshots/two/load')).json.error).toMatch(/no snapshot/);
		const state = (await control('GET', '/state')).json;
		await control('POST', '/reset', {});
		await control('POST', '/state', state);
		expect((await control('GET', `/organizations/${organization}/invoices`)).json).toHaveLength(1);
	});

	it('gives the same guids after a reset', async () => {
		const first = await bookOneInvoice(dinero);
		dinero.reset();
		expect(await bookOneInvoice(dinero)).toBe(first);
	});

	it('keeps the tokens over a reset when asked to', async () => {
		const token = dinero.issueToken();
		const status = async () => (await callApi(dinero, 'GET', '/v1/organizations', { token })).status;
		await control('POST', '/reset', { keepTokens: true });
		expect(await status()).toBe(200);
		await control('POST', '/reset', {});
		expect(await status()).toBe(401);
	});

	it('sets the clock and the switches', async () => {
		expect((await control('POST', '/clock', { now: '2026-05-01T08:00:00Z' })).json).toEqual({
			now: '2026-05-01T08:00:00.000Z',
			stopped: true,
		});
		expect((await control('POST', '/clock', { moveSeconds: 90 })).json.now).toBe('2026-05-01T08:01:30.000Z');
		expect((await control('POST', '/clock', { stopped: false })).json.stopped).toBe(false);
		const switches = (await control('POST', '/switches', { rounding: 'document', refreshGraceSeconds: 5 }))
			.json;
		const value = (name: string) => switches.find((row: { name: string }) => row.name === name).value;
		expect([value('rounding'), value('refreshGraceSeconds')]).toEqual(['document', 5]);
		expect((await control('POST', '/switches', { rounding: 'up' })).status).toBe(400);
		expect((await control('POST', '/switches', { nothing: 1 })).json.error).toMatch(/nothing/);
		expect((await control('POST', '/switches', { refreshGraceSeconds: 'x' })).status).toBe(400);
	});

	it('sets the rates', async () => {
		expect(
			(await control('POST', '/rates', { currency: 'USD', rate: 700, date: '2026-03-05' })).json.done,
		).toMatch(/700/);
		expect((await control('GET', '/rates?date=2026-03-05')).json).toMatchObject({ DKK: 100, USD: 700 });
		expect((await control('GET', '/rates?date=2026-03-06')).json.USD).not.toBe(700);
		for (const wrong of [
			{ currency: 'DKK', rate: 1 },
			{ currency: 'USD', rate: -1 },
			{ currency: 'USD', rate: 1, date: 'x' },
		]) {
			expect((await control('POST', '/rates', wrong)).status).toBe(400);
		}
	});

	it('lists the requests, also only the newer ones', async () => {
		await bookOneInvoice(dinero);
		const calls = (await control('GET', '/calls')).json;
		expect(calls.map((call: { operationId: string }) => call.operationId)).toEqual([
			'post_v1_organizationId_contacts',
			'post_v1_organizationId_invoices',
			'post_v1_organizationId_invoices_guid_book',
		]);
		expect(calls[1]).toMatchObject({
			method: 'POST',
			template: '/v1/{organizationId}/invoices',
			organizationId: organization,
			status: 200,
			who: 'isv_n8n_sandbox for Mette Nordlys',
			body: { ProductLines: [line] },
			answer: { TimeStamp: expect.any(String) },
		});
		expect((await control('GET', '/calls?since=2')).json).toHaveLength(1);
		expect((await control('GET', '/calls?operationId=post_v1_organizationId_contacts')).json).toHaveLength(1);
		await control('DELETE', '/calls');
		expect(dinero.calls).toEqual([]);
	});

	it('gives out tokens, ends them, and does what someone else would', async () => {
		const { access_token: token } = (await control('POST', '/tokens', { organizationId: organization })).json;
		expect((await callApi(dinero, 'GET', `/v1/${organization}/vatTypes`, { token })).status).toBe(200);
		expect((await control('POST', '/tokens/expire', {})).json.ended).toBeGreaterThan(0);
		expect((await callApi(dinero, 'GET', `/v1/${organization}/vatTypes`, { token })).status).toBe(401);
		const guid = await bookOneInvoice(dinero);
		const at = `/organizations/${organization}/documents/${guid}/other-writer`;
		expect((await control('POST', at, { deed: 'pay' })).json.done).toMatch(/payment/);
		expect((await control('POST', at, { deed: 'dance' })).json.error).toMatch(/not one of/);
		expect((await control('GET', '/changes')).json.length).toBeGreaterThan(3);
		expect((await control('GET', '/accounts')).json.apiKeys[0]).toMatchObject({
			organizationId: organization,
		});
	});

	it('refuses a body that is no object', async () => {
		expect((await control('POST', '/switches', 'x')).status).toBe(400);
	});
});

describe('what is kept in files', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'local-dinero-'));
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	it('is the state between runs, tokens included', async () => {
		const state = join(folder, 'state.json');
		const first = (await startQuietly({ state })).dinero;
		const token = first.issueToken();
		const guid = await bookOneInvoice(first);
		await first.close();
		expect(existsSync(state)).toBe(true);
		const second = (await startQuietly({ state })).dinero;
		const answer = await callApi(second, 'GET', `/v1/${organization}/invoices/${guid}`, { token });
		await second.close();
		expect(answer.json).toMatchObject({ Guid: guid, Number: 1 });
	});

	it('is one JSON object for each request and its answer', async () => {
		const log = join(folder, 'log.jsonl');
		const { dinero } = await startQuietly({ log });
		const token = dinero.issueToken();
		await callApi(dinero, 'GET', '/v1/organizations', { token });
		await callApi(dinero, 'GET', '/nowhere', { token });
		await dinero.close();
		const lines = readFileSync(log, 'utf8')
			.trim()
			.split('\n')
			.map((text) => JSON.parse(text));
		expect(lines).toHaveLength(2);
		expect(lines[0]).toMatchObject({
			method: 'GET',
			path: '/v1/organizations',
			status: 200,
			answer: [{ id: 352100 }, {}, {}],
		});
		expect(lines[1]).toMatchObject({ path: '/nowhere', status: 404 });
		expect(readFileSync(log, 'utf8')).not.toContain(token);
	});
});

describe('a past to start from', () => {
	it('is a year of a small shop, sound and the same each time', async () => {
		const options = { past: 'shop', start: '2026-03-02T10:00:00Z' } as const;
		const { dinero } = await startQuietly(options);
		const figures = async () =>
			(await send(`${dinero.url}/_sandbox/organizations/${organization}/balances`)).json;
		const [overview, invariants, balances] = [
			(await send(`${dinero.url}/_sandbox`)).json,
			(await send(`${dinero.url}/_sandbox/invariants`)).json,
			await figures(),
		];
		dinero.reset();
		const again = await figures();
		await dinero.close();
		expect(overview.organizations[0].invoices).toBe(1200);
		expect(overview.clock).toEqual({ now: '2026-03-02T10:00:00.000Z', stopped: true });
		expect(invariants).toEqual({ holds: true, broken: [] });
		expect(balances.sum).toBe(0);
		expect(again).toEqual(balances);
	});
});
