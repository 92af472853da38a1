import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';

import { DineroClient } from './client';
import { situation } from './errors';
import { multipartBody } from './multipart';
import { outcomeOfThrown, plainHeaders } from './n8nOutcome';
import type { Priority } from './rateLimit';
import type { DineroRequest, Outcome, Send } from './transport';

/** Where n8n asks us to work from. */
export type DineroFunctions = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | IHookFunctions;

/** The value of the node's `authentication` parameter -> the name of the credential. */
const credentialTypes = { oAuth2: 'dineroOAuth2Api', personalIntegration: 'dineroApi' } as const;
export type CredentialType = (typeof credentialTypes)[keyof typeof credentialTypes];

const baseURL = 'https://api.dinero.dk';
/** Lists of a long history take tens of seconds, as API users measured. Milliseconds. */
const timeout = 60_000;

/** Which credential the node uses; OAuth2 unless its `authentication` parameter says otherwise. */
export function credentialTypeOf(functions: DineroFunctions, itemIndex = 0): CredentialType {
	const chosen =
		'getInputData' in functions
			? functions.getNodeParameter('authentication', itemIndex, 'oAuth2')
			: functions.getNodeParameter('authentication', 'oAuth2');
	return chosen === 'personalIntegration' ? credentialTypes.personalIntegration : credentialTypes.oAuth2;
}

function optionsFor(request: DineroRequest): IHttpRequestOptions {
	const options: IHttpRequestOptions = {
		method: request.method,
		baseURL,
		url: request.path,
		qs: request.query,
		headers: { ...request.headers },
		// Bytes, not JSON: what cannot be parsed is then seen as it is, and the text of a page lives no longer than its reading.
		encoding: 'arraybuffer',
		returnFullResponse: true,
		// On 401 n8n renews the token and sends again; every other status is an answer to be read.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
		timeout,
		// A write that is redirected would become a reading; a token belongs to Dinero alone.
		disableFollowRedirect: request.method !== 'GET',
		sendCredentialsOnCrossOriginRedirect: false,
	};
	if (request.upload) {
		const { contentType, body } = multipartBody(request.upload);
		options.body = body;
		options.headers = { ...options.headers, 'Content-Type': contentType };
	} else if (request.body !== undefined) {
		// As text: n8n leaves an empty object out, and Dinero refuses a request without a body.
		options.body = JSON.stringify(request.body);
		options.headers = { ...options.headers, 'Content-Type': 'application/json' };
	}
	return options;
}

function senderFor(functions: DineroFunctions, credentialType: CredentialType): Send {
	const sendOnce = async (request: DineroRequest): Promise<Outcome> =>
		await functions.helpers.httpRequestWithAuthentication
			.call(functions, credentialType, optionsFor(request))
			.then(
				(answer: IN8nHttpFullResponse): Outcome => ({
					kind: 'answer',
					status: answer.statusCode,
					headers: plainHeaders(answer.headers),
					body: answer.body,
				}),
				outcomeOfThrown,
			);
	return async (request) => {
		const outcome = await sendOnce(request);
		// n8n has renewed the token by now, but versions of it do not send a file a second time.
		const again = request.upload !== undefined && outcome.kind === 'answer' && outcome.status === 401;
		return again ? await sendOnce(request) : outcome;
	};
}

/** Every text of the credential that must never be shown. */
function secretsOf(credential: ICredentialDataDecryptedObject): string[] {
	const token = (credential.oauthTokenData ?? {}) as Record<string, unknown>;
	const { clientSecret, apiKey, sessionToken } = credential;
	return [clientSecret, apiKey, sessionToken, token.access_token, token.refresh_token, token.id_token].filter(
		(value): value is string => typeof value === 'string' && value !== '',
	);
}

async function readCredential(
	functions: DineroFunctions,
	credentialType: CredentialType,
	itemIndex: number,
): Promise<{ credential: ICredentialDataDecryptedObject } | { message: string }> {
	const read: Promise<ICredentialDataDecryptedObject> =
		'getInputData' in functions
			? functions.getCredentials(credentialType, itemIndex)
			: functions.getCredentials(credentialType);
	return await read.then(
		(credential) => ({ credential }),
		(error: unknown) => ({ message: error instanceof Error ? error.message : String(error) }),
	);
}

/**
 * The Dinero client for what n8n is running: with the node's credential, its organization and its requests a minute.
 * Lists in the editor go first (`priority` 'editor', the default where n8n loads options).
 *
 * @throws DineroError of kind `configuration` when the node has no credential that can be read
 */
export async function clientFor(
	functions: DineroFunctions,
	options: { itemIndex?: number; priority?: Priority } = {},
): Promise<DineroClient> {
	const itemIndex = options.itemIndex ?? 0;
	const credentialType = credentialTypeOf(functions, itemIndex);
	const read = await readCredential(functions, credentialType, itemIndex);
	if ('message' in read) throw situation('noCredential', `n8n says: ${read.message}`);
	const { credential } = read;
	const id = functions.getNode().credentials?.[credentialType]?.id ?? '';
	const perMinute = Number(credential.requestsPerMinute);
	return new DineroClient({
		send: senderFor(functions, credentialType),
		credentialOrganization: String(credential.organizationId ?? '').trim() || undefined,
		requestsPerMinute: perMinute >= 1 ? perMinute : undefined,
		priority: options.priority ?? ('getCurrentNodeParameters' in functions ? 'editor' : 'workflow'),
		identity: `${credentialType}:${id}`,
		secrets: secretsOf(credential),
	});
}
