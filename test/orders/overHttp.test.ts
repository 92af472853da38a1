/* eslint-disable no-console */
import { isRefusal, readingOptions, readSettings, readShopDocuments, type Settings } from '../../orders';
import { checkInvariants } from '../../sandbox/dinero/books/invariants.mts';
import { createCreditNote, createInvoice, type TransferOutcome } from '../../transfer';
import { startLocalDinero, type LocalDinero } from '../transfer/localDinero';
import { load, present, settingsOf, table } from './expectedTable';
import { randomBasket, USED } from './generator/basket';
import { Random } from './generator/random';
import { shopifyOrder, shopifyRefunds } from './generator/shopify';
import { stripeInvoice } from './generator/stripe';
import { wooOrder } from './generator/woocommerce';

let local: LocalDinero;
beforeAll(async () => {
	local = await startLocalDinero();
});
afterAll(async () => await local.close());
beforeEach(() => local.reset());

type Answer = Pick<TransferOutcome, 'outcome' | 'reason' | 'invoiceTotal' | 'paidAmount' | 'currency'>;

async function transfer(payload: unknown, settings: Settings): Promise<Answer[]> {
	const answers: Answer[] = [];
	for (const document of readShopDocuments(payload, readingOptions('auto', settings))) {
		if (isRefusal(document)) answers.push({ outcome: document.kind, reason: document } as Answer);
		else if (document.kind === 'order') answers.push(await createInvoice(document, settings, local.port()));
		else answers.push(await createCreditNote(document, settings, local.port()));
	}
	return answers;
}

function documents(): number {
	const organization = local.dinero.world.organizations.get('352100')!;
	return organization.invoices.size + organization.creditNotes.size;
}

const rounding = ['line', 'document', 'net'] as const;

(present ? describe : describe.skip)(
	'payloads of real shops, into a Dinero (skipped where the shared fixtures are not at hand)',
	() => {
		const printed: string[] = [];
		afterAll(() => console.log(printed.join('\n')));

		const rows = rounding.flatMap((way) =>
			(['danish', 'plain'] as const).map((preset) => [way, preset] as const),
		);
		it.each(rows)('rounding per %s, %s', async (way, preset) => {
			for (const [name, expected] of Object.entries(table)) {
				// Books of its own for each payload: two of them happen to name the same order.
				local.reset();
				local.dinero.set({ rounding: way });
				const before = documents();
				const wanted = expected[preset];
				const [answer] = await transfer(load(name), settingsOf(preset));
				const total = answer.invoiceTotal
					? ` ${answer.invoiceTotal} ${answer.currency}, paid ${answer.paidAmount}`
					: '';
				printed.push(
					`${way.padEnd(9)}${preset.padEnd(8)}${name.slice(0, 34).padEnd(36)}${answer.outcome}${total} ${answer.reason?.code ?? ''}`,
				);
				// A refund without its invoice is refused, and may succeed once its order was invoiced.
				const outcome = wanted.outcome === 'refund' ? 'refused' : wanted.outcome;
				expect([name, answer.outcome]).toEqual([name, outcome]);
				if (wanted.total !== undefined) {
					expect([name, answer.invoiceTotal, answer.paidAmount]).toEqual([
						name,
						(wanted.total / 100).toFixed(2),
						(wanted.paid! / 100).toFixed(2),
					]);
					expect(documents()).toBe(before + 1);
					const again = await transfer(load(name), settingsOf(preset));
					expect([name, again[0].outcome]).toEqual([name, 'alreadyTransferred']);
					expect(documents()).toBe(before + 1);
				} else expect(documents()).toBe(before);
				expect(checkInvariants(local.dinero.world)).toEqual([]);
			}
		});
	},
);

describe('random orders, into a Dinero (204 of them with the measured rounding)', () => {
	const settings = (tolerance: string) =>
		readSettings({
			action: 'bookAndPay',
			depositAccount: 55120,
			accounts: { domesticShipping: 1350, rounding: 7380 },
			accountRules: [{ when: { sku: `${USED}*` }, account: 1050 }],
			tolerance,
		}) as Settings;

	it.each(rounding)(
		'rounding per %s: every total is met to the øre, or refused under net; the books balance',
		async (way) => {
			local.dinero.set({ rounding: way });
			let invoiced = 0;
			let refused = 0;
			for (let seed = 1; seed <= (way === 'line' ? 68 : 20); seed += 1) {
				for (const write of [shopifyOrder, wooOrder, stripeInvoice]) {
					const random = new Random(seed + 3_000_000);
					const { payload, truth } = write(randomBasket(random, seed), random);
					const [answer] = await transfer(payload, settings('0'));
					const told = [way, write.name, seed];
					if (truth.total === 0) {
						expect([...told, answer.outcome]).toEqual([...told, 'nothingToDo']);
						continue;
					}
					if (way === 'net' && answer.outcome === 'refused') {
						refused += 1;
						expect([...told, answer.reason?.code]).toEqual([...told, 'totalsDiffer']);
						const [tolerant] = await transfer(payload, settings('0.50'));
						expect([...told, tolerant.outcome]).toEqual([...told, 'invoiced']);
						expect([...told, Number(tolerant.invoiceTotal)]).toEqual([
							...told,
							truth.total / (truth.currency === 'JPY' ? 1 : 100),
						]);
						continue;
					}
					invoiced += 1;
					const places = truth.currency === 'JPY' ? 1 : 100;
					expect([...told, answer.outcome, answer.reason?.message]).toEqual([...told, 'invoiced', undefined]);
					expect([...told, Number(answer.invoiceTotal)]).toEqual([...told, truth.total / places]);
					expect([...told, Number(answer.paidAmount)]).toEqual([...told, truth.paid / places]);
				}
			}
			expect(checkInvariants(local.dinero.world)).toEqual([]);
			expect(invoiced).toBeGreaterThan(way === 'line' ? 150 : 20);
			expect(refused > 0).toBe(way === 'net');
		},
		120_000,
	);

	it('refunds in any order: credit notes equal refunds, and the books balance', async () => {
		for (let seed = 1; seed <= 25; seed += 1) {
			const random = new Random(seed + 4_000_000);
			const basket = randomBasket(random, seed);
			const generated = shopifyOrder(basket, random);
			if (generated.truth.total === 0 || !basket.paid) continue;
			await transfer(generated.payload, settings('0'));
			let credited = 0;
			for (const { payload, amount } of random.shuffle(shopifyRefunds(basket, generated.truth, random))) {
				const [answer] = await transfer(payload, settings('0'));
				expect([seed, answer.outcome, answer.reason?.message]).toEqual([seed, 'credited', undefined]);
				const [again] = await transfer(payload, settings('0'));
				expect([seed, again.outcome]).toEqual([seed, 'alreadyTransferred']);
				credited += amount;
			}
			const organization = local.dinero.world.organizations.get('352100')!;
			const notes = [...organization.creditNotes.values()].filter((note) =>
				note.externalReference?.includes(`:order:${5_000_000_000_000 + basket.number}:`),
			);
			// The local Dinero keeps hundredths in every currency.
			const scale = basket.places === 0 ? 100 : 1;
			expect([seed, notes.reduce((all, note) => all + note.totals.gross, 0)]).toEqual([
				seed,
				credited * scale,
			]);
		}
		expect(checkInvariants(local.dinero.world)).toEqual([]);
	}, 120_000);
});
