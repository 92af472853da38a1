import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Workflow } from '../../../sandbox/n8n/client.mts';
import { invoiceByHand, sentAbout, someone, withFault } from './inDinero.mts';
import type { ExampleWorld, Fields } from './world.mts';

const file = 'overdue-invoices-to-reminders.json';

/** As if those ten days were over. */
const tenDaysLater = (workflow: Workflow) => {
	workflow.nodes = JSON.parse(
		JSON.stringify(workflow.nodes).replaceAll('minus({ days: 10 })', 'plus({ days: 1 })'),
	) as Workflow['nodes'];
};

export function cases(world: () => ExampleWorld): void {
	const row = async (guid: string) => {
		const rows = (await world().tableRows('Invoices reminded')).filter(({ invoice }) => invoice === guid);
		assert.ok(rows.length <= 1, JSON.stringify(rows));
		return rows[0];
	};
	const aMorning = async (change?: (workflow: Workflow) => void) => {
		const ran = await world().run(file, { change });
		assert.equal(ran.execution.status, 'success', ran.execution.error?.message);
		return ran;
	};
	const about = (name: string) => world().mails.filter(({ text }) => text.includes(name));
	const overdue = { date: '2026-01-05' };
	let guid = '';

	it('each overdue invoice gets one friendly e-mail from Dinero and one row', async () => {
		guid = await invoiceByHand(world(), { name: 'Holger Bakke', email: 'holger@example.com', ...overdue });
		const paid = await invoiceByHand(world(), {
			name: 'Grethe Lund',
			email: 'grethe@example.com',
			...overdue,
		});
		await someone(world(), 'pay', paid);
		const before = await world().books.counts();
		await aMorning();
		const [mail, ...more] = await sentAbout(world(), guid);
		assert.deepEqual(more, []);
		assert.match(JSON.stringify(mail), /holger@example\.com/);
		assert.deepEqual(await sentAbout(world(), paid), []);
		const reminded = await row(guid);
		assert.deepEqual(
			[reminded.customer, reminded.total, reminded.currency, reminded.dueDate, reminded.personKnows],
			['Holger Bakke', 125, 'DKK', '2026-01-13', false],
		);
		assert.deepEqual(about('Holger Bakke'), []);

		await aMorning();
		assert.equal((await sentAbout(world(), guid)).length, 1);
		assert.deepEqual(await row(guid), reminded);
		assert.deepEqual(await world().books.counts(), before);
	});

	it('what is still open ten days later is told to a person, once', async () => {
		await aMorning(tenDaysLater);
		const [mail, ...more] = about('Holger Bakke');
		assert.deepEqual(more, []);
		assert.match(mail.subject, /^Dinero: \d+ reminded invoices are still open$/);
		assert.match(
			mail.text,
			/Invoice \d+, Holger Bakke: 125\.00 DKK, due 2026-01-13, reminded \d{4}-\d\d-\d\d/,
		);
		assert.doesNotMatch(mail.text, /undefined|\[object|Grethe Lund/);
		assert.equal((await row(guid)).personKnows, true);
		assert.equal((await sentAbout(world(), guid)).length, 1);
		world().forget();
		await aMorning(tenDaysLater);
		assert.deepEqual(about('Holger Bakke'), []);
	});

	it('a customer without an e-mail address is told to a person, and nothing is noted', async () => {
		const silent = await invoiceByHand(world(), { name: 'Uden Adresse', ...overdue });
		await aMorning();
		const [mail, ...more] = about('Uden Adresse');
		assert.deepEqual(more, []);
		assert.match(mail.text, /is overdue, and the customer could not be reminded/);
		assert.match(mail.subject, /^Dinero: invoice \d+ could not be reminded$/);
		assert.doesNotMatch(mail.text, /undefined|\[object/);
		assert.equal(await row(silent), undefined);
		await someone(world(), 'pay', silent);
	});

	it('a Dinero that refuses is told, and nobody is reminded', async () => {
		const refused = { match: { path: '*/invoices', method: 'GET', times: 9 }, effect: 'status', status: 403 };
		const body: Fields = { code: 90, message: 'No active Pro subscription' };
		const { told } = await withFault(world(), { ...refused, body }, () => aMorning());
		assert.match(String(told), /could not be asked for overdue invoices/);
		assert.match(String(told), /Pro/);
		assert.doesNotMatch(String(told), /undefined|\[object/);
		assert.equal(world().mails.length, 1);
	});
}
