import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Workflow } from '../../../sandbox/n8n/client.mts';
import { withFault } from './inDinero.mts';
import type { ExampleWorld, Fields } from './world.mts';

const file = 'keep-dinero-connection-alive.json';
const today = Date.now();
const day = (daysFromNow: number) => new Date(today + daysFromNow * 86_400_000).toISOString().slice(0, 10);

/** As somebody wrote it who connected the account that many days ago. */
const connected = (daysAgo: number) => (workflow: Workflow) => {
	const node = workflow.nodes.find(({ name }) => name === 'When the connection ends');
	const { assignments } = (node?.parameters as { assignments: { assignments: Fields[] } }).assignments;
	assignments.find(({ name }) => name === 'connectedOn')!.value = day(-daysAgo);
};

export function cases(world: () => ExampleWorld): void {
	const checks = async () => await world().tableRows('Dinero connection checks');

	it('a connection that works is noted, company by company, and nobody is told', async () => {
		const { execution, counts } = await world().run(file, { change: connected(20) });
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.deepEqual(world().mails, []);
		const rows = await checks();
		assert.ok(rows.length > 0);
		assert.ok(rows.every(({ works, reason }) => works === true && reason === ''));
		const nordlys = rows.find(({ organizationId }) => organizationId === '352100');
		assert.equal(nordlys?.company, 'Nordlys Cykler ApS');
		await world().run(file, { change: connected(20) });
		assert.equal((await checks()).length, rows.length * 2);
		assert.deepEqual(await world().books.counts(), counts);
	});

	it('a person is told a month before the sign-in ends, with the day and what to do', async () => {
		await world().run(file, { change: connected(330) });
		assert.deepEqual(world().mails, []);
		await world().run(file, { change: connected(340) });
		const [mail, ...others] = world().mails;
		assert.deepEqual(others, []);
		assert.equal(mail.subject, `Dinero: connect n8n again before ${day(25)}`);
		assert.match(mail.text, /Reconnect/);
	});

	it('a connection that Dinero refuses is told and noted', async () => {
		const before = (await checks()).length;
		const refused = {
			match: { path: '/v1.1/organizations', times: 9 },
			effect: 'status',
			status: 401,
			body: {},
		};
		const { execution, told } = await withFault(world(), refused, () =>
			world().run(file, { change: connected(20) }),
		);
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.match(String(told), /does not reach Dinero/);
		assert.match(String(told), /connect it again/);
		assert.doesNotMatch(String(told), /undefined|\[object/);
		const [row, ...more] = (await checks()).slice(before);
		assert.deepEqual(more, []);
		assert.equal(row.works, false);
		assert.match(String(row.reason), /sign-in|connect/i);
	});
}
