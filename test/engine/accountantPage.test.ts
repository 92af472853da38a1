import { presets } from '../../orders';
import { checkInvariants } from '../../sandbox/dinero/books/invariants.mts';
import type { Entry } from '../../sandbox/dinero/books/ledger.mts';
import { expectWritten } from '../docs/written';
import { accountantCases, type AccountantCase } from './accountantCases';
import { operation } from './given';
import { Engine, organizationId, picked } from './harness';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start({ start: '2026-11-20T10:00:00Z', switches: { fileVisibleAfter: 0 } });
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => await engine.close());

const organization = () => engine.dinero.world.organizations.get(organizationId)!;
const amount = (minor: number) => (minor / 100).toFixed(2);

/** What one voucher posted, summed by account and VAT code, as rows of a table. */
function rowsOf(entries: Entry[]): string[] {
	const sums = new Map<string, number>();
	for (const { accountNumber, vatCode, amount: minor } of entries) {
		const key = `${accountNumber}|${vatCode ?? ''}`;
		sums.set(key, (sums.get(key) ?? 0) + minor);
	}
	return [...sums]
		.filter(([, minor]) => minor !== 0)
		.sort(([a], [b]) => Number(a.split('|')[0]) - Number(b.split('|')[0]))
		.map(([key, minor]) => {
			const [number, vatCode] = key.split('|');
			const { name } = organization().accounts.get(Number(number))!;
			const sides = minor > 0 ? `${amount(minor)} | ` : ` | ${amount(-minor)}`;
			return `| ${number} ${name} | ${vatCode} | ${sides} |`;
		});
}

/** A company keeps an account for each payment provider, and one on which gift cards are settled. */
const depositAccounts = [
	{ number: 55010, name: 'Kortbetalinger, mellemregning' },
	{ number: 55020, name: 'Gavekort, mellemregning' },
];

/** Runs the case through the node and tells what stands in the books. */
async function told({ title, text, documents, settings = {}, settled }: AccountantCase): Promise<string[]> {
	const merged = {
		...presets.danish,
		...settings,
		accounts: { ...presets.danish.accounts, ...settings.accounts },
	};
	for (const account of depositAccounts) {
		await engine.run(
			operation('account', 'createDeposit', { organizationId: picked(organizationId), ...account }),
		);
	}
	const common = {
		...{ organizationId: picked(organizationId), shop: 'other' },
		depositAccountNumber: picked('55010'),
		options: { settingsJson: JSON.stringify(merged) },
	};
	for (const document of settled ? [documents] : documents) {
		const name = settled ? 'dailySettlement' : 'refundOf' in document ? 'createCreditNote' : 'createInvoice';
		const field = { dailySettlement: 'orders', createCreditNote: 'refund', createInvoice: 'order' }[name];
		const whatToDo = settled ? 'book' : 'bookAndPay';
		const ran = await engine.run(
			operation('shopOrder', name, { ...common, whatToDo, [field]: JSON.stringify(document) }),
		);
		expect([title, ran.error?.message, ran.error?.description]).toEqual([title, undefined, undefined]);
		expect(['invoiced', 'credited', 'settled']).toContain(ran.row.outcome);
	}
	expect(checkInvariants(engine.dinero.world)).toEqual([]);
	const kinds: Record<string, Entry[]> = {};
	for (const entry of organization().ledger.entries) (kinds[`${entry.voucherGuid}`] ??= []).push(entry);
	const vouchers = Object.values(kinds).flatMap((entries) => [
		`| **${entries[0].description}** | | | |`,
		...rowsOf(entries),
	]);
	return [
		`### ${title}`,
		'',
		text,
		'',
		'| Account | VAT code | Debit | Credit |',
		'|---|---|---:|---:|',
		...vouchers,
		'',
	];
}

test('docs/accountant.md shows what is really posted; npm run docs:pages writes it anew', async () => {
	const lines: string[] = [];
	for (const one of accountantCases) {
		engine.reset();
		lines.push(...(await told(one)));
	}
	expectWritten('accountant.md', 'cases', lines.slice(0, -1));
}, 60_000);
