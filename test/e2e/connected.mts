import { sandboxApp } from '../../sandbox/dinero/http/accounts.mts';
import type { HostClient, WorkflowNode } from '../../sandbox/n8n/client.mts';
import { connectCredential } from '../../sandbox/runner/signIn.mts';

const type = 'dineroOAuth2Api';
const name = 'Local Dinero';

/** A credential of the local Dinero's registered app, connected through its consent page, as nodes of a workflow name it. */
export async function connectedCredential(client: HostClient, dineroUrl: string): Promise<WorkflowNode['credentials']> {
	const { clientId, clientSecret } = sandboxApp;
	const id = await client.createCredential(name, type, {
		clientId,
		clientSecret,
		requestsPerMinute: 1000,
	});
	await connectCredential(client, id, dineroUrl);
	return { [type]: { id, name } };
}
