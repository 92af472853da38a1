import { startDinero } from '../../sandbox/dinero/start.mts';
import type { RunningDinero } from '../../sandbox/dinero/start.mts';
import { DineroClient } from '../../api/client';
import { isDineroError } from '../../api/errors';
import type { DineroError } from '../../api/errors';
import { multipartBody } from '../../api/multipart';
import { outcomeOfThrown, plainHeaders } from '../../api/n8nOutcome';
import { organizationSettings } from '../../api/organizationFacts';
import { RateLimiter } from '../../api/rateLimit';
import type { Send } from '../../api/transport';
import { timestampOf, withNewestTimestamp } from '../../api/timestamps';

/** The machine's clock, which jumps over every wait. */
const clock = {
	ahead: 0,
	now: () => Date.now() + clock.ahead,
	sleep: async (ms: number) => {
		clock.ahead += ms;
		await Promise.resolve();
	},
};

/** Sends to a local Dinero as n8n would, with a token. */
function senderTo(url: string, token: string): Send {
	return async ({ method, path, query, headers, body, upload, answer }) => {
		const form = upload && multipartBody(upload);
		const parameters = new URLSearchParams(query).toString();
		const request = fetch(`${url}${path}${parameters ? `?${parameters}` : ''}`, {
			method,
			headers: {
				...headers,
				Authorization: `Bearer ${token}`,
				...(form
					? { 'Content-Type': form.contentType }
					: body === undefined
						? {}
						: { 'Content-Type': 'application/json' }),
			},
			body: form ? new Uint8Array(form.body) : body === undefined ? undefined : JSON.stringify(body),
		}).then(async (response) => ({
			kind: 'answer' as const,
			status: response.status,
			headers: plainHeaders(Object.fromEntries(response.headers)),
			body: answer === 'binary' ? Buffer.from(await response.arrayBuffer()) : await response.text(),
		}));
		return await request.catch(() => outcomeOfThrown(new Error('socket hang up')));
	};
}

async function refused(work: Promise<unknown>): Promise<DineroError> {
	const error = await work.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!isDineroError(error)) throw new Error(`expected a DineroError, got ${String(error)}`);
	return error;
}

const guids = {
	contact: '11111111-1111-4111-8111-111111111111',
	invoice: '22222222-2222-4222-8222-222222222222',
	unknown: '99999999-9999-4999-8999-999999999999',
};

const person = {
	Name: 'Nathan Smith',
	CountryKey: 'DK',
	IsPerson: true,
	IsMember: false,
	UseCvr: false,
	ContactGuid: guids.contact,
};
const draft = {
	Guid: guids.invoice,
	ContactGuid: guids.contact,
	ShowLinesInclVat: true,
	ProductLines: [
		{
			Description: 'Te',
			BaseAmountValue: 125,
			Quantity: 2,
			AccountNumber: 1000,
			Discount: 0,
			Unit: 'parts' as const,
		},
	],
};

describe('the client and the local Dinero', () => {
	let dinero: RunningDinero;
	let client: DineroClient;
	let organizationId: string;
	const clientFor = (token: string, requestsPerMinute = 10_000) =>
		new DineroClient({
			send: senderTo(dinero.url, token),
			clock,
			limiter: new RateLimiter(clock),
			requestsPerMinute,
			identity: `local ${Math.random()}`,
		});
	const timestamp = async () =>
		timestampOf(
			await client.call('invoice.get', { organizationId, path: { guid: guids.invoice } }),
		) as string;

	beforeAll(async () => {
		dinero = await startDinero({ rateLimit: 0, warn: () => undefined });
	});
	afterAll(async () => await dinero.close());
	beforeEach(async () => {
		dinero.reset();
		client = clientFor(dinero.issueToken());
		const organizations = await client.call('organization.getManyFields', {
			query: { fields: 'Name,Id,IsPro' },
		});
		organizationId = String(organizations.find(({ IsPro }) => IsPro)?.Id);
		await client.call('contact.create', { organizationId, body: person });
		await client.call('invoice.create', { organizationId, body: draft });
	});

	it('agree about an invoice from draft to paid', async () => {
		const path = { guid: guids.invoice };
		const totals = await client.call('invoice.fetchTotals', {
			organizationId,
			body: { ...draft, Guid: undefined },
		});
		expect(totals.TotalInclVat).toBe(250);
		const booked = await client.call('invoice.book', {
			organizationId,
			path,
			body: { Timestamp: await timestamp() },
		});
		expect(booked).toMatchObject({ Status: 'Booked', TotalInclVat: 250 });
		const { depositAccounts } = await organizationSettings(client, organizationId);
		await client.call('invoice.registerPayment', {
			organizationId,
			path,
			body: {
				Timestamp: timestampOf(booked) as string,
				DepositAccountNumber: depositAccounts[0].AccountNumber,
				Amount: 250,
				Description: 'Order',
				RemainderIsFee: false,
			},
		});
		const payments = await client.call('invoice.getPayments', { organizationId, path });
		expect(payments).toMatchObject({ PaidAmount: 250, RemainingAmount: 0 });
		const pdf = await client.download('invoice.getPdf', { organizationId, path });
		expect(pdf.mimeType).toBe('application/pdf');
	});

	it('agree about what stands in the way', async () => {
		const path = { guid: guids.invoice };
		const old = await timestamp();
		const expectations: Array<[() => Promise<unknown>, object]> = [
			[
				async () => await client.call('invoice.create', { organizationId, body: draft }),
				{ kind: 'duplicate', httpStatus: 409, dineroCode: 72 },
			],
			[
				async () => await client.call('contact.create', { organizationId, body: person }),
				{ kind: 'duplicate', httpStatus: 400 },
			],
			[
				async () => await client.call('invoice.get', { organizationId, path: { guid: guids.unknown } }),
				{ kind: 'notFound', dineroCode: 63 },
			],
			[
				async () => await client.call('contact.get', { organizationId, path: { guid: guids.unknown } }),
				{ kind: 'notFound', httpStatus: 404 },
			],
			[
				async () =>
					await client.call('invoice.create', {
						organizationId,
						body: { ...draft, Guid: guids.unknown, ContactGuid: guids.unknown },
					}),
				{ textId: 'contactGone' },
			],
			[
				async () =>
					await client.call('invoice.book', {
						organizationId,
						path,
						body: { Timestamp: '0000000000000000' },
					}),
				{ kind: 'stale', dineroCode: 58 },
			],
			[
				async () =>
					await client.call('invoice.create', {
						organizationId,
						body: { ...draft, Guid: guids.unknown, Colour: 'red' } as never,
					}),
				{ kind: 'validation' },
			],
		];
		for (const [call, expected] of expectations) expect(await refused(call())).toMatchObject(expected);
		await client.call('invoice.delete', { organizationId, path, body: { Timestamp: old } });
		expect(await refused(client.call('invoice.delete', { organizationId, path, body: {} }))).toMatchObject({
			kind: 'deleted',
			dineroCode: 65,
		});
	});

	it('agree about who may do what', async () => {
		expect(
			await refused(clientFor('no-such-token').call('vatType.getMany', { organizationId })),
		).toMatchObject({ kind: 'signIn', httpStatus: 401 });
		const organizations = await client.call('organization.getManyFields', { query: { fields: 'Id,IsPro' } });
		const withoutPro = organizations.find(({ IsPro }) => IsPro === false);
		expect(withoutPro).toBeDefined();
		expect(
			(await refused(client.call('vatType.getMany', { organizationId: String(withoutPro?.Id) }))).kind,
		).toBe('noPro');
		const reader = clientFor(dinero.issueToken({ scopes: ['dineropublicapi:read', 'offline_access'] }));
		const error = await refused(
			reader.call('contact.create', { organizationId, body: { ...person, ContactGuid: guids.unknown } }),
		);
		expect(error).toMatchObject({ kind: 'noAccess', httpStatus: 403 });
		expect((await refused(client.resolveOrganization())).textId).toBe('whichOrganization');
	});

	it('read whole lists in pages', async () => {
		for (let index = 0; index < 7; index += 1) {
			await client.call('contact.create', {
				organizationId,
				body: { ...person, Name: `Kunde ${index}`, ContactGuid: guids.unknown.replace(/^9/, String(index)) },
			});
		}
		const all = await client.getMany(
			'contact.getMany',
			{ organizationId, query: { fields: 'Name,ContactGuid' } },
			{ pageSize: 3 },
		);
		expect(all.length).toBeGreaterThanOrEqual(8);
		expect(new Set(all.map(({ ContactGuid }) => ContactGuid)).size).toBe(all.length);
		const withDefaults = await client.getMany('contact.getMany', { organizationId }, { limit: 2 });
		expect(Object.keys(withDefaults[0]).sort()).toEqual(['ContactGuid', 'Name']);
	});

	it('send and read files', async () => {
		const bytes = Buffer.from('%PDF-1.4 bilag');
		const { FileGuid } = await client.call('file.upload', {
			organizationId,
			upload: { bytes, fileName: 'bilag æ.pdf', mimeType: 'application/pdf' },
		});
		// A file may take about a second to become readable after it was sent.
		dinero.world.clock.move(5000);
		const file = await client.download('file.download', {
			organizationId,
			path: { fileGuid: String(FileGuid) },
		});
		expect(file.bytes.equals(bytes)).toBe(true);
	});

	const invoiceAddress = (name: string) => `/v1/*/invoices${name}`;
	it.each([
		'cutBefore',
		'cutAfter',
		'emptyServerError',
		'emptyServerErrorAfter',
		'brokenJson',
		'tooMany',
		'brownout',
	] as const)('end with one invoice after %s', async (effect) => {
		dinero.reset({ keepTokens: true });
		await client.call('contact.create', { organizationId, body: person });
		const fault = dinero.addFault({ match: { method: 'POST', path: invoiceAddress('') }, effect });
		const outcome = await client.call('invoice.create', { organizationId, body: draft }).then(
			() => 'created',
			(error: unknown) =>
				isDineroError(error) && error.kind === 'duplicate' && error.earlierTryUnknown
					? 'was created before'
					: error,
		);
		expect(fault.consumed).toBe(1);
		expect(outcome).toBe(/After|brokenJson/.test(effect) ? 'was created before' : 'created');
		const all = await client.getMany('invoice.getMany', { organizationId, query: { fields: 'Guid' } });
		expect(all).toEqual([{ Guid: guids.invoice }]);
	});

	it('book once though the answer was lost and somebody else wrote in between', async () => {
		const path = { guid: guids.invoice };
		for (const effect of ['cutAfter', 'staleTimestamp'] as const)
			dinero.addFault({ match: { method: 'POST', path: invoiceAddress('/*/book') }, effect });
		const result = await withNewestTimestamp({
			read: async () => await client.call('invoice.get', { organizationId, path }),
			decide: (invoice) =>
				invoice.Status === 'Booked'
					? { done: invoice.Number }
					: {
							act: async (Timestamp) =>
								(await client.call('invoice.book', { organizationId, path, body: { Timestamp } })).Number,
						},
		});
		expect(result).toEqual(expect.any(Number));
		expect(dinero.faults().map(({ consumed }) => consumed)).toEqual([1, 1]);
		const booked = await client.getMany('invoice.getMany', {
			organizationId,
			query: { fields: 'Number,Status', statusFilter: 'Booked' },
		});
		expect(booked).toHaveLength(1);
	});

	it('never meet the limit of Dinero while keeping to it', async () => {
		dinero.set({ requestsPerMinute: 20 });
		const careful = clientFor(dinero.issueToken(), 20);
		const before = dinero.calls.length;
		const calls = Promise.all(
			Array.from({ length: 15 }, async () => await careful.call('vatType.getMany', { organizationId })),
		);
		await calls;
		expect(dinero.calls.slice(before).filter(({ status }) => status === 429)).toEqual([]);
		dinero.set({ requestsPerMinute: 0 });
	});
});
