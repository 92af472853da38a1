import { checkInvariants } from '../../sandbox/dinero/books/invariants.mts';
import { figuresOfDocument, trialBalance } from '../../sandbox/dinero/http/figures.mts';
import { everyFault } from './everyFault';
import { operation } from './given';
import { Engine, organizationId, picked } from './harness';
import { Patience } from './patience';
import { shopifyOrder } from './shopifyOrder';
import { shopifyRefund } from './shopifyRefund';

/** Waiting passes at once, and the clock knows of it. */
jest.mock('../../api/clock', () => {
	let ahead = 0;
	return {
		systemClock: {
			now: () => Date.now() + ahead,
			sleep: async (milliseconds: number) => {
				ahead += milliseconds;
				await Promise.resolve();
			},
		},
	};
});

const faults = everyFault(500);

let engine: Engine;
let patience: Patience;
beforeAll(async () => {
	engine = await Engine.start({ switches: { fileVisibleAfter: 0 } });
	patience = new Patience(engine);
}, 60_000);
afterAll(async () => await engine.close());

const deposit = { depositAccountNumber: picked('55000') };
const order = operation('shopOrder', 'createInvoice', {
	...deposit,
	order: shopifyOrder() as never,
	whatToDo: 'bookAndPay',
});
const creditNote = operation('shopOrder', 'createCreditNote', {
	...deposit,
	refund: shopifyRefund() as never,
	whatToDo: 'bookAndPay',
});
const settlement = operation('shopOrder', 'dailySettlement', {
	...deposit,
	orders: [
		shopifyOrder(),
		{
			...shopifyRefund(),
			created_at: '2026-11-03T12:00:00+01:00',
			processed_at: '2026-11-03T12:00:00+01:00',
		},
	] as never,
	day: '2026-11-03',
	whatToDo: 'book',
});

const row = { object: 'balance_transaction', currency: 'dkk', available_on: 1_793_836_800 };
const payout = operation('shopOrder', 'settlePayout', {
	payout: {
		object: 'list',
		has_more: false,
		data: [
			{ ...row, id: 't1', type: 'payout', source: 'po_1', amount: -97_500, fee: 0, net: -97_500 },
			{ ...row, id: 't2', type: 'charge', source: 'ch_1', amount: 100_000, fee: 2_500, net: 97_500 },
		],
	} as never,
	depositAccountNumber: picked('55040'),
	bankAccountNumber: picked('55000'),
	feeAccountNumber: picked('7420'),
	whatToDo: 'book',
});

/** The books as they matter to their owner: no guids of the server's own making, no times. */
function books() {
	const organization = engine.dinero.world.organizations.get(organizationId)!;
	const documents = [...organization.invoices.values(), ...organization.creditNotes.values()].map(
		(document) => {
			const figures = figuresOfDocument(organization, document);
			return { ...figures, payments: figures.payments.map((payment) => ({ ...payment, guid: undefined })) };
		},
	);
	const vouchers = [...organization.manualVouchers.values()]
		.filter((voucher) => !voucher.deletedAt)
		.map(({ number, status, date, lines, externalReference }) => ({
			number,
			status,
			date,
			lines,
			externalReference,
		}));
	return { documents, vouchers, files: organization.files.size, ledger: trialBalance(organization) };
}

/** Every request of the path with every fault, then again: what differs from the books without the fault. */
async function walk(parameters: ReturnType<typeof operation>, prepare?: ReturnType<typeof operation>) {
	const begin = async () => {
		engine.reset();
		if (prepare !== undefined) await engine.run(prepare);
		return engine.dinero.calls.length;
	};
	const before = await begin();
	const first = await engine.run(parameters);
	expect(first.error && `${first.error.message} ${String(first.error.description)}`).toBeUndefined();
	const expected = books();
	const earlier = engine.dinero.calls.slice(0, before).map((call) => call.operationId ?? '');
	const calls = engine.dinero.calls.slice(before).map((call) => call.operationId ?? '');

	const different: string[] = [];
	let walked = 0;
	for (const [index, operationId] of calls.entries()) {
		const nth = [...earlier, ...calls.slice(0, index + 1)].filter((one) => one === operationId).length;
		const nthOfRun = calls.slice(0, index + 1).filter((one) => one === operationId).length;
		for (const [name, fault] of Object.entries(faults)) {
			// Only a document has a timestamp: a request that is about none cannot meet a newer version of it.
			if (fault.effect === 'staleTimestamp' && !/guid_(book|payments)$/.test(operationId)) continue;
			// To the client, a reading that is never answered is the same as one that was cut.
			if (/^time-out/.test(name) && operationId.startsWith('get_')) continue;
			await begin();
			const rule = engine.dinero.addFault({ ...fault, match: { operationId, nth: nthOfRun, times: 1 } });
			if (/^time-out/.test(name)) patience.giveUpAfter(index);
			const disturbed = await engine.run(parameters);
			const where = `${operationId} (${nth}), ${name}`;
			if (patience.isUnused) different.push(`${where}: no request was given up`);
			if (rule.consumed !== 1) different.push(`${where}: the fault met ${rule.consumed} requests`);
			const again = await engine.run(parameters);
			walked += 1;
			const outcome = String(again.row.outcome ?? again.error?.message);
			if (!/^(credited|settled|alreadyTransferred)$/.test(outcome))
				different.push(`${where}: then ${outcome}`);
			const told = disturbed.error?.message ?? String(disturbed.row.outcome);
			try {
				expect(books()).toEqual(expected);
				expect(checkInvariants(engine.dinero.world)).toEqual([]);
			} catch (difference) {
				different.push(`${where} (first: ${told}): ${(difference as Error).message.slice(0, 600)}`);
			}
		}
	}
	return { calls, expected, different, walked };
}

test('Create Credit Note: every request with every fault, then run again: the books as without it', async () => {
	const { calls, expected, different, walked } = await walk(creditNote, order);
	expect(expected.documents).toHaveLength(2);
	expect(calls.length).toBeGreaterThanOrEqual(9);
	expect(different).toEqual([]);
	expect(walked).toBeGreaterThanOrEqual(calls.length * 7);
}, 300_000);

test('Daily Settlement: every request with every fault, then run again: the books as without it', async () => {
	const { calls, expected, different, walked } = await walk(settlement);
	expect(expected.vouchers).toMatchObject([{ status: 'Booked' }]);
	expect(calls.length).toBeGreaterThanOrEqual(11);
	expect(different).toEqual([]);
	expect(walked).toBeGreaterThanOrEqual(calls.length * 7);
}, 300_000);

test('Settle Payout: every request with every fault, then run again: the books as without it', async () => {
	const { calls, expected, different, walked } = await walk(payout);
	expect(expected.vouchers).toMatchObject([
		{ status: 'Booked', externalReference: 'stripe:stripe.com:payout:po_1' },
	]);
	expect(calls.length).toBeGreaterThanOrEqual(11);
	expect(different).toEqual([]);
	expect(walked).toBeGreaterThanOrEqual(calls.length * 7);
}, 300_000);
