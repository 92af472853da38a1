import { departures } from '../contract/validator';
import { figuresOfContact, figuresOfDocument, trialBalance } from '../../sandbox/dinero/http/figures.mts';
import { checkInvariants } from '../../sandbox/dinero/books/invariants.mts';
import { everyFault } from './everyFault';
import { operation } from './given';
import { Engine, organizationId, picked } from './harness';
import { Patience } from './patience';
import { shopifyOrder } from './shopifyOrder';

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

const faults = everyFault(900);

let engine: Engine;
let patience: Patience;
beforeAll(async () => {
	engine = await Engine.start();
	patience = new Patience(engine);
}, 60_000);
afterAll(async () => await engine.close());

const parameters = operation('shopOrder', 'createInvoice', {
	order: shopifyOrder() as never,
	depositAccountNumber: picked('55000'),
	whatToDo: 'bookAndPay',
	options: {
		accounts: { account: [{ case: 'domesticShipping', accountNumber: picked('1350') }] },
		sendByEmail: true,
	},
});

/** The books as they matter to their owner: no guids of the server's own making, no times. */
function books() {
	const organization = engine.dinero.world.organizations.get(organizationId);
	if (!organization) throw new Error('The local Dinero has lost its organization.');
	const document = (figures: ReturnType<typeof figuresOfDocument>) => ({
		...figures,
		payments: figures.payments.map((payment) => ({ ...payment, guid: undefined })),
	});
	return {
		contacts: [...organization.contacts.values()].map(figuresOfContact),
		invoices: [...organization.invoices.values()].map((each) =>
			document(figuresOfDocument(organization, each)),
		),
		creditNotes: organization.creditNotes.size,
		ledger: trialBalance(organization),
		mails: engine.dinero.world.outbox.length,
	};
}

/** The requests of one undisturbed run, in order. */
async function undisturbed() {
	engine.reset();
	const { row, error } = await engine.run(parameters);
	expect(error).toBeUndefined();
	expect(row).toMatchObject({ outcome: 'invoiced', furthestStep: 'sent' });
	return engine.dinero.calls.map((call) => ({ ...call }));
}

test('every request of the path, with every fault, then run again: the books as without it', async () => {
	const calls = await undisturbed();
	const expected = books();
	expect(expected.invoices).toHaveLength(1);
	expect(expected.invoices[0].payments).toHaveLength(1);
	expect(expected.contacts).toHaveLength(1);
	expect(calls.length).toBeGreaterThanOrEqual(8);

	const seen = new Map<string, number>();
	const different: string[] = [];
	let walked = 0;
	for (const [index, call] of calls.entries()) {
		const operationId = call.operationId ?? '';
		const nth = (seen.get(operationId) ?? 0) + 1;
		seen.set(operationId, nth);
		for (const [name, fault] of Object.entries(faults)) {
			// Only a document has a timestamp: a request that is about none cannot meet a newer version of it.
			if (fault.effect === 'staleTimestamp' && !/invoices_guid_(book|payments|email)/.test(operationId))
				continue;
			engine.reset();
			const rule = engine.dinero.addFault({ ...fault, match: { operationId, nth, times: 1 } });
			// Settings are read several at once, so that no one of them can be given up; the server cuts those off.
			const givesUp = /^time-out/.test(name) && call.method !== 'GET';
			if (givesUp) patience.giveUpAfter(index);
			const disturbed = await engine.run(parameters);
			if (givesUp && patience.isUnused) different.push(`${operationId}, ${name}: no request was given up`);
			if (rule.consumed !== 1)
				different.push(`${operationId}, ${name}: the fault met ${rule.consumed} requests`);
			const again = await engine.run(parameters);
			walked += 1;
			const outcome = String(again.row.outcome ?? again.error?.message);
			if (!/^(invoiced|alreadyTransferred)$/.test(outcome))
				different.push(`${operationId}, ${name}: then ${outcome}`);
			const first = disturbed.error?.message ?? String(disturbed.row.outcome);
			try {
				expect(books()).toEqual(expected);
				expect(checkInvariants(engine.dinero.world)).toEqual([]);
			} catch (difference) {
				different.push(
					`${operationId}, ${name} (first: ${first}): ${(difference as Error).message.slice(0, 600)}`,
				);
			}
		}
	}
	expect(different).toEqual([]);
	expect(walked).toBeGreaterThan(calls.length * 9 - 1);
}, 240_000);

test('each request of the path keeps to the contract, and a misspelt field would be seen', async () => {
	const calls = (await undisturbed()).filter((call) => call.operationId?.startsWith('signIn.') !== true);
	expect(calls.flatMap((call) => departures(call))).toEqual([]);

	const booking = calls.find((call) => call.operationId?.endsWith('_book'));
	const misspelt = { ...booking, body: { TimeStamp: 'x', Number: 1 } } as (typeof calls)[number];
	expect(departures(misspelt).join()).toMatch(/Timestamp/);
	const create = calls.find((call) => call.operationId === 'post_v1_organizationId_invoices');
	const text = JSON.stringify(create?.body);
	for (const name of [
		'ProductLines',
		'AccountNumber',
		'BaseAmountValue',
		'ShowLinesInclVat',
		'ContactGuid',
	]) {
		const body: unknown = JSON.parse(text.replace(`"${name}"`, `"${name}s"`));
		expect(departures({ ...create, body } as (typeof calls)[number])).not.toEqual([]);
	}
});
