import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { apiKeyOf, sandboxApp, sandboxPersonalClient } from '../../sandbox/dinero/http/accounts.mts';
import type { Execution, WorkflowNode } from '../../sandbox/n8n/client.mts';
import { dineroNodeType } from '../../sandbox/runner/example.mts';
import { Parts, startSandbox } from '../../sandbox/runner/sandbox.mts';
import type { Sandbox } from '../../sandbox/runner/sandbox.mts';
import { connectCredential } from '../../sandbox/runner/signIn.mts';

const own = '352100';
const withoutPro = '352300';
const somebodyElses = '999999';

const organization = (value: string) => ({ __rl: true, mode: 'id', value });
const getOrganizations = { resource: 'organization', operation: 'getAll', returnAll: true };
const getContacts = (id: string) => ({
	resource: 'contact',
	operation: 'getAll',
	organizationId: organization(id),
	returnAll: true,
});
const createContact = (id: string) => ({
	resource: 'contact',
	operation: 'create',
	organizationId: organization(id),
	name: 'Nathan Smith',
});

describe('credentials in a real n8n, under the real host names', () => {
	const parts = new Parts();
	let sandbox: Sandbox;
	const ids: Record<string, string> = {};

	before(async () => {
		sandbox = await startSandbox({ rounding: 'line' }, parts, (line) => console.error(line));
		const { client, dinero } = sandbox;
		const app = { clientId: sandboxApp.clientId, clientSecret: sandboxApp.clientSecret };
		const personal = {
			clientId: sandboxPersonalClient.clientId,
			clientSecret: sandboxPersonalClient.clientSecret,
			apiKey: apiKeyOf(own),
		};
		ids.connected = await client.createCredential('connected', 'dineroOAuth2Api', app);
		await connectCredential(client, ids.connected, dinero.url);
		ids.reading = await client.createCredential('reading', 'dineroOAuth2Api', { ...app, access: 'readOnly' });
		await connectCredential(client, ids.reading, dinero.url);
		ids.neverConnected = await client.createCredential('neverConnected', 'dineroOAuth2Api', app);
		ids.personal = await client.createCredential('personal', 'dineroApi', personal);
		ids.wrongKey = await client.createCredential('wrongKey', 'dineroApi', { ...personal, apiKey: 'another-key' });
		ids.wrongSecret = await client.createCredential('wrongSecret', 'dineroApi', {
			...personal,
			clientSecret: 'another-secret',
		});
	});
	after(() => parts.close());

	/** Runs one Dinero node with the named credential. */
	async function run(name: string, parameters: Record<string, unknown>): Promise<Execution> {
		const { client } = sandbox;
		const isPersonal = ['personal', 'wrongKey', 'wrongSecret'].includes(name);
		const position = { position: [0, 0] };
		const dinero: WorkflowNode = {
			name: 'Dinero',
			type: dineroNodeType,
			typeVersion: 1,
			parameters: { ...parameters, authentication: isPersonal ? 'personalIntegration' : 'oAuth2' },
			credentials: { [isPersonal ? 'dineroApi' : 'dineroOAuth2Api']: { id: ids[name], name } },
			...position,
		};
		const trigger = {
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			parameters: {},
			...position,
		};
		const id = await client.createWorkflow({
			name: `${name} ${parameters.resource as string}`,
			nodes: [trigger, dinero],
			connections: { Start: { main: [[{ node: 'Dinero', type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		});
		return await client.finished(await client.run(id, 'Start', [{ json: {} }]));
	}

	const rows = (execution: Execution) => execution.runs.Dinero?.[0].data?.main?.[0]?.map(({ json }) => json) ?? [];

	async function refusal(name: string, parameters: Record<string, unknown>): Promise<string> {
		const execution = await run(name, parameters);
		assert.equal(execution.status, 'error', JSON.stringify(rows(execution)));
		const { message, description } = execution.error ?? { message: '' };
		return `${message} ${description ?? ''}`;
	}

	async function test(name: string, type: string) {
		return await sandbox.client.testCredential(ids[name], type, name);
	}

	it('both kinds are tested and read organizations', async () => {
		assert.equal((await test('connected', 'dineroOAuth2Api')).status, 'OK');
		assert.equal((await test('personal', 'dineroApi')).status, 'OK');
		assert.ok(JSON.stringify(rows(await run('connected', getOrganizations))).includes('Havblik Keramik'));
		assert.ok(JSON.stringify(rows(await run('personal', getOrganizations))).includes('Nordlys Cykler ApS'));
	});

	it('both kinds write', async () => {
		for (const name of ['connected', 'personal']) {
			const execution = await run(name, createContact(own));
			assert.equal(execution.status, 'success', JSON.stringify(execution.error));
		}
	});

	it('an expired access token is renewed without the user', async () => {
		sandbox.dinero.tokens.expireAccess();
		for (const name of ['connected', 'personal']) {
			const execution = await run(name, getContacts(own));
			assert.equal(execution.status, 'success', JSON.stringify(execution.error));
		}
	});

	it('a wrong key or secret is told by the test and by the node', async () => {
		for (const name of ['wrongKey', 'wrongSecret']) {
			const tested = await test(name, 'dineroApi');
			assert.equal(tested.status, 'Error');
			assert.ok(tested.message.length > 20, tested.message);
			assert.match(await refusal(name, getOrganizations), /key|secret|client|credential/i);
		}
	});

	it('a sign-in that never took place asks for it', async () => {
		assert.match(await refusal('neverConnected', getOrganizations), /connect|sign/i);
	});

	it('an organization without Pro, and one of somebody else, are told apart', async () => {
		assert.match(await refusal('connected', getContacts(withoutPro)), /Pro/);
		assert.match(await refusal('connected', getContacts(somebodyElses)), /organization|access/i);
	});

	it('a read-only connection reads, and says why it does not write', async () => {
		assert.equal((await run('reading', getContacts(own))).status, 'success');
		assert.match(await refusal('reading', createContact(own)), /Read and Write|access|write/i);
	});

	it('a withdrawn access asks to reconnect', async () => {
		sandbox.dinero.tokens.revoke();
		assert.match(await refusal('connected', getContacts(own)), /reconnect|connect it again|connect again/i);
	});

	it('no secret stands in any execution', async () => {
		const executions = await sandbox.client.send<{ results: Array<{ id: string }> }>(
			'GET',
			'/rest/executions?limit=100',
		);
		assert.ok(executions.results.length > 10);
		for (const { id } of executions.results) {
			const said = JSON.stringify(await sandbox.client.send('GET', `/rest/executions/${id}`));
			assert.doesNotMatch(
				said,
				/sandbox-secret|another-secret|sandbox-api-key|another-key|Bearer ey|eyJ[\w-]{20,}\./,
				`execution ${id}`,
			);
		}
	});

	it('reached nothing outside this machine', () => {
		assert.deepEqual(sandbox.net.refused, []);
	});
});
