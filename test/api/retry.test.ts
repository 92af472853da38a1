import fc from 'fast-check';

import type { Repeat } from '../../api/endpoints';
import { DineroError, isDineroError } from '../../api/errors';
import { patience, waitBefore, withRetries } from '../../api/retry';
import type { Outcome } from '../../api/transport';
import { FakeClock, clientWith, json } from './support';

const organizationId = '352100';
const guid = '6e7f5f1e-8a30-4a4f-9d52-6a0a4a3a2a10';
const payment = {
	Timestamp: '00',
	DepositAccountNumber: 55000,
	Amount: 1,
	Description: '',
	RemainderIsFee: false,
};

/** One call of each kind of repeating. */
const calls: Record<Repeat, (client: ReturnType<typeof clientWith>['client']) => Promise<unknown>> = {
	safe: async (client) => await client.call('invoice.get', { organizationId, path: { guid } }),
	ownGuid: async (client) =>
		await client.call('invoice.create', { organizationId, body: { Guid: guid, ProductLines: [] } }),
	never: async (client) =>
		await client.call('invoice.registerPayment', { organizationId, path: { guid }, body: payment }),
};

const lost = (reason: 'timeout' | 'connection' | 'neverSent' | 'stopped'): Outcome => ({
	kind: 'lost',
	reason,
});
const troubles: Record<string, { outcome: Outcome; mayHaveHappened: boolean }> = {
	'429': { outcome: json('API calls quota exceeded!', 429), mayHaveHappened: false },
	'480': { outcome: json('', 480), mayHaveHappened: false },
	'500': { outcome: json('', 500), mayHaveHappened: true },
	'503': { outcome: json('<html/>', 503), mayHaveHappened: true },
	'cut off': { outcome: lost('connection'), mayHaveHappened: true },
	'no answer in time': { outcome: lost('timeout'), mayHaveHappened: true },
	'not reached': { outcome: lost('neverSent'), mayHaveHappened: false },
	broken: { outcome: json('{"Gui'), mayHaveHappened: true },
};

async function thrown(work: Promise<unknown>): Promise<DineroError> {
	const error = await work.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!isDineroError(error)) throw new Error(`expected a DineroError, got ${String(error)}`);
	return error;
}

describe('after something went wrong once', () => {
	const cases = Object.keys(troubles).flatMap((trouble) =>
		(['safe', 'ownGuid', 'never'] as Repeat[]).map((repeat) => [trouble, repeat] as const),
	);

	it.each(cases)('%s: a call that is %s', async (name, repeat) => {
		const { outcome, mayHaveHappened } = troubles[name];
		const { client, clock, sent } = clientWith((_, index) =>
			index === 0 ? outcome : json({ Guid: guid, TimeStamp: '01' }),
		);
		if (repeat === 'never' && mayHaveHappened) {
			const error = await clock.run(thrown(calls[repeat](client)));
			expect(error).toMatchObject({ kind: 'unknownResult', retryable: false });
			expect(sent).toHaveLength(1);
		} else {
			await clock.run(calls[repeat](client));
			expect(sent).toHaveLength(2);
			expect(sent[1]).toEqual(sent[0]);
		}
	});

	it.each(['safe', 'ownGuid', 'never'] as Repeat[])('a refusal is not repeated (%s)', async (repeat) => {
		for (const status of [400, 401, 403, 404, 409, 413]) {
			const { client, clock, sent } = clientWith(() => json({ code: 42, message: 'x' }, status));
			await clock.run(thrown(calls[repeat](client)));
			expect(sent).toHaveLength(1);
		}
	});
});

describe('what may have happened twice', () => {
	it('never happens: an effect is sent again only when it carries our id or cannot double', async () => {
		const outcome = fc.constantFrom(
			...Object.values(troubles).map((trouble) => trouble.outcome),
			json({ Guid: guid }),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(outcome, { maxLength: 8 }), async (answers) => {
				let effects = 0;
				const { client, clock } = clientWith((_, index) => {
					const answer = answers[index] ?? json({ Guid: guid });
					// The worst case: whatever may have taken effect did.
					if (
						Object.values(troubles).every((trouble) => trouble.outcome !== answer || trouble.mayHaveHappened)
					)
						effects += 1;
					return answer;
				});
				await clock.run(calls.never(client).catch(() => undefined));
				expect(effects).toBeLessThanOrEqual(1);
			}),
		);
	});

	it('a create without an id of ours is not repeated', async () => {
		const { client, clock, sent } = clientWith(() => lost('connection'));
		const error = await clock.run(
			thrown(client.call('invoice.create', { organizationId, body: { ProductLines: [] } })),
		);
		expect(error.kind).toBe('unknownResult');
		expect(sent).toHaveLength(1);
	});

	it('a contact is known by its own id, an invoice not by that of its contact', async () => {
		const person = { Name: 'A', CountryKey: 'DK', IsPerson: true, IsMember: false, UseCvr: false };
		const count = async (call: (client: ReturnType<typeof clientWith>['client']) => Promise<unknown>) => {
			const { client, clock, sent } = clientWith(() => lost('connection'));
			await clock.run(thrown(call(client)));
			return sent.length;
		};
		expect(
			await count(
				async (client) =>
					await client.call('contact.create', { organizationId, body: { ...person, ContactGuid: guid } }),
			),
		).toBe(4);
		expect(
			await count(async (client) => await client.call('contact.create', { organizationId, body: person })),
		).toBe(1);
		expect(
			await count(
				async (client) =>
					await client.call('invoice.create', {
						organizationId,
						body: { ContactGuid: guid, ProductLines: [] },
					}),
			),
		).toBe(1);
	});

	it('a row of ledger items without an id keeps all of them from being repeated', async () => {
		const line = { Id: guid };
		for (const [body, times] of [
			[[line, line], 4],
			[[line, {}], 1],
		] as const) {
			const { client, clock, sent } = clientWith(() => lost('connection'));
			await clock.run(thrown(client.call('ledgerItem.create', { organizationId, body: [...body] })));
			expect(sent).toHaveLength(times);
		}
	});

	it('is said to the caller: a duplicate after a lost answer may be our own', async () => {
		const { client, clock } = clientWith((_, index) =>
			index === 0 ? lost('connection') : json({ code: 72, message: 'Duplicated' }, 409),
		);
		const error = await clock.run(thrown(calls.ownGuid(client)));
		expect(error).toMatchObject({ kind: 'duplicate', earlierTryUnknown: true });
		const once = clientWith(() => json({ code: 72, message: 'Duplicated' }, 409));
		expect(await thrown(calls.ownGuid(once.client))).toMatchObject({
			kind: 'duplicate',
			earlierTryUnknown: false,
		});
	});

	it('makes a refused repeat of a locked write a question: it may be our own doing', async () => {
		const refusal = json({ code: 45, message: 'The voucher is already booked.' }, 400);
		const book = async ({ client, clock }: ReturnType<typeof clientWith>) =>
			await clock.run(
				thrown(client.call('invoice.book', { organizationId, path: { guid }, body: { Timestamp: '00' } })),
			);
		const repeated = await book(clientWith((_, index) => (index === 0 ? lost('connection') : refusal)));
		expect(repeated).toMatchObject({ kind: 'stale', dineroCode: 45, earlierTryUnknown: true });
		expect(repeated.description).toContain('The voucher is already booked.');
		expect(await book(clientWith(() => refusal))).toMatchObject({ kind: 'validation', dineroCode: 45 });
	});

	it('is doubted when n8n gives a reason that nobody knows', async () => {
		const odd: Outcome = { kind: 'refused', reason: 'signInRefused', detail: 'Something odd' };
		const { client } = clientWith(() => odd);
		const error = await thrown(calls.never(client));
		expect(error.kind).toBe('unknownResult');
		expect(error.description).toContain('Something odd');
		expect((await thrown(calls.safe(clientWith(() => odd).client))).textId).toBe('signInRefused');
	});

	it('is not claimed when Dinero only said that there are too many requests', async () => {
		const { client, clock } = clientWith((_, index) => (index === 0 ? json('', 429) : json('', 404)));
		expect(await clock.run(thrown(calls.safe(client)))).toMatchObject({
			kind: 'notFound',
			earlierTryUnknown: false,
		});
	});

	it('an execution that is stopped says what is known', async () => {
		for (const [repeat, kind] of [
			['safe', 'unavailable'],
			['never', 'unknownResult'],
			['ownGuid', 'unknownResult'],
		] as const) {
			const { client, sent } = clientWith(() => lost('stopped'));
			expect((await thrown(calls[repeat](client))).kind).toBe(kind);
			expect(sent).toHaveLength(1);
		}
	});
});

describe('waits', () => {
	const error = (kind: 'rateLimited' | 'unavailable', retryAfterMs?: number) =>
		new DineroError({ kind, message: '', description: '', retryable: true, retryAfterMs });

	it('double, and are up to a quarter longer by chance', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 3 }),
				fc.double({ min: 0, max: 0.999, noNaN: true }),
				(tries, chance) => {
					const wait = waitBefore(tries, error('unavailable'), () => chance);
					expect(wait).toBeGreaterThanOrEqual(1000 * 2 ** (tries - 1));
					expect(wait).toBeLessThanOrEqual(1250 * 2 ** (tries - 1) + 1);
				},
			),
		);
	});

	it('cover a minute when there were too many requests', () => {
		const waits = [1, 2, 3].map((tries) => waitBefore(tries, error('rateLimited'), () => 0));
		expect(waits).toEqual([15_000, 30_000, 60_000]);
	});

	it('are never shorter than Dinero asks for', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 600_000 }),
				fc.double({ min: 0, max: 0.999, noNaN: true }),
				(asked, chance) => {
					expect(waitBefore(1, error('rateLimited', asked), () => chance)).toBeGreaterThanOrEqual(asked);
				},
			),
		);
	});

	it('that are too long are told instead of waited', async () => {
		const { client, clock, sent } = clientWith(() => json('', 429, { 'retry-after': '600' }));
		const told = await clock.run(thrown(calls.safe(client)));
		expect(told).toMatchObject({ kind: 'rateLimited', retryAfterMs: 600_000 });
		expect(sent).toHaveLength(1);
		expect(clock.waits).toEqual([]);
	});

	it('end: tries and time are bounded whatever Dinero does', async () => {
		const outcome = fc.constantFrom(...Object.values(troubles).map((trouble) => trouble.outcome));
		await fc.assert(
			fc.asyncProperty(fc.array(outcome, { minLength: 5, maxLength: 5 }), async (answers) => {
				const answer = (index: number) => answers[index % answers.length];
				const { client, clock, sent } = clientWith((_, index) => answer(index));
				const start = clock.now();
				await clock.run(thrown(calls.safe(client)));
				const refused = sent.filter((_, index) => answer(index) === troubles['429'].outcome).length;
				// Each refusal for too many requests had no effect, and is waited for longer than the one before.
				expect(sent.length - refused).toBeLessThanOrEqual(patience.workflow.tries);
				expect(refused).toBeLessThanOrEqual(30);
				expect(clock.now() - start).toBeLessThanOrEqual(patience.workflow.quotaMs + 3 * 150_000);
			}),
		);
	});

	it('for too many requests are counted by time: what is only refused is not given up after a few tries', async () => {
		const refusals = 8;
		const { client, clock, sent } = clientWith((_, index) => (index < refusals ? json('', 429) : json([])));
		await clock.run(client.call('vatType.getMany', { organizationId }));
		expect(sent).toHaveLength(refusals + 1);
		const never = clientWith(() => json('', 429));
		const start = never.clock.now();
		expect(await never.clock.run(thrown(calls.safe(never.client)))).toMatchObject({ kind: 'rateLimited' });
		expect(never.clock.now() - start).toBeGreaterThanOrEqual(patience.workflow.quotaMs);
		expect(never.clock.now() - start).toBeLessThanOrEqual(patience.workflow.quotaMs + 2 * 75_000);
	});

	it('are short where a person waits', async () => {
		const { client, clock, sent } = clientWith(() => json('', 500), { priority: 'editor' });
		const start = clock.now();
		await clock.run(thrown(calls.safe(client)));
		expect(sent).toHaveLength(2);
		expect(clock.now() - start).toBeLessThanOrEqual(2000);
		const busy = clientWith(() => json('', 429), { priority: 'editor' });
		await busy.clock.run(thrown(calls.safe(busy.client)));
		expect(busy.sent).toHaveLength(1);
	});

	it('hold back the other calls to the same organization', async () => {
		const { client, clock, sent, limiter } = clientWith((_, index) =>
			index === 0 ? json('', 429, { 'retry-after': '20' }) : json([]),
		);
		const start = clock.now();
		const sentAt: number[] = [];
		const first = client.call('vatType.getMany', { organizationId });
		await clock.settle();
		const second = client
			.call('accountingYear.getMany', { organizationId })
			.then(() => sentAt.push(clock.now() - start));
		await clock.run(Promise.all([first, second]));
		expect(sent).toHaveLength(3);
		expect(sentAt[0]).toBeGreaterThanOrEqual(20_000);
		expect(limiter.inWindow(organizationId)).toBeGreaterThan(0);
	});
});

describe('withRetries', () => {
	it('gives what the first success gave', async () => {
		const clock = new FakeClock();
		const outcome = await withRetries({
			repeat: 'never',
			patience: patience.workflow,
			clock,
			random: () => 0,
			attempt: async () => await Promise.resolve({ result: 7 }),
		});
		expect(outcome).toEqual({ result: 7, earlierTryUnknown: false });
	});
});
