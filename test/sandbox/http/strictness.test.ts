/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { request } from 'node:http';

import type { RunningDinero } from '../../../sandbox/dinero/start.mts';
import { callApi, organizationWithPro, recordingOperation, send, startQuietly } from './support';

const invoices = `/v1/${organizationWithPro}/invoices`;
const created = { Guid: '11111111-2222-4333-8444-555555555555', TimeStamp: '00000000020A5EA8' };
const line = {
	AccountNumber: 1000,
	BaseAmountValue: 100,
	Discount: 0,
	Quantity: 1,
	Description: 'Bell',
	Unit: 'parts',
};

describe('a request against the contract', () => {
	const create = recordingOperation({ json: created });
	const list = recordingOperation({
		json: {
			Collection: [],
			Pagination: { MaxPageSizeAllowed: 1000, PageSize: 100, Result: 0, ResultWithoutFilter: 0, Page: 0 },
		},
	});
	let dinero: RunningDinero;

	beforeAll(async () => {
		({ dinero } = await startQuietly({
			operations: {
				post_v1_organizationId_invoices: create.operation,
				get_v1_organizationId_invoices: list.operation,
			},
		}));
	});
	afterAll(() => dinero.close());
	beforeEach(() => {
		dinero.set({ unknownFields: 'refused' });
		create.seen.length = 0;
		list.seen.length = 0;
	});

	const wrongBodies: Array<[string, unknown, string, RegExp]> = [
		[
			'an unknown field',
			{ ProductLines: [line], OrderNumber: '1' },
			'OrderNumber',
			/Unknown field 'OrderNumber'/,
		],
		[
			'an unknown field in a line',
			{ ProductLines: [{ ...line, VatRate: 25 }] },
			'ProductLines[0].VatRate',
			/Unknown field 'ProductLines\[0\]\.VatRate'/,
		],
		['a missing list', {}, 'ProductLines', /required/],
		[
			'null for a required member',
			{ ProductLines: [{ ...line, Quantity: null }] },
			'ProductLines[0].Quantity',
			/field is required/,
		],
		[
			'a missing member of the second line',
			{ ProductLines: [line, { ...line, Quantity: undefined }] },
			'ProductLines[1].Quantity',
			/required/,
		],
		[
			'a text for a number',
			{ ProductLines: [{ ...line, BaseAmountValue: '100' }] },
			'ProductLines[0].BaseAmountValue',
			/must be number/,
		],
		[
			'a fraction for a whole number',
			{ ProductLines: [{ ...line, AccountNumber: 1000.5 }] },
			'ProductLines[0].AccountNumber',
			/integer/,
		],
		['a guid that is none', { ProductLines: [line], ContactGuid: 'abc' }, 'ContactGuid', /guid/],
		[
			'a text that is too long',
			{ ProductLines: [line], ExternalReference: 'x'.repeat(129) },
			'ExternalReference',
			/128/,
		],
		[
			'a key twice in different casing',
			`{"ProductLines":[],"productLines":[]}`,
			'ProductLines',
			/more than once/,
		],
		['a list for the model', [], 'model', /object/],
	];
	it.each(wrongBodies)('refuses %s with code 42 and names it', async (_name, body, property, reason) => {
		const answer = await callApi(dinero, 'POST', invoices, { body });
		expect(answer.status).toBe(400);
		expect(answer.json).toMatchObject({ code: 42, message: 'Validation Error' });
		expect(answer.json.validationErrors[property]).toMatch(reason);
		expect(answer.json.languageSpecificMessages[0]).toHaveProperty('property');
		expect(answer.json.errorMessageList[0]).toMatchObject({ Code: 42 });
		expect(create.seen).toHaveLength(0);
	});

	const missingBodies: Array<[string, { body?: string; headers?: Record<string, string> }]> = [
		['no body', {}],
		['an empty body', { body: '' }],
		['a body that is not JSON', { body: '{"ProductLines": [' }],
		['null', { body: 'null' }],
		[
			'JSON under another type',
			{ body: JSON.stringify({ ProductLines: [line] }), headers: { 'content-type': 'text/plain' } },
		],
	];
	it.each(missingBodies)('answers %s word for word as the real one', async (_name, { body, headers }) => {
		const answer = await callApi(dinero, 'POST', invoices, { body, headers });
		expect(answer.status).toBe(400);
		expect(answer.json.code).toBe(42);
		expect(answer.json.validationErrors).toEqual({
			'globalErrors[]': 'The following models are missing: model',
		});
	});

	const wrongQueries: Array<[string, string, string, RegExp]> = [
		['an unknown parameter', 'orderBy=Number', 'orderBy', /Unknown query parameter 'orderBy'/],
		['a text for a number', 'page=first', 'page', /whole number/],
		['a fraction for a whole number', 'pageSize=1.5', 'pageSize', /whole number/],
		['a number that is too large', 'page=9999999999', 'page', /too large/],
		['a word for true or false', 'deletedOnly=yes', 'deletedOnly', /true or false/],
		['a status that there is none of', 'statusFilter=Paid,Lost', 'statusFilter', /'Lost' is not one of/],
		['a parameter twice', 'page=1&page=2', 'page', /more than once/],
	];
	it.each(wrongQueries)('refuses %s in the query', async (_name, query, parameter, reason) => {
		const answer = await callApi(dinero, 'GET', `${invoices}?${query}`);
		expect(answer.status).toBe(400);
		expect(answer.json.validationErrors[parameter]).toMatch(reason);
		expect(list.seen).toHaveLength(0);
	});

	it('reads parameters in any casing, coerces them and takes empty ones for absent', async () => {
		const answer = await callApi(
			dinero,
			'GET',
			`${invoices}?PAGE=2&deletedonly=TRUE&queryFilter=&statusFilter=paid,overpaid`,
		);
		expect(answer.status).toBe(200);
		expect(list.seen[0]!.query).toEqual({ page: 2, deletedOnly: true, statusFilter: 'paid,overpaid' });
	});

	it("reads keys in any casing and hands them on in the contract's", async () => {
		const body = {
			productLines: [{ accountNumber: 1000, baseAmountValue: 1, discount: 0, quantity: 1 }],
			externalReference: 'a',
		};
		expect((await callApi(dinero, 'POST', invoices, { body })).status).toBe(200);
		expect(create.seen[0]!.body).toEqual({
			ProductLines: [{ AccountNumber: 1000, BaseAmountValue: 1, Discount: 0, Quantity: 1 }],
			ExternalReference: 'a',
		});
	});

	it('swallows unknown names when it is faithful, and says so in the log', async () => {
		dinero.set({ unknownFields: 'swallowed' });
		const body = { ProductLines: [{ ...line, VatRate: 25 }], OrderNumber: '1' };
		const answer = await callApi(dinero, 'POST', `${invoices}?orderBy=Number`, { body });
		expect(answer.status).toBe(200);
		expect(create.seen[0]!.body).toEqual({ ProductLines: [line] });
		expect(dinero.calls.at(-1)!.swallowed).toEqual(['?orderBy', 'ProductLines[0].VatRate', 'OrderNumber']);
	});

	it('answers a malformed guid in the path with code 63', async () => {
		const answer = await callApi(dinero, 'GET', `${invoices}/not-a-guid`);
		expect([answer.status, answer.json.code]).toEqual([400, 63]);
	});

	it('matches addresses whatever their casing', async () => {
		expect((await callApi(dinero, 'GET', `/V1/${organizationWithPro}/Invoices`)).status).toBe(200);
	});

	it('answers an unknown address with a page, or with code 40 by a setting', async () => {
		const asPage = await callApi(dinero, 'GET', `/v1/${organizationWithPro}/nothing`);
		expect(asPage.status).toBe(404);
		expect(asPage.headers.get('content-type')).toMatch(/text\/html/);
		dinero.set({ unknownAddress: 'json' });
		expect((await callApi(dinero, 'GET', `/v1/${organizationWithPro}/nothing`)).json).toMatchObject({
			code: 40,
		});
		dinero.set({ unknownAddress: 'page' });
		expect((await send(`${dinero.url}/v9/nothing`)).status).toBe(404);
	});

	it('does not show its own control under the real host names or to other sites', async () => {
		const status = (headers: Record<string, string>) =>
			new Promise((resolve, reject) => {
				request(`${dinero.url}/_sandbox`, { headers }, (response) => {
					response.resume();
					resolve(response.statusCode);
				})
					.on('error', reject)
					.end();
			});
		expect(await status({})).toBe(200);
		expect(await status({ host: 'api.dinero.dk' })).toBe(404);
		expect(await status({ origin: 'https://elsewhere.example' })).toBe(404);
	});
});
