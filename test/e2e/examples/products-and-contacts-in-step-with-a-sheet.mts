import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Workflow } from '../../../sandbox/n8n/client.mts';
import { readExample } from '../../../sandbox/runner/example.mts';
import { organizationId } from '../../../sandbox/runner/settings.mts';
import { playGoogleSheets, sheetRows, type Sheets } from './googleSheets.mts';
import type { ExampleWorld, Fields, Ran } from './world.mts';

const file = 'products-and-contacts-in-step-with-a-sheet.json';
const { sample: hour } = await readExample(file);
const table = 'Dinero sheet rows';

const products = [
	['Number', 'Name', 'Price', 'Account', 'Dinero'],
	['KOP-STEN', 'Kaffekop, stentøj', 80, 1000, ''],
	['KANDE-1L', 'Kaffekande, 1 liter', 640, 1000, ''],
];
const contacts = [
	['Email', 'Name', 'Kind', 'VAT number', 'Street', 'Zip code', 'City', 'Country', 'Dinero'],
	[
		'anne.holm@example.com',
		'Fjordlys Café ApS',
		'company',
		12345674,
		'Strandvejen 44',
		7100,
		'Vejle',
		'DK',
		'',
	],
	['jonas.lind@example.com', 'Jonas Lind', 'person', '', '', '', '', '', ''],
];

/** As a person sets it up: the spreadsheet chosen, the nodes that write to it switched on, the hour of the sample. */
function connectSheet(workflow: Workflow): void {
	workflow.pinData = { 'Every hour': hour };
	for (const node of workflow.nodes) {
		if (node.type !== 'n8n-nodes-base.googleSheets') continue;
		delete node.disabled;
		node.parameters.documentId = { __rl: true, mode: 'id', value: 'sample-spreadsheet' };
	}
}

export function cases(world: () => ExampleWorld): void {
	const books = () => world().sandbox.dinero.world.organizations.get(organizationId)!;
	const writes = () => world().sandbox.dinero.calls.filter(({ method }) => method !== 'GET').length;
	let sheets: Sheets;
	const play = () => playGoogleSheets(world().host('sheets.googleapis.com'), sheets);
	const hourPasses = async (): Promise<Ran> => {
		play();
		const ran = await world().run(file, { asks: true, change: connectSheet });
		assert.equal(ran.execution.status, 'success', ran.execution.error?.message);
		return ran;
	};
	const inSheet = (sheet: string, column: string, value: string) =>
		sheetRows(sheets[sheet]).find((row) => row[column] === value);

	it('the pinned rows become products and contacts, without a sheet', async () => {
		await world().run(file);
		assert.deepEqual(
			[...books().products.values()].map(({ productNumber, name }) => [productNumber, name]),
			[
				['KOP-STEN', 'Kaffekop, stentøj'],
				['KANDE-1L', 'Kaffekande, 1 liter'],
			],
		);
		assert.deepEqual(
			[...books().contacts.values()].map(({ name, isPerson, vatNumber }) => [
				name,
				isPerson,
				vatNumber || null,
			]),
			[
				['Fjordlys Café ApS', false, '12345674'],
				['Jonas Lind', true, null],
			],
		);
		assert.deepEqual(world().mails, []);
	});

	it('a new sheet: everything is created, and each row says so', async () => {
		await world().startOver();
		sheets = structuredClone({ Products: products, Contacts: contacts });
		await hourPasses();
		assert.deepEqual([books().products.size, books().contacts.size], [2, 2]);
		assert.match(String(inSheet('Products', 'Number', 'KOP-STEN')?.Dinero), /^created 2\d{3}-/);
		assert.match(String(inSheet('Contacts', 'Email', 'jonas.lind@example.com')?.Dinero), /^created /);
		assert.deepEqual([sheets.Products.length, sheets.Contacts.length], [3, 3]);
		const rows = await world().tableRows(table);
		assert.deepEqual(
			rows.map(({ record, outcome }) => [record, outcome]),
			[
				['Product KOP-STEN', 'created'],
				['Product KANDE-1L', 'created'],
				['Contact anne.holm@example.com', 'created'],
				['Contact jonas.lind@example.com', 'created'],
			],
		);
		const { headers } = world().host('sheets.googleapis.com').calls[0];
		assert.equal(headers.authorization, 'Bearer sample-google-token');
	});

	it('the next hour changes nothing, and asks Dinero for the two lists only', async () => {
		const before = world().sandbox.dinero.calls.length;
		const written = writes();
		await hourPasses();
		assert.equal(writes(), written);
		assert.equal(world().sandbox.dinero.calls.length, before + 2);
		assert.ok(
			world()
				.host('sheets.googleapis.com')
				.calls.every(({ method }) => method === 'GET'),
		);
	});

	it('one changed row is changed in Dinero; what was made in Dinero comes into the sheet', async () => {
		sheets.Products[1][2] = 90;
		sheets.Contacts[1][1] = 'Fjordlys Kaffe ApS';
		sheets.Contacts[1][4] = '';
		const client = { ...[...books().contacts.values()][0] };
		books().contacts.set('b5a3ff26-0000-4000-8000-000000000001', {
			...client,
			guid: 'b5a3ff26-0000-4000-8000-000000000001',
			name: 'Made in Dinero',
			email: 'Made@example.com',
		});
		await hourPasses();
		const [cup] = [...books().products.values()];
		assert.equal(cup.baseAmountValue, 90);
		const [café] = [...books().contacts.values()];
		assert.deepEqual([café.name, café.street], ['Fjordlys Kaffe ApS', 'Strandvejen 44']);
		assert.match(String(inSheet('Products', 'Number', 'KOP-STEN')?.Dinero), /^updated /);
		const added = inSheet('Contacts', 'Email', 'Made@example.com');
		assert.equal(added?.Name, 'Made in Dinero');
		assert.match(String(added?.Dinero), /^made in Dinero /);
		await hourPasses();
		assert.equal(sheets.Contacts.length, 4);
	});

	it('rows that Dinero does not take: told once, written beside them, tried again when they are changed', async () => {
		sheets.Products.push(['VASE-S', 'Vase, lille', 200, 4321, ''], ['', 'Vase uden nummer', 200, 1000, '']);
		const { size } = books().products;
		await hourPasses();
		assert.equal(books().products.size, size);
		const [mail, ...more] = world().mails;
		assert.deepEqual(more, []);
		assert.equal(mail.subject, "Dinero: 2 of the sheet's products could not be taken over");
		assert.match(mail.text, /Product VASE-S: .*4321/);
		assert.match(mail.text, /Product in row 5: .*Match Value/);
		assert.doesNotMatch(mail.text, /undefined|\[object/);
		assert.match(String(inSheet('Products', 'Number', 'VASE-S')?.Dinero), /^refused .*4321/);
		assert.match(String(inSheet('Products', 'Name', 'Vase uden nummer')?.Dinero), /^refused .*Match Value/);

		await hourPasses();
		assert.equal(world().mails.length, 1);
		sheets.Products[3][3] = 1000;
		sheets.Products[4][0] = 'VASE-2';
		await hourPasses();
		assert.equal(books().products.size, size + 2);
		assert.equal(world().mails.length, 1);
	});

	it('Dinero is not there: told, and the next hour takes the row over', async () => {
		sheets.Products.push(['FAD-1', 'Fad', 300, 1000, '']);
		world().sandbox.dinero.addFault({
			match: { operationId: 'post_v1_organizationId_products' },
			effect: 'status',
			status: 403,
			body: { code: 41, message: 'No access to products' },
		});
		const { size } = books().products;
		const outcome = async () =>
			(await world().tableRows(table)).find(({ record }) => record === 'Product FAD-1')?.outcome;
		await hourPasses();
		assert.deepEqual([books().products.size, world().mails.length, await outcome()], [size, 1, 'failed']);
		await hourPasses();
		assert.deepEqual(
			[books().products.size, world().mails.length, await outcome()],
			[size + 1, 1, 'created'],
		);
	});

	it('a sheet that does not answer: told, and nothing is taken to be missing from it', async () => {
		const before: Fields[] = await world().tableRows(table);
		sheets = { Products: sheets.Products };
		const lines = sheets.Products.length;
		await hourPasses();
		assert.equal(world().mails.length, 1);
		assert.equal(world().mails[0].subject, 'Dinero: the sheet of products and contacts did not answer');
		assert.doesNotMatch(world().mails[0].text, /undefined|\[object/);
		assert.equal(sheets.Products.length, lines);
		assert.deepEqual(await world().tableRows(table), before);
	});
}
