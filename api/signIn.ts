import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IHttpRequestHelper,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { answerTexts, situationTexts } from './errorTexts';
import type { Refusal } from './transport';

/** Where a personal integration gets its token, as Dinero documents it. */
const personalTokenUrl = 'https://authz.dinero.dk/dineroapi/oauth/token';

/** A credential gave no access; `refusal` says why, for the client. */
export class SignInError extends Error {
	constructor(readonly refusal: Refusal) {
		const { message, description } = situationTexts[refusal];
		super(`${message}. ${description}`);
		this.name = 'SignInError';
	}
}

/** The name of what a token address refuses (`error` of its JSON answer), or an empty text. */
function oauthError(body: unknown): string {
	let value = body;
	if (typeof value === 'string') {
		try {
			value = JSON.parse(value) as unknown;
		} catch {
			return '';
		}
	}
	const error = (value as { error?: unknown } | null | undefined)?.error;
	return typeof error === 'string' ? error : '';
}

/**
 * What a token address means by an answer other than 2xx. Wrong credentials are answered with 400 `invalid_grant` or with
 * 401, as API users report.
 * @param grant what `invalid_grant` speaks of: the API key of a personal integration, or the connection by OAuth
 */
export function refusalOf(status: number, body: unknown, grant: 'apiKey' | 'connection'): Refusal {
	if (status === 429 || status >= 500) return 'signInUnavailable';
	const error = oauthError(body);
	if (error === 'invalid_grant') return grant === 'apiKey' ? 'wrongApiKey' : 'reconnect';
	if (error === 'invalid_client' || error === 'unauthorized_client' || status === 401) return 'wrongClient';
	return 'signInRefused';
}

/**
 * The token of a personal integration, good for an hour: client ID and secret as Basic authentication, the API key as user
 * name and password, as Dinero documents it. There is no refresh token; one simply asks again.
 *
 * @param credentials `clientId`, `clientSecret`, `apiKey`, and `access` 'readOnly' or 'readWrite'
 * @throws SignInError
 */
export async function requestPersonalToken(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const value = (name: string) => String(credentials[name] ?? '').trim();
	const apiKey = value('apiKey');
	const request = helpers.httpRequest({
		method: 'POST',
		url: personalTokenUrl,
		auth: { username: value('clientId'), password: value('clientSecret') },
		headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
		body: {
			grant_type: 'password',
			scope: credentials.access === 'readOnly' ? 'read' : 'read write',
			username: apiKey,
			password: apiKey,
		},
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: 30_000,
	}) as Promise<IN8nHttpFullResponse>;
	const answer = await request.then(
		(response) => response,
		() => undefined,
	);
	if (!answer) throw new SignInError('signInUnavailable');
	const token = (answer.body as { access_token?: unknown } | null | undefined)?.access_token;
	const succeeded = answer.statusCode >= 200 && answer.statusCode < 300;
	if (succeeded && typeof token === 'string' && token !== '') return token;
	throw new SignInError(
		succeeded ? 'signInUnavailable' : refusalOf(answer.statusCode, answer.body, 'apiKey'),
	);
}

/** What the test of a credential says about the answers that Dinero may give. */
export function testRules(credential: 'apiKey' | 'connection'): NonNullable<ICredentialTestRequest['rules']> {
	const say = ({ message, description }: { message: string; description: string }) =>
		`${message}. ${description}`;
	const signIn = credential === 'apiKey' ? situationTexts.signInRefused : situationTexts.reconnect;
	const texts: Array<[number, string]> = [
		[401, say(signIn)],
		[403, say(answerTexts.noAccess)],
		[429, say(answerTexts.quota)],
		[500, say(answerTexts.unavailable)],
		[502, say(answerTexts.unavailable)],
		[503, say(answerTexts.unavailable)],
	];
	const rules: unknown[] = texts.map(([value, message]) => ({
		type: 'responseCode',
		properties: { value, message },
	}));
	if (credential === 'apiKey') {
		// An API key opens one organization; the first row is that one.
		const message = say(answerTexts.noPro);
		rules.push({ type: 'responseSuccessBody', properties: { key: 'IsPro', value: false, message } });
	}
	// n8n goes through them one by one and takes both kinds; its type wants all of one kind.
	return rules as NonNullable<ICredentialTestRequest['rules']>;
}
