import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Workflow } from '../../../sandbox/n8n/client.mts';
import { readExample } from '../../../sandbox/runner/example.mts';
import type { ExampleWorld, Fields } from './world.mts';

const file = 'check-settings-of-all-clients.json';
const check = 'Check the settings';

/** The check with the settings of the example itself, or with others. */
async function withSettings(settings?: Fields): Promise<(workflow: Workflow) => void> {
	const own = (await readExample(file)).workflow.nodes.find(({ name }) => name === check)!.parameters;
	return ({ nodes }) => {
		for (const node of nodes) {
			if (node.name === check) node.parameters = structuredClone(own);
			if (settings === undefined || node.name !== 'One set of settings for all clients') continue;
			const { assignments } = node.parameters.assignments as { assignments: Fields[] };
			assignments[0].value = JSON.stringify(settings);
		}
	};
}

export function cases(world: () => ExampleWorld): void {
	const findings = async () => await world().tableRows<Record<string, string>>('Dinero settings checks');
	const written = () => world().sandbox.dinero.calls.filter(({ method }) => method !== 'GET');

	it('looks through every company, sends one report, keeps each finding, and writes nothing', async () => {
		const before = written().length;
		const { execution, output } = await world().run(file, { change: await withSettings() });
		assert.equal(execution.status, 'success', execution.error?.message);
		const [mail, ...more] = world().mails;
		assert.deepEqual(more, []);
		assert.equal(mail.subject, 'Dinero: 2 of 3 clients are ready');
		assert.match(mail.text, /Nordlys Cykler ApS \(352100\): ready/);
		assert.match(mail.text, /Havblik Keramik \(352200\): ready/);
		assert.match(mail.text, /Fjordens Kajakklub \(352300\): NOT READY\n- stop, Plan: .*Choose Pro/);
		const rows = await findings();
		assert.equal(rows.length, output(check).length);
		assert.deepEqual(
			[...new Set(rows.map(({ organizationId }) => organizationId))],
			['352100', '352200', '352300'],
		);
		assert.ok(rows.every(({ level }) => ['ok', 'advice', 'stop'].includes(level)));
		assert.deepEqual(written().slice(before), []);
	});

	it('an account that no client has: nobody is ready, and the report says which', async () => {
		await world().run(file, { change: await withSettings({ accounts: { export: 4321 } }) });
		const [mail] = world().mails;
		assert.equal(mail.subject, 'Dinero: 0 of 3 clients are ready');
		assert.match(mail.text, /Nordlys Cykler ApS \(352100\): NOT READY\n- stop, Accounts: .*4321/);
	});

	it('settings that cannot be read are in the report of each client, with what to do', async () => {
		await world().run(file, { change: await withSettings({ acounts: {} }) });
		const [mail] = world().mails;
		assert.equal(mail.subject, 'Dinero: 0 of 3 clients are ready');
		assert.match(mail.text, /352200\): NOT READY\n- stop, Check: .*acounts.*\. Correct this setting/);
		assert.doesNotMatch(mail.text, /undefined|\[object/);
	});

	it('a client that Dinero does not let in does not hide the others', async () => {
		world().sandbox.dinero.addFault({
			match: { organizationId: '352200' },
			effect: 'status',
			status: 403,
			body: { code: 41, message: 'No access to the organization' },
		});
		await world().run(file, { change: await withSettings() });
		const [mail] = world().mails;
		assert.equal(mail.subject, 'Dinero: 1 of 3 clients are ready');
		assert.match(mail.text, /Nordlys Cykler ApS \(352100\): ready/);
		assert.match(mail.text, /Havblik Keramik \(352200\): NOT READY\n- stop, /);
	});

	it('companies that cannot be listed: a person is told', async () => {
		world().sandbox.dinero.addFault({
			match: { operationId: 'get_v1_1_organizations' },
			effect: 'status',
			status: 403,
			body: { code: 41, message: 'No access' },
		});
		await world().run(file, { change: await withSettings() });
		assert.deepEqual(
			world().mails.map(({ subject }) => subject),
			['Dinero: the clients could not be checked'],
		);
		assert.doesNotMatch(world().mails[0].text, /undefined|\[object/);
	});
}
