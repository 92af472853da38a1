import { sandboxApp } from '../dinero/http/accounts.mts';
import type { Sandbox } from './sandbox.mts';
import { connectCredential } from './signIn.mts';

export const credentialType = 'dineroOAuth2Api';
export const credentialName = 'Local Dinero';

/**
 * The OAuth2 credential of the local Dinero's registered app, connected through its consent page; its id.
 *
 * @throws when the credential's own test does not succeed
 */
export async function connectedCredential({ client, dinero }: Pick<Sandbox, 'client' | 'dinero'>): Promise<string> {
	const id = await client.createCredential(credentialName, credentialType, {
		clientId: sandboxApp.clientId,
		clientSecret: sandboxApp.clientSecret,
		requestsPerMinute: 1000,
	});
	await connectCredential(client, id, dinero.url);
	const { status, message } = await client.testCredential(id, credentialType, credentialName);
	if (status !== 'OK') throw new Error(`The credential does not work: ${message}`);
	return id;
}
