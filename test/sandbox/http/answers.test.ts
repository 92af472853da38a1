import { DineroRefusal, type Answer } from '../../../sandbox/dinero/operations/call.mts';
import type { RunningDinero } from '../../../sandbox/dinero/start.mts';
import { callApi, organizationWithPro, startQuietly } from './support';

const guid = '11111111-2222-4333-8444-555555555555';
const pagination = { MaxPageSizeAllowed: 1000, PageSize: 100, Result: 1, ResultWithoutFilter: 1, Page: 0 };
const invoices = `/v1/${organizationWithPro}/invoices`;
const timestamp = '00000000020A5EA8';

describe('an answer against the contract', () => {
	let dinero: RunningDinero;
	let warnings: string[];
	let next: Answer | Error;
	const answerNext = () => {
		if (next instanceof Error) throw next;
		return next;
	};

	beforeAll(async () => {
		({ dinero, warnings } = await startQuietly({
			operations: {
				get_v1_organizationId_invoices: answerNext,
				post_v1_organizationId_invoices: answerNext,
				get_v1_organizationId_invoices_guid: answerNext,
				get_v1_organizations: answerNext,
			},
		}));
	});
	afterAll(() => dinero.close());
	beforeEach(() => {
		warnings.length = 0;
		dinero.set({ keyCasing: 'contract' });
	});

	const post = async (json: unknown) => {
		next = { json };
		return callApi(dinero, 'POST', invoices, { body: { ProductLines: [] } });
	};

	it('passes a right answer on', async () => {
		const answer = await post({ Guid: guid, TimeStamp: timestamp });
		expect([answer.status, answer.json]).toEqual([200, { Guid: guid, TimeStamp: timestamp }]);
		expect(warnings).toEqual([]);
	});

	const wrong: Array<[string, unknown, RegExp]> = [
		['a missing member', { TimeStamp: timestamp }, /Guid is required/],
		['a member of another type', { Guid: guid, TimeStamp: 7 }, /TimeStamp must be/],
		['a guid that is none', { Guid: 'x', TimeStamp: timestamp }, /Guid must be a valid guid/],
		[
			'a member that the contract does not know',
			{ Guid: guid, TimeStamp: timestamp, Number: 1 },
			/Number is unknown/,
		],
		['another casing', { guid, TimeStamp: timestamp }, /Guid is required/],
		['nothing at all', undefined, /must be object/],
	];
	it.each(wrong)('makes %s a loud error of the server', async (_name, json, reason) => {
		const answer = await post(json);
		expect(answer.status).toBe(500);
		expect(answer.text).toMatch(reason);
		expect(dinero.calls.at(-1)!.contractBreach!.join()).toMatch(reason);
		expect(warnings.join()).toMatch(reason);
	});

	const lists: Array<[string, string, unknown, RegExp | undefined]> = [
		['the asked fields in the asked casing', 'guid,NUMBER', { guid, NUMBER: 1 }, undefined],
		['a field that was not asked for', 'guid', { guid, Number: 1 }, /Number is unknown/],
		['an asked field that is missing', 'Guid,Number', { Guid: guid }, /Number is required/],
		["the contract's casing where another was asked", 'guid', { Guid: guid }, /guid is required/],
		['a field of another type', 'Number', { Number: 'one' }, /Number must be/],
	];
	it.each(lists)('looks at the fields of a list: %s', async (_name, fields, item, reason) => {
		next = { json: { Collection: [item], Pagination: pagination } };
		const answer = await callApi(dinero, 'GET', `${invoices}?fields=${fields}`);
		expect(answer.status).toBe(reason ? 500 : 200);
		if (reason) expect(answer.text).toMatch(reason);
	});

	it('expects the default fields when none are asked for', async () => {
		next = {
			json: {
				Collection: [{ Guid: guid, ContactName: null, Date: '2026-01-01', Description: 'Faktura' }],
				Pagination: pagination,
			},
		};
		expect((await callApi(dinero, 'GET', invoices)).status).toBe(200);
		next = { json: [{ id: 1, name: 'A', isPro: true }] };
		expect((await callApi(dinero, 'GET', '/v1/organizations')).status).toBe(200);
		next = { json: [{ Id: 1, Name: 'A', IsPro: true }] };
		expect((await callApi(dinero, 'GET', '/v1/organizations')).status).toBe(500);
	});

	it('can answer in lower camel case; asked-for fields keep their casing', async () => {
		dinero.set({ keyCasing: 'camel' });
		expect((await post({ Guid: guid, TimeStamp: timestamp })).json).toEqual({ guid, timeStamp: timestamp });
		next = { json: { Collection: [{ Guid: guid }], Pagination: pagination } };
		const list = await callApi(dinero, 'GET', `${invoices}?fields=Guid`);
		expect(list.json.collection).toEqual([{ Guid: guid }]);
		expect(list.json.pagination.page).toBe(0);
	});

	it('hands a file on as it is', async () => {
		next = {
			bytes: Buffer.from('%PDF-1.4'),
			mimeType: 'application/octet-stream',
			fileName: 'Faktura "1".pdf',
		};
		const answer = await callApi(dinero, 'GET', `${invoices}/${guid}`, {
			headers: { accept: 'application/octet-stream' },
		});
		expect(answer.text).toBe('%PDF-1.4');
		expect(answer.headers.get('content-disposition')).toBe('attachment; filename="Faktura 1.pdf"');
		expect(dinero.calls.at(-1)!.answer).toEqual({ bytes: 8, contentType: 'application/octet-stream' });
	});

	it("turns a refusal into Dinero's error body", async () => {
		next = new DineroRefusal(400, 58, 'The timestamp is outdated', undefined);
		expect((await callApi(dinero, 'GET', `${invoices}/${guid}`)).json).toEqual({
			code: 58,
			message: 'The timestamp is outdated',
			validationErrors: null,
			languageSpecificMessages: [],
			errorMessageList: [{ Code: 58, Message: 'The timestamp is outdated' }],
		});
	});

	it('answers its own breakdown as an empty 500 and tells it', async () => {
		next = new Error('the books are on fire');
		const answer = await callApi(dinero, 'GET', `${invoices}/${guid}`);
		expect([answer.status, answer.text]).toEqual([500, '']);
		expect(dinero.calls.at(-1)!.crash).toMatch(/on fire/);
		expect(warnings.join()).toMatch(/on fire/);
	});
});
