import fc from 'fast-check';

import { DineroError, isDineroError } from '../../api/errors';
import { timestampOf, withNewestTimestamp } from '../../api/timestamps';

/** A document that others change, as Dinero keeps it: a write with an outdated timestamp is refused. */
class Shared {
	version = 0;
	booked = false;
	payments: number[] = [];
	reads = 0;

	async read() {
		this.reads += 1;
		return await Promise.resolve({
			TimeStamp: String(this.version),
			booked: this.booked,
			payments: [...this.payments],
		});
	}

	private check(timestamp: string) {
		if (timestamp !== String(this.version)) throw stale();
		this.version += 1;
	}

	async book(timestamp: string) {
		this.check(timestamp);
		this.booked = true;
		return await Promise.resolve('booked by us');
	}

	async pay(timestamp: string, amount: number) {
		this.check(timestamp);
		this.payments.push(amount);
		return await Promise.resolve('paid by us');
	}
}

const stale = () => new DineroError({ kind: 'stale', message: 'outdated', description: '', dineroCode: 58 });

describe('with the newest timestamp', () => {
	it('does it once when nobody is in the way', async () => {
		const document = new Shared();
		const result = await withNewestTimestamp({
			read: async () => await document.read(),
			decide: () => ({ act: async (timestamp) => await document.book(timestamp) }),
		});
		expect([result, document.booked, document.reads]).toEqual(['booked by us', true, 1]);
	});

	it('decides again when somebody was there in between', async () => {
		const document = new Shared();
		const result = await withNewestTimestamp({
			read: async () => await document.read(),
			decide: (state, attempt) => {
				if (state.booked) return { done: 'booked by another' };
				// The other one books after we have read.
				if (attempt === 1) void document.book(state.TimeStamp);
				return { act: async (timestamp) => await document.book(timestamp) };
			},
		});
		expect([result, document.reads]).toEqual(['booked by another', 2]);
	});

	it('never pays twice, however two of us interleave', async () => {
		await fc.assert(
			fc.asyncProperty(fc.scheduler(), async (scheduler) => {
				const document = new Shared();
				const read = scheduler.scheduleFunction(async () => await document.read());
				const pay = scheduler.scheduleFunction(
					async (timestamp: string) => await document.pay(timestamp, 100),
				);
				const worker = async () =>
					await withNewestTimestamp({
						read,
						decide: (state) => (state.payments.length > 0 ? { done: 'paid by another' } : { act: pay }),
						attempts: 10,
					});
				const all = Promise.all([worker(), worker(), worker()]);
				await scheduler.waitFor(all);
				expect(document.payments).toEqual([100]);
				expect((await all).sort()).toEqual(['paid by another', 'paid by another', 'paid by us']);
			}),
		);
	});

	it('gives up, and says so, when the document never stands still', async () => {
		let reads = 0;
		const error = await withNewestTimestamp({
			read: async () => await Promise.resolve({ TimeStamp: String((reads += 1)) }),
			decide: () => ({ act: async () => await Promise.reject(stale()) }),
		}).catch((reason: unknown) => reason);
		expect(isDineroError(error) && [error.kind, error.textId]).toEqual(['stale', 'stillStale']);
		expect(reads).toBe(3);
	});

	it('looks again when a rule stands against it, since somebody else may have done it', async () => {
		const document = new Shared();
		const rule = new DineroError({
			kind: 'validation',
			message: 'is booked already',
			description: '',
			dineroCode: 45,
		});
		const book = async (by: 'us' | 'another') =>
			await withNewestTimestamp({
				read: async () => await document.read(),
				decide: (state) =>
					state.booked
						? { done: 'booked by another' }
						: {
								act: async (timestamp) => {
									if (by === 'another') await document.book(timestamp);
									return await Promise.reject(rule);
								},
							},
			});
		await expect(book('us')).rejects.toBe(rule);
		expect(document.reads).toBe(2);
		await expect(book('another')).resolves.toBe('booked by another');
		expect(document.reads).toBe(4);
	});

	it('passes on everything else, at once', async () => {
		const lost = new DineroError({ kind: 'unknownResult', message: 'lost', description: '' });
		const act = jest.fn(async () => await Promise.reject(lost));
		await expect(
			withNewestTimestamp({
				read: async () => await Promise.resolve({ TimeStamp: '1' }),
				decide: () => ({ act }),
			}),
		).rejects.toBe(lost);
		expect(act).toHaveBeenCalledTimes(1);
	});

	it('reads both spellings, and refuses to go on without one', async () => {
		expect([
			timestampOf({ TimeStamp: 'a' }),
			timestampOf({ Timestamp: 'b' }),
			timestampOf({}),
			timestampOf(null),
		]).toEqual(['a', 'b', undefined, undefined]);
		await expect(
			withNewestTimestamp({
				read: async () => await Promise.resolve({}),
				decide: () => ({ act: async () => await Promise.resolve(1) }),
			}),
		).rejects.toMatchObject({ kind: 'brokenAnswer' });
	});
});
