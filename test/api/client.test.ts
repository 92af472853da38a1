import fc from 'fast-check';

import { isDineroError } from '../../api/errors';
import type { DineroError } from '../../api/errors';
import type { Outcome } from '../../api/transport';
import { clientWith, json } from './support';

const organizationId = '352100';
const guid = '6e7f5f1e-8a30-4a4f-9d52-6a0a4a3a2a10';

async function failing(work: Promise<unknown>): Promise<DineroError> {
	const error = await work.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (!isDineroError(error)) throw new Error(`expected a DineroError, got ${String(error)}`);
	return error;
}

const rowsOf = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => ({ Guid: `g${from + index}` }));

describe('one call', () => {
	it('fills the path in, encoded, and sends what is given and nothing else', async () => {
		const { client, sent } = clientWith(() => json({ Guid: guid, TimeStamp: '00' }));
		await client.call('invoice.create', {
			organizationId,
			body: {
				Guid: guid,
				Comment: undefined,
				ProductLines: [
					{ BaseAmountValue: 80, Quantity: 1, AccountNumber: 1000, Discount: 0, Comments: undefined },
				],
			},
		});
		expect(sent).toEqual([
			{
				method: 'POST',
				path: '/v1/352100/invoices',
				query: {},
				headers: { Accept: 'application/json' },
				body: {
					Guid: guid,
					ProductLines: [{ BaseAmountValue: 80, Quantity: 1, AccountNumber: 1000, Discount: 0 }],
				},
				answer: 'json',
			},
		]);
	});

	it('writes lists of a parameter with commas, and leaves out what is empty', async () => {
		const { client, sent } = clientWith(() => json([]));
		await client.call('file.getMany', {
			organizationId,
			query: { extensions: ['pdf', 'png'], uploadedAfter: '', page: 0 },
		});
		expect(sent[0].query).toEqual({ extensions: 'pdf,png', page: '0' });
	});

	it('keeps what stands in a path apart from the path', async () => {
		const { client, sent } = clientWith(() => json({}));
		await client.call('contact.get', { organizationId, path: { guid: '../organizations?x=1#y' } });
		expect(sent[0].path).toBe('/v1/352100/contacts/..%2Forganizations%3Fx%3D1%23y');
	});

	it('asks for a missing part instead of sending', async () => {
		const { client, sent } = clientWith(() => json({}));
		const error = await failing(client.call('contact.get', { organizationId, path: { guid: '' } }));
		expect(error.kind).toBe('configuration');
		expect(error.message).toContain("'guid'");
		expect(sent).toHaveLength(0);
	});

	it('gives the contract names whatever the casing of the answer', async () => {
		const { client } = clientWith(() =>
			json({ contactGuid: guid, seNumber: '1', eanNumber: null, list: [{ isPerson: true }] }),
		);
		const contact = await client.call('contact.get', { organizationId, path: { guid } });
		expect(contact).toEqual({
			ContactGuid: guid,
			SENumber: '1',
			EanNumber: null,
			List: [{ IsPerson: true }],
		});
	});

	it('takes an empty answer where the contract documents none, even one that is no JSON', async () => {
		const { client } = clientWith((_, index) => json(index === 0 ? '' : '<ok/>'));
		await expect(client.call('contact.delete', { organizationId, path: { guid } })).resolves.toBeUndefined();
		await expect(client.call('contact.delete', { organizationId, path: { guid } })).resolves.toBeUndefined();
	});

	it('counts its requests, repeats included', async () => {
		const { client, clock } = clientWith((_, index) => (index === 0 ? json('', 500) : json([])));
		await clock.run(client.call('vatType.getMany', { organizationId }));
		expect(client.requests).toBe(2);
	});
});

describe('the rate limit of a client', () => {
	it('frees a place when an answer has come, and when none has', async () => {
		const outcomes: Outcome[] = [
			json([]),
			json('', 404),
			{ kind: 'lost', reason: 'neverSent' },
			json('nonsense'),
		];
		const { client, clock } = clientWith((_, index) => outcomes[index % 4], { requestsPerMinute: 2 });
		const start = clock.now();
		const calls = Array.from(
			{ length: 12 },
			async () => await client.call('vatType.getMany', { organizationId }),
		);
		await clock.run(Promise.allSettled(calls));
		expect(client.requests).toBeGreaterThanOrEqual(12);
		expect(clock.now() - start).toBeGreaterThanOrEqual(60_000 * (client.requests / 2 - 1));
	});
});

describe('broken answers', () => {
	it('of a reading are asked for again, then told', async () => {
		const { client, clock, sent } = clientWith(() => json('{"Guid": "6e7'));
		const error = await clock.run(failing(client.call('invoice.get', { organizationId, path: { guid } })));
		expect(error.kind).toBe('brokenAnswer');
		expect(sent).toHaveLength(4);
	});

	it('of a payment leave its result unknown, and it is not sent again', async () => {
		const { client, clock, sent } = clientWith(() => json('{"Guid": "6e7'));
		const error = await clock.run(
			failing(
				client.call('invoice.registerPayment', {
					organizationId,
					path: { guid },
					body: {
						Timestamp: '00',
						DepositAccountNumber: 55000,
						Amount: 100,
						Description: 'x',
						RemainderIsFee: false,
					},
				}),
			),
		);
		expect(error.kind).toBe('unknownResult');
		expect(sent).toHaveLength(1);
	});
});

describe('empty answers of success', () => {
	const path = { guid };
	const payment = {
		Timestamp: '00',
		DepositAccountNumber: 55000,
		Amount: 1,
		Description: '',
		RemainderIsFee: false,
	};

	it('are taken as done where a repeat could harm, or would tell nothing', async () => {
		const { client, sent } = clientWith(() => json('', 201));
		await expect(
			client.call('invoice.registerPayment', { organizationId, path, body: payment }),
		).resolves.toEqual({});
		await expect(
			client.call('invoice.update', { organizationId, path, body: { Timestamp: '00', ProductLines: [] } }),
		).resolves.toEqual({});
		expect(sent).toHaveLength(2);
	});

	it('are asked about again where that finds out', async () => {
		const { client, clock } = clientWith((_, index) =>
			index === 0 ? json('', 201) : json({ code: 72, message: 'Duplicated' }, 409),
		);
		const error = await clock.run(
			failing(client.call('invoice.create', { organizationId, body: { Guid: guid, ProductLines: [] } })),
		);
		expect(error).toMatchObject({ kind: 'duplicate', earlierTryUnknown: true });
	});
});

describe('files', () => {
	it('come as bytes with type and name', async () => {
		const { client, sent } = clientWith(() => ({
			kind: 'answer',
			status: 200,
			headers: {
				'content-type': 'application/octet-stream',
				'content-disposition': 'attachment; filename="../Faktura 12.pdf"',
			},
			body: Buffer.from('%PDF-1.7 x'),
		}));
		const file = await client.download('invoice.getPdf', { organizationId, path: { guid } });
		expect(file).toEqual({
			bytes: Buffer.from('%PDF-1.7 x'),
			mimeType: 'application/pdf',
			fileName: 'Faktura 12.pdf',
		});
		expect(sent[0].headers.Accept).toBe('application/octet-stream');
	});

	it('with nothing in them are broken answers', async () => {
		const { client, clock } = clientWith(() => ({
			kind: 'answer',
			status: 200,
			headers: {},
			body: Buffer.alloc(0),
		}));
		const error = await clock.run(
			failing(client.download('invoice.getPdf', { organizationId, path: { guid } })),
		);
		expect(error.kind).toBe('brokenAnswer');
	});

	it('that Dinero refuses say why, though bytes were asked for', async () => {
		const body = Buffer.from(JSON.stringify({ code: 63, message: 'No result', validationErrors: null }));
		const { client } = clientWith(() => ({ kind: 'answer', status: 400, headers: {}, body }));
		const error = await failing(client.download('invoice.getPdf', { organizationId, path: { guid } }));
		expect(error).toMatchObject({ kind: 'notFound', dineroCode: 63, httpStatus: 400 });
	});
});

describe('lists', () => {
	it('hold every row once, in order, whatever the page size, with a request a page', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 60 }),
				fc.integer({ min: 1, max: 20 }),
				fc.option(fc.integer({ min: 0, max: 70 }), { nil: undefined }),
				async (count, pageSize, limit) => {
					const all = rowsOf(count);
					const { client, sent } = clientWith(
						({ query }) => {
							const from = Number(query.page) * Number(query.pageSize);
							const rows = all.slice(from, from + Number(query.pageSize));
							return json({
								Collection: rows,
								Pagination: { PageSize: Number(query.pageSize), Result: rows.length },
							});
						},
						{ requestsPerMinute: 1000 },
					);
					const rows = await client.getMany('invoice.getMany', { organizationId }, { limit, pageSize });
					expect(rows).toEqual(all.slice(0, limit ?? count));
					expect(sent.length).toBeLessThanOrEqual(Math.floor(count / pageSize) + 1);
				},
			),
			{ numRuns: 60 },
		);
	});

	it("end at Dinero's count, without asking for an empty page, and are whole when it counts what does not fit", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 60 }),
				fc.integer({ min: 1, max: 20 }),
				fc.integer({ min: 0, max: 30 }),
				async (count, pageSize, others) => {
					const all = rowsOf(count);
					const { client, sent } = clientWith(
						({ query }) => {
							const from = Number(query.page) * pageSize;
							const rows = all.slice(from, from + pageSize);
							const ResultWithoutFilter = count + others;
							return json({
								Collection: rows,
								Pagination: { PageSize: pageSize, Result: rows.length, ResultWithoutFilter },
							});
						},
						{ requestsPerMinute: 1000 },
					);
					const rows = await client.getMany('invoice.getMany', { organizationId }, { pageSize });
					expect(rows).toEqual(all);
					const known = others === 0 && count > pageSize;
					expect(sent).toHaveLength(known ? Math.ceil(count / pageSize) : Math.floor(count / pageSize) + 1);
				},
			),
			{ numRuns: 100 },
		);
	});

	it('go on after a full page whose count is only its own', async () => {
		const all = rowsOf(7);
		const { client } = clientWith(({ query }) => {
			const rows = all.slice(Number(query.page) * 3, Number(query.page) * 3 + 3);
			return json({ Collection: rows, Pagination: { PageSize: 3, ResultWithoutFilter: rows.length } });
		});
		await expect(
			client.getMany('invoice.getMany', { organizationId }, { pageSize: 3 }),
		).resolves.toHaveLength(7);
	});

	it('go on by the page size that Dinero used, when it is smaller than asked', async () => {
		const all = rowsOf(7);
		const { client, sent } = clientWith(({ query }) => {
			const from = Number(query.page) * 3;
			return json({ collection: all.slice(from, from + 3), pagination: { pageSize: 3 } });
		});
		await expect(client.getMany('invoice.getMany', { organizationId })).resolves.toHaveLength(7);
		expect(sent).toHaveLength(3);
	});

	it('ask for no more than the limit', async () => {
		const { client, sent } = clientWith(() => json({ Collection: rowsOf(5), Pagination: { PageSize: 5 } }));
		await client.getMany('contact.getMany', { organizationId }, { limit: 5 });
		expect(sent.map(({ query }) => query)).toEqual([{ page: '0', pageSize: '5' }]);
		await expect(client.getMany('contact.getMany', { organizationId }, { limit: 0 })).resolves.toEqual([]);
		expect(sent).toHaveLength(1);
	});

	it('that are not paged are read once, without page parameters', async () => {
		const { client, sent } = clientWith(() => json(rowsOf(1500)));
		await expect(
			client.getMany('entry.getMany', {
				organizationId,
				query: { fromDate: '2026-01-01', toDate: '2026-12-31' },
			}),
		).resolves.toHaveLength(1500);
		expect(sent.map(({ query }) => query)).toEqual([{ fromDate: '2026-01-01', toDate: '2026-12-31' }]);
	});

	it('that never end are told instead of read for ever', async () => {
		const { client, sent } = clientWith(() => json({ Collection: rowsOf(2), Pagination: { PageSize: 2 } }));
		const error = await failing(client.getMany('invoice.getMany', { organizationId }, { pageSize: 2 }));
		expect(error).toMatchObject({ kind: 'brokenAnswer', textId: 'repeatedPage' });
		expect(sent).toHaveLength(2);
	});

	it('without a collection are broken answers; an empty collection may be null', async () => {
		const { client } = clientWith((_, index) =>
			json(index === 0 ? { Collection: null, Pagination: {} } : { Rows: [] }),
		);
		await expect(client.getMany('invoice.getMany', { organizationId })).resolves.toEqual([]);
		expect((await failing(client.getMany('invoice.getMany', { organizationId }))).kind).toBe('brokenAnswer');
	});

	it('are read no further than they are wanted', async () => {
		const { client, sent } = clientWith(({ query }) =>
			json({ Collection: rowsOf(2, Number(query.page) * 2), Pagination: { PageSize: 2 } }),
		);
		for await (const page of client.pages('invoice.getMany', { organizationId }, { pageSize: 2 })) {
			expect(page).toHaveLength(2);
			break;
		}
		expect(sent).toHaveLength(1);
	});
});

describe('which organization', () => {
	const three = [
		{ Name: 'Cykler ApS', Id: 1 },
		{ Name: 'Te og Kaffe', Id: 2 },
	];

	it('is the given one, then the credential’s, without asking Dinero', async () => {
		const { client, sent } = clientWith(() => json([]), { credentialOrganization: ' 77 ' });
		await expect(client.resolveOrganization(' 352100 ')).resolves.toBe('352100');
		await expect(client.resolveOrganization('')).resolves.toBe('77');
		await expect(client.resolveOrganization()).resolves.toBe('77');
		expect(sent).toHaveLength(0);
	});

	it('is the only one there is, asked for once', async () => {
		const { client, sent } = clientWith(() => json([{ name: 'Cykler ApS', id: 352100 }]));
		await expect(Promise.all([client.resolveOrganization(), client.resolveOrganization()])).resolves.toEqual([
			'352100',
			'352100',
		]);
		await expect(client.resolveOrganization()).resolves.toBe('352100');
		expect(sent.map(({ path }) => path)).toEqual(['/v1/organizations']);
	});

	it('is a question with the names, when there are several', async () => {
		const { client } = clientWith(() => json(three));
		const error = await failing(client.call('vatType.getMany'));
		expect(error).toMatchObject({ kind: 'configuration', textId: 'whichOrganization' });
		expect(error.description).toContain('Cykler ApS (1), Te og Kaffe (2)');
	});

	it('is told when there is none', async () => {
		const { client } = clientWith(() => json([]));
		expect((await failing(client.resolveOrganization())).textId).toBe('noOrganizations');
	});

	it('of one credential is not taken for another', async () => {
		const first = clientWith(() => json([{ Name: 'A', Id: 1 }]), { identity: 'a' });
		const second = clientWith(() => json([{ Name: 'B', Id: 2 }]), { identity: 'b' });
		await expect(first.client.resolveOrganization()).resolves.toBe('1');
		await expect(second.client.resolveOrganization()).resolves.toBe('2');
	});
});

describe('refused sign-ins', () => {
	it.each([
		'notConnected',
		'reconnect',
		'wrongClient',
		'wrongApiKey',
		'signInRefused',
		'noCredential',
	] as const)('%s is told at once', async (reason) => {
		const { client, sent } = clientWith((): Outcome => ({ kind: 'refused', reason }));
		const error = await failing(client.call('vatType.getMany', { organizationId }));
		expect(error.textId).toBe(reason);
		expect(sent).toHaveLength(1);
	});

	it('of a sign-in that is down are tried again', async () => {
		const { client, clock, sent } = clientWith(
			(_, index): Outcome => (index < 2 ? { kind: 'refused', reason: 'signInUnavailable' } : json([])),
		);
		await clock.run(client.call('vatType.getMany', { organizationId }));
		expect(sent).toHaveLength(3);
	});
});
