import fc from 'fast-check';
import { contractOperations } from '../../../sandbox/dinero/http/contract.mts';
import { DineroRefusal } from '../../../sandbox/dinero/operations/call.mts';
import { operations } from '../../../sandbox/dinero/operations/index.mts';
import { switchTable } from '../../../sandbox/dinero/books/switches.mts';
import { World } from '../../../sandbox/dinero/books/world.mts';
import { Books, document, line } from './harness';

/** One step of a walk: which operation, and numbers that its parameters are drawn with. */
interface Step {
	kind: number;
	pick: number;
	amount: number;
	flag: boolean;
}

const currencies = ['DKK', 'DKK', 'EUR', 'USD'];
const salesAccounts = [1000, 1050, 1100, 1255, 1350, 2000];

/** Takes a step; a refusal is a fine answer, a broken invariant or a fault of the sandbox's own is not. */
function take(books: Books, { kind, pick, amount, flag }: Step): string {
	const { organization } = books;
	const choose = <Item>(items: Iterable<Item>): Item | undefined => {
		const all = [...items];
		return all[pick % Math.max(1, all.length)];
	};
	const invoices = [...organization.invoices.values()];
	// Mostly a booked one, since most operations need it.
	const invoice = choose(pick % 4 ? invoices.filter(({ status }) => status === 'Booked') : invoices);
	const draft =
		choose(
			invoices.filter(({ status, deletedAt }) => status === 'Draft' && (!deletedAt || pick % 6 === 0)),
		) ?? invoice;
	const creditNote = choose(organization.creditNotes.values());
	const reminderId = String(invoice?.reminders.at(-1)?.id ?? 1);
	const purchase = choose([...organization.purchases.values(), ...organization.purchaseCreditNotes.values()]);
	const purchaseNote = choose(organization.purchaseCreditNotes.values());
	const contact = choose(organization.contacts.values());
	const stale = pick % 17 === 0;
	const version = (stamp: string | undefined) => (stale ? '0000000000000001' : (stamp ?? 'x'));
	const lines = Array.from({ length: 1 + (pick % 3) }, (_, index) =>
		line((amount + index) / 100, {
			Quantity: pick % 5 ? 1 : 2.5,
			Discount: pick % 4 ? 0 : 12.5,
			AccountNumber: salesAccounts[(pick + index) % 6],
		}),
	);
	const body = document({
		ContactGuid: contact?.guid,
		ProductLines: lines,
		ShowLinesInclVat: flag,
		Currency: currencies[pick % 4],
		Date: `2026-0${1 + (pick % 6)}-10`,
		Guid: pick % 11 ? undefined : invoice?.guid,
	});
	const payment = (document: { timeStamp: string; currency: string } | undefined) => ({
		Timestamp: version(document?.timeStamp),
		DepositAccountNumber: pick % 7 ? 55120 : 1000,
		RemainderIsFee: pick % 3 === 0,
		Description: 'Paid',
		Amount: amount / 100,
		...(document &&
			document.currency !== 'DKK' && { AmountInForeignCurrency: Math.trunc(amount / 7.4) / 100 }),
	});
	const purchaseBody = {
		PurchaseType: flag ? 'credit' : 'cash',
		VoucherDate: '2026-04-10',
		Lines: [{ Amount: amount / 100, AccountNumber: [7300, 2050, 4140, 7220][pick % 4] }],
		...(flag
			? { ContactGuid: contact?.guid, PaymentDate: '2026-05-10', CurrencyKey: currencies[pick % 4] }
			: { DepositAccountNumber: 55000 }),
	};
	const steps: Array<[string, object]> = [
		[
			'post_v1_organizationId_contacts',
			{ body: { Name: `C${pick}`, CountryKey: 'DK', IsPerson: flag, IsMember: false, UseCvr: false } },
		],
		['post_v1_organizationId_invoices', { body }],
		[
			'post_v1_organizationId_invoices_guid_book',
			{
				path: { guid: draft?.guid ?? 'x' },
				body: { Timestamp: version(draft?.timeStamp), Number: pick % 13 ? null : pick },
			},
		],
		[
			'post_v1_organizationId_invoices_guid_payments',
			{ path: { guid: invoice?.guid ?? 'x' }, body: payment(invoice) },
		],
		[
			'delete_v1_organizationId_invoices_guid_payments_paymentGuid',
			{
				path: {
					guid: invoice?.guid ?? 'x',
					paymentGuid: choose(invoice?.claim?.payments ?? [])?.guid ?? 'x',
				},
				body: { Timestamp: version(invoice?.timeStamp) },
			},
		],
		['post_v1_organizationId_invoices_guid_generate_creditnote', { path: { guid: invoice?.guid ?? 'x' } }],
		[
			'post_v1_organizationId_sales_creditnotes',
			{
				body: {
					...body,
					CreditNoteFor: flag ? invoice?.guid : null,
					Currency: flag ? invoice?.currency : 'DKK',
				},
			},
		],
		[
			'post_v1_organizationId_sales_creditnotes_guid_book',
			{ path: { guid: creditNote?.guid ?? 'x' }, body: { Timestamp: version(creditNote?.timeStamp) } },
		],
		[
			'post_v1_organizationId_sales_creditnotes_guid_payments',
			{ path: { guid: creditNote?.guid ?? 'x' }, body: payment(creditNote) },
		],
		[
			'put_v1_2_organizationId_invoices_guid',
			{
				path: { guid: draft?.guid ?? 'x' },
				body: { ...body, Guid: undefined, Timestamp: version(draft?.timeStamp) },
			},
		],
		['delete_v1_organizationId_invoices_guid', { path: { guid: draft?.guid ?? 'x' } }],
		['delete_v1_organizationId_sales_creditnotes_guid', { path: { guid: creditNote?.guid ?? 'x' } }],
		['post_v1_2_organizationId_vouchers_purchase', { body: purchaseBody }],
		[
			'post_v1_organizationId_vouchers_purchase_guid_book',
			{ path: { guid: purchase?.guid ?? 'x' }, body: { Timestamp: version(purchase?.timeStamp) } },
		],
		[
			'post_v1_organizationId_vouchers_purchase_guid_generate_creditnote',
			{ path: { guid: purchase?.guid ?? 'x' }, body: { Timestamp: {} } },
		],
		[
			'post_v1_organizationId_vouchers_purchase_creditnotes_guid_book',
			{ path: { guid: purchaseNote?.guid ?? 'x' }, body: { Timestamp: version(purchaseNote?.timeStamp) } },
		],
		[
			'post_v1_organizationId_purchase_vouchers_id_payments',
			{ path: { id: purchase?.guid ?? 'x' }, body: payment(purchase) },
		],
		['delete_v1_organizationId_vouchers_purchase_guid', { path: { guid: purchase?.guid ?? 'x' } }],
		[
			'post_v1_2_organizationId_ledgeritems',
			{
				body: [
					{
						VoucherDate: '2026-05-05',
						Lines: [
							{
								Amount: amount / 100,
								BalancingAccountNumber: 55000,
								...(flag
									? { IsPaymentForVoucherId: invoice?.guid }
									: { AccountNumber: [7300, 1000, 53000][pick % 3] }),
							},
						],
					},
				],
			},
		],
		['post_v1_organizationId_ledgeritems_book', { body: [{ Id: choose(organization.ledgerItems.keys()) }] }],
		[
			'post_v1_organizationId_vouchers_manuel',
			{
				body: {
					Lines: [
						{
							Amount: amount / 100,
							AccountNumber: 55000,
							BalancingAccountNumber: [1000, 7300, 63000][pick % 3],
						},
					],
				},
			},
		],
		[
			'post_v1_organizationId_vouchers_manuel_guid_book',
			{
				path: { guid: choose(organization.manualVouchers.keys()) ?? 'x' },
				body: { Timestamp: version(choose(organization.manualVouchers.values())?.timeStamp) },
			},
		],
		[
			'delete_v1_organizationId_vouchers_manuel_guid',
			{
				path: { guid: choose(organization.manualVouchers.keys()) ?? 'x' },
				body: { Timestamp: version(choose(organization.manualVouchers.values())?.timeStamp) },
			},
		],
		[
			'post_v1_organizationId_invoices_voucherGuid_reminders',
			{
				path: { voucherGuid: invoice?.guid ?? 'x' },
				body: {
					Date: books.world.clock.today(),
					WithDebtCollectionWarning: flag,
					WithFee: true,
					WithInterestFee: flag,
					WithCompensationFee: pick % 2 === 0,
					Timestamp: version(invoice?.timeStamp),
				},
			},
		],
		[
			'post_v1_organizationId_invoices_voucherGuid_reminders_id_book',
			{
				path: { voucherGuid: invoice?.guid ?? 'x', id: reminderId },
				body: { Timestamp: version(invoice?.timeStamp) },
			},
		],
		[
			'delete_v1_organizationId_invoices_voucherGuid_reminders_id',
			{
				path: { voucherGuid: invoice?.guid ?? 'x', id: reminderId },
				body: { Timestamp: version(invoice?.timeStamp) },
			},
		],
		['delete_v1_organizationId_contacts_guid', { path: { guid: pick % 5 ? 'x' : (contact?.guid ?? 'x') } }],
		[
			'post_v1_organizationId_invoices_guid_email',
			{ path: { guid: invoice?.guid ?? 'x' }, body: { Receiver: 'a@b.example' } },
		],
		[
			'get_v1_organizationId_sales',
			{ query: { pageSize: 1 + (pick % 20), fields: 'Guid,Status,TotalInclVatInDkk,UpdatedAt' } },
		],
		['get_v1_organizationId_accountingYear_reports_saldo', { path: { accountingYear: '2026' } }],
	];
	if (pick % 9 === 0) books.world.clock.move(86400000 * (pick % 4));
	const [operationId, asked] = steps[kind % steps.length];
	let failure: unknown;
	try {
		books.answer(operationId, asked);
		return `${operationId} done`;
	} catch (error) {
		failure = error;
	}
	if (!(failure instanceof DineroRefusal)) throw failure;
	return `${operationId} ${failure.status} ${failure.code}`;
}

/** Books with a person, a company and four booked invoices, two of them overdue, so that a walk gets somewhere. */
function started(options: ConstructorParameters<typeof Books>[0]): Books {
	const books = new Books(options);
	const company = books.contact({ Name: 'Firma ApS', IsPerson: false });
	books.booked({ Date: '2026-02-01' });
	books.booked({ ContactGuid: company, Date: '2026-03-01' });
	books.booked({ ContactGuid: company, Currency: 'EUR' });
	books.booked();
	return books;
}

const step: fc.Arbitrary<Step> = fc.record({
	kind: fc.nat(10000),
	pick: fc.nat(500),
	amount: fc.integer({ min: -20000, max: 200000 }),
	flag: fc.boolean(),
});

const switches = fc.record({
	rounding: fc.constantFrom(...switchTable.rounding.values),
	numberSeries: fc.constantFrom(...switchTable.numberSeries.values),
	negativeLines: fc.constantFrom(...switchTable.negativeLines.values),
	numberAfterForced: fc.constantFrom(...switchTable.numberAfterForced.values),
});

describe('a random walk', () => {
	test('keeps the invariants and the contract, whatever is done in whatever order', () => {
		const seen = new Map<string, number>();
		fc.assert(
			fc.property(fc.array(step, { minLength: 40, maxLength: 90 }), switches, (steps, given) => {
				const books = started({ switches: given });
				for (const each of steps) {
					const outcome = take(books, each);
					seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
				}
			}),
			{ numRuns: 120 },
		);
		expect([...seen.values()].reduce((sum, times) => sum + times, 0)).toBeGreaterThan(4000);
		// Every operation must have succeeded at least once, else the walk proves little.
		const never = [...new Set([...seen.keys()].map((outcome) => outcome.split(' ')[0]))].filter(
			(operation) => !seen.has(`${operation} done`),
		);
		expect(never).toEqual([]);
	}, 120000);

	test('is repeatable: the same seed and steps give the same books, and a snapshot goes on as the original', () => {
		fc.assert(
			fc.property(
				fc.array(step, { minLength: 20, maxLength: 40 }),
				fc.array(step, { minLength: 5, maxLength: 10 }),
				(steps, later) => {
					const [one, other] = [started({ seed: 7 }), started({ seed: 7 })];
					for (const each of steps) expect(take(one, each)).toBe(take(other, each));
					expect(JSON.stringify(other.world)).toBe(JSON.stringify(one.world));
					const restored = new Books();
					restored.world.restore(one.world.toJSON());
					for (const each of later) expect(take(restored, each)).toBe(take(one, each));
					expect(JSON.stringify(restored.world)).toBe(JSON.stringify(one.world));
				},
			),
			{ numRuns: 15 },
		);
	}, 60000);
});

describe('a snapshot', () => {
	test('is a copy: later changes do not reach it', () => {
		const books = new Books();
		books.booked();
		const snapshot = JSON.stringify(books.world);
		const copy = World.fromJSON(books.world.toJSON());
		books.booked();
		expect(JSON.stringify(copy)).toBe(snapshot);
	});
});

describe('the contract', () => {
	test('has an operation for each of its operations, and none besides', () => {
		const wanted = contractOperations.map(({ operationId }) => operationId).sort();
		expect(Object.keys(operations).sort()).toEqual(wanted);
		expect(wanted).toHaveLength(136);
	});
});
