import fc from 'fast-check';

import { checkInvariants } from '../../../sandbox/dinero/books/invariants.mts';
import type { FaultEffect } from '../../../sandbox/dinero/http/faults.mts';
import { otherWriterDeeds } from '../../../sandbox/dinero/http/otherWriter.mts';
import type { RunningDinero } from '../../../sandbox/dinero/start.mts';
import { organizationWithPro as organization, send, startQuietly } from './support';

/** One request of a walk: what is asked, and a number that chooses whom it is about. */
interface Step {
	kind: number;
	pick: number;
	amount: number;
}

const faults: Array<{ effect: FaultEffect; status?: number; milliseconds?: number }> = [
	{ effect: 'cutBefore' },
	{ effect: 'cutAfter' },
	{ effect: 'brokenJson' },
	{ effect: 'emptyServerError' },
	{ effect: 'emptyServerErrorAfter' },
	{ effect: 'tooMany' },
	{ effect: 'staleTimestamp' },
	{ effect: 'expiredToken' },
	{ effect: 'brownout' },
	{ effect: 'html404' },
	{ effect: 'status', status: 503 },
	{ effect: 'slow', milliseconds: 1 },
	{ effect: 'hang', milliseconds: 1 },
	{ effect: 'hangAfter', milliseconds: 1 },
];

/** Sends the request of a step; whatever comes back, or nothing, is a fine answer. */
async function take(dinero: RunningDinero, { kind, pick, amount }: Step): Promise<void> {
	const books = dinero.world.organizations.get(organization)!;
	const choose = <Item>(items: Iterable<Item>): Item | undefined => {
		const all = [...items];
		return all[pick % Math.max(1, all.length)];
	};
	const contact = choose(books.contacts.values());
	const invoice = choose(books.invoices.values());
	const creditNote = choose(books.creditNotes.values());
	const nobody = '00000000-0000-4000-8000-000000000000';
	const line = {
		Description: 'x',
		BaseAmountValue: amount / 100,
		Quantity: 1 + (pick % 3),
		AccountNumber: 1000,
		Unit: 'parts',
		Discount: 0,
	};
	const api = `/v1/${organization}`;
	const steering = `/_sandbox/organizations/${organization}/documents`;
	const invoicePath = `${api}/invoices/${invoice?.guid ?? nobody}`;
	const creditNotePath = `${api}/sales/creditnotes/${creditNote?.guid ?? nobody}`;
	const version = { Timestamp: invoice?.timeStamp ?? '0000000000000001' };
	const noteVersion = { Timestamp: creditNote?.timeStamp ?? '0000000000000001' };
	const draft = { ContactGuid: contact?.guid, ShowLinesInclVat: pick % 2 === 0, ProductLines: [line] };
	const payment = {
		DepositAccountNumber: 55120,
		RemainderIsFee: pick % 5 === 0,
		Description: 'p',
		Amount: amount / 100,
	};
	const paid = choose(invoice?.claim?.payments ?? [])?.guid ?? nobody;
	const receiver = { ShouldAddTrustPilotEmailAsBcc: false, Receiver: 'a@example.com' };
	const someone = pick % 7 === 0 ? contact : pick % 2 === 0 ? creditNote : invoice;
	const deed = otherWriterDeeds[amount % otherWriterDeeds.length];
	const customer = { Name: `C ${pick}`, CountryKey: 'DK', IsPerson: true, IsMember: false, UseCvr: false };
	const steps: Array<[method: string, path: string, body?: unknown]> = [
		['POST', `${api}/contacts`, customer],
		['POST', `${api}/invoices`, draft],
		['POST', `${invoicePath}/book`, version],
		['PUT', `/v1.2/${organization}/invoices/${invoice?.guid ?? nobody}`, { ...draft, ...version }],
		['POST', `${invoicePath}/payments`, { ...version, ...payment }],
		['DELETE', `${invoicePath}/payments/${paid}`, version],
		['POST', `${invoicePath}/generate-creditnote`, {}],
		['POST', `${creditNotePath}/book`, noteVersion],
		['POST', `${creditNotePath}/payments`, { ...noteVersion, ...payment }],
		['DELETE', invoicePath, version],
		['GET', `${api}/invoices?fields=Number,Status,UpdatedAt`],
		['GET', `${api}/sales?fields=Number,Status,Type&sort=Status&pageSize=${1 + (pick % 5)}`],
		['GET', invoicePath],
		['GET', `${api}/entries/changes?changesFrom=2026-03-01&changesTo=2026-03-20`],
		['POST', `${invoicePath}/email`, receiver],
		['POST', `${steering}/${someone?.guid ?? nobody}/other-writer`, { deed }],
	];
	const [method, path, body] = steps[kind % steps.length]!;
	const isMet = pick % 3 === 0 && !path.startsWith('/_sandbox');
	const rule = isMet ? dinero.addFault(faults[Math.floor(pick / 3) % faults.length]!) : undefined;
	dinero.world.clock.move(1000 * (amount % 100));
	try {
		await send(dinero.url + path, {
			method,
			headers: {
				authorization: `Bearer ${dinero.issueToken()}`,
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
	} catch {
		// The connection was cut, as some faults do.
	}
	expect(checkInvariants(dinero.world)).toEqual([]);
	if (rule) expect([rule.effect, rule.consumed]).toEqual([rule.effect, 1]);
}

/** A contact, two drafts, and one of them booked: without these a walk gets nowhere for long. */
const opening: Step[] = [0, 1, 2, 1].map((kind) => ({ kind, pick: 1, amount: 12_500 }));

describe('a walk over HTTP, with faults', () => {
	let dinero: RunningDinero;
	let warnings: string[];
	beforeAll(async () => {
		({ dinero, warnings } = await startQuietly({ start: '2026-03-02T10:00:00Z' }));
	});
	afterAll(() => dinero.close());

	const step = fc.record({
		kind: fc.nat(1000),
		pick: fc.nat(10_000),
		amount: fc.integer({ min: 1, max: 50_000 }),
	});

	it('never breaks the rules of the books nor the contract, and gives the same books each time', async () => {
		const effects = new Set<string>();
		const asked = new Set<string>();
		const done = new Set<string>();
		let requests = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 80 }), async (steps) => {
				const books: string[] = [];
				for (let time = 0; time < 2; time++) {
					dinero.reset();
					for (const each of [...opening, ...steps]) await take(dinero, each);
					requests += dinero.calls.length;
					for (const call of dinero.calls) {
						expect([call.crash, call.contractBreach]).toEqual([undefined, undefined]);
						if (call.fault) effects.add(call.fault);
						else expect(call.status).not.toBe(500);
						asked.add(call.operationId!);
						if (call.status === 200 || call.status === 201) done.add(call.operationId!);
					}
					books.push(JSON.stringify(dinero.world));
				}
				expect(books[1]).toBe(books[0]);
			}),
			// A failure is told with its seed at once: making it smaller would take minutes of requests.
			{ numRuns: 40, endOnFailure: true },
		);
		expect(warnings).toEqual([]);
		expect([...effects].sort()).toEqual(faults.map(({ effect }) => effect).sort());
		// What never succeeds proves little.
		expect([...asked].filter((operation) => !done.has(operation))).toEqual([]);
		expect(requests).toBeGreaterThan(2000);
	}, 120_000);
});
