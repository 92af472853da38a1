import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Workflow } from '../../../sandbox/n8n/client.mts';
import { organizationId } from '../../../sandbox/runner/settings.mts';
import { playGoogleSheets, sheetRows, type Sheets } from './googleSheets.mts';
import type { ExampleWorld, Fields, Handed, Ran } from './world.mts';

const file = 'sync-for-dashboards.json';
const lists = [
	'contacts',
	'deposit accounts',
	'entry accounts',
	'entries',
	'invoices',
	'products',
	'sales',
	'trade offers',
];

/** Sales, debtors, two deposit accounts, VAT. */
const chart = [1000, 53000, 55000, 55040, 64000];

/** With the spreadsheet chosen and its nodes switched on. */
function connectSheet(workflow: Workflow): void {
	for (const node of workflow.nodes) {
		if (node.type !== 'n8n-nodes-base.googleSheets') continue;
		delete node.disabled;
		node.parameters.documentId = { __rl: true, mode: 'id', value: 'sample-spreadsheet' };
	}
}

export function cases(world: () => ExampleWorld): void {
	const dinero = () => world().sandbox.dinero;
	const run = async (handed: Handed = {}): Promise<Ran> => {
		const ran = await world().run(file, handed);
		assert.equal(ran.execution.status, 'success', ran.execution.error?.message);
		return ran;
	};
	const kept = async (list: string) => await world().tableRows<Fields>(`Dinero ${list}`);
	const until = async () => (await world().tableRows<{ until: string }>('Dinero sync'))[0]?.until;
	/** Asks the local Dinero as an integration of its own would. */
	const ask = async <Answer = Fields,>(method: string, path: string, body?: unknown): Promise<Answer> => {
		const answer = await fetch(`${dinero().url}${path}`, {
			method,
			headers: { authorization: `Bearer ${dinero().issueToken()}`, 'content-type': 'application/json' },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
		const said = await answer.text();
		return (said === '' ? {} : JSON.parse(said)) as Answer;
	};
	const makeContact = async (name: string) =>
		await ask<{ ContactGuid: string }>('POST', `/v1/${organizationId}/contacts`, {
			Name: name,
			CountryKey: 'DK',
			IsPerson: false,
			IsMember: false,
			UseCvr: false,
		});
	const line = {
		BaseAmountValue: 100,
		Quantity: 1,
		AccountNumber: 1000,
		Discount: 0,
		Unit: 'parts',
		LineType: 'Product',
	};
	/** As long ago that a later run does not look back to it. */
	const hours = 3600_000;
	let made: { contact: string; product: string; invoice: string };

	it('the first run brings every list, and remembers when it began', async () => {
		const { accounts, ledger } = dinero().world.organizations.get(organizationId)!;
		// A small chart of accounts does, and each row takes its time.
		for (const number of accounts.keys()) if (!chart.includes(number)) accounts.delete(number);
		dinero().world.clock.move(-5 * hours);
		const { ContactGuid } = await makeContact('Nordlys');
		const { ProductGuid } = await ask<{ ProductGuid: string }>('POST', `/v1/${organizationId}/products`, {
			Name: 'Kaffekop',
			BaseAmountValue: 80,
			Quantity: 1,
			AccountNumber: 1000,
			Unit: 'parts',
		});
		const invoice = await ask<{ Guid: string; TimeStamp: string }>('POST', `/v1/${organizationId}/invoices`, {
			ContactGuid,
			ProductLines: [{ ...line, Description: 'Kaffekop' }],
		});
		await ask('POST', `/v1/${organizationId}/invoices/${invoice.Guid}/book`, {
			Timestamp: invoice.TimeStamp,
		});
		await ask('POST', `/v1/${organizationId}/tradeoffers`, {
			ContactGuid,
			ProductLines: [{ ...line, Description: 'Tilbud' }],
		});
		made = { contact: ContactGuid, product: ProductGuid, invoice: invoice.Guid };
		dinero().world.clock.move(5 * hours);

		await run();
		const counts = Object.fromEntries(
			await Promise.all(lists.map(async (list) => [list, (await kept(list)).length] as const)),
		);
		assert.deepEqual(
			[
				counts.contacts,
				counts.entries,
				counts.invoices,
				counts.products,
				counts.sales,
				counts['trade offers'],
			],
			[1, ledger.entries.length, 1, 1, 1, 1],
		);
		assert.deepEqual([counts['deposit accounts'], counts['entry accounts']], [2, chart.length]);
		assert.ok(counts.entries > 1);
		const [row] = await kept('invoices');
		assert.deepEqual(
			[row.guid, row.status, row.totalInclVat, row.totalInclVatInDkk, row.contact, row.deletedAt],
			[made.invoice, 'Booked', 125, 125, 'Nordlys', ''],
		);
		const entries = await kept('entries');
		assert.equal(
			entries.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0),
			0,
		);
		assert.ok(entries.every(({ accountingYear, date }) => accountingYear === String(date).slice(0, 4)));
		assert.ok(await until());
		assert.deepEqual(world().mails, []);
	});

	it('the next run asks for changes only, and writes nothing when there are none', async () => {
		const before = await Promise.all(lists.map(kept));
		const asked = dinero().calls.length;
		const last = await until();
		const { execution } = await run();
		assert.deepEqual(await Promise.all(lists.map(kept)), before);
		for (const list of lists) assert.equal(execution.runs[`Keep the ${list}`], undefined, list);
		assert.notEqual(await until(), last);
		const calls = dinero().calls.slice(asked);
		assert.equal(calls.length, 15);
		assert.ok(calls.every(({ method }) => method === 'GET'));
		const since = new Date(Date.parse(last) - hours / 4).toISOString().slice(0, 16);
		const sinceThen = calls.filter(({ query }) =>
			String(query.changesSince ?? query.changesFrom).startsWith(since),
		);
		assert.equal(sinceThen.length, 11);
	});

	it('what changed, was paid or was deleted comes, whether Dinero counts a payment as a change or not', async () => {
		dinero().set({ updatedAtMovesOnPayment: false });
		await ask('PUT', `/v2/${organizationId}/contacts/${made.contact}`, {
			Name: 'Nordlys ApS',
			CountryKey: 'DK',
			IsPerson: false,
			IsMember: false,
			UseCvr: false,
		});
		await ask('DELETE', `/v1/${organizationId}/products/${made.product}`);
		const { TimeStamp } = await ask<{ TimeStamp: string }>(
			'GET',
			`/v1/${organizationId}/invoices/${made.invoice}`,
		);
		await ask('POST', `/v1/${organizationId}/invoices/${made.invoice}/payments`, {
			Timestamp: TimeStamp,
			RemainderIsFee: false,
			Amount: 125,
			DepositAccountNumber: 55000,
			PaymentDate: dinero().world.clock.today(),
			Description: 'Betalt',
		});
		const before = await kept('entries');
		await run();
		assert.deepEqual(
			(await kept('contacts')).map(({ guid, name }) => [guid, name]),
			[[made.contact, 'Nordlys ApS']],
		);
		const [product, ...products] = await kept('products');
		assert.deepEqual([product.name, products.length], ['Kaffekop', 0]);
		assert.match(String(product.deletedAt), /^\d{4}-\d\d-\d\d/);
		assert.deepEqual(
			(await kept('invoices')).map(({ guid, status }) => [guid, status]),
			[[made.invoice, 'Paid']],
		);
		const entries = await kept('entries');
		assert.ok(entries.length > before.length);
		assert.equal(new Set(entries.map(({ guid }) => guid)).size, entries.length);
	});

	it('a list that Dinero does not give: the others come, a person is told once, the time stays', async () => {
		const last = await until();
		await makeContact('Fjordlys');
		for (const operationId of ['get_v1_organizationId_sales', 'get_v1_organizationId_tradeoffers'])
			dinero().addFault({
				match: { operationId },
				effect: 'status',
				status: 403,
				body: { code: 41, message: 'No access' },
			});
		await run();
		const [mail, ...more] = world().mails;
		assert.deepEqual(more, []);
		assert.equal(mail.subject, 'Dinero: not everything came into the tables');
		assert.match(mail.text, /access/i);
		assert.doesNotMatch(mail.text, /undefined|\[object/);
		assert.equal((await kept('contacts')).length, 2);
		assert.equal(await until(), last);
		await run();
		assert.notEqual(await until(), last);
		assert.equal(world().mails.length, 1);
	});

	it('into Google Sheets as well: each change once, in the columns that the sheet has', async () => {
		const sheets: Sheets = Object.fromEntries(
			lists.map((list) => [
				`Dinero ${list}`,
				[/accounts$/.test(list) ? ['number', 'name'] : ['guid', 'deletedAt']],
			]),
		);
		sheets['Dinero contacts'] = [
			['guid', 'name', 'country'],
			[made.contact, 'An old name', 'DK'],
		];
		playGoogleSheets(world().host('sheets.googleapis.com'), sheets);
		await run({ change: connectSheet });
		const contacts = sheetRows(sheets['Dinero contacts']);
		assert.deepEqual(contacts.map(({ name, country }) => [name, country]).sort(), [
			['Fjordlys', 'DK'],
			['Nordlys ApS', 'DK'],
		]);
		assert.equal(sheets['Dinero entry accounts'].length, 1);
		assert.deepEqual(world().mails, []);
	});

	it('a sheet that does not answer: told, the data tables have it, the next run brings all of it', async () => {
		const last = await until();
		await makeContact('Havblik');
		const { Guid } = await ask<{ Guid: string }>('POST', `/v1/${organizationId}/invoices`, {
			ContactGuid: made.contact,
			ProductLines: [{ ...line, Description: 'Kaffekande' }],
		});
		const google = world().host('sheets.googleapis.com');
		playGoogleSheets(google, {});
		await run({ change: connectSheet });
		assert.equal(world().mails.length, 1);
		assert.deepEqual([(await kept('contacts')).length, (await kept('invoices')).length], [3, 2]);
		assert.equal(await until(), last);

		const sheets: Sheets = Object.fromEntries(
			lists.map((list) => [`Dinero ${list}`, [['guid', 'number', 'name']]]),
		);
		playGoogleSheets(google, sheets);
		await run({ change: connectSheet });
		assert.equal(world().mails.length, 1);
		const names = sheetRows(sheets['Dinero contacts']).map(({ name }) => name);
		assert.ok(names.includes('Havblik'));
		assert.ok(sheetRows(sheets['Dinero invoices']).some(({ guid }) => guid === Guid));
		assert.equal(sheets['Dinero entry accounts'].length, 1 + chart.length);
		assert.notEqual(await until(), last);
	});
}
