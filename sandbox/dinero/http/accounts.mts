/** An app registered at Visma Connect (OAuth 2.0, authorization code). */
export interface RegisteredApp {
	clientId: string;
	clientSecret: string;
	name: string;
	/** Exact addresses, or the patterns of `sandboxRedirects`, to which a code may be sent. */
	redirectUris: string[];
	scopes: string[];
}

/** A personal integration: its client, and one API key for each organization. */
export interface PersonalClient {
	clientId: string;
	clientSecret: string;
	name: string;
}

/** Scopes that an app may be registered for. */
export const allScopes = ['dineropublicapi:read', 'dineropublicapi:write', 'offline_access'];

/** The app that is registered from the start; its secret is no secret. */
export const sandboxApp: RegisteredApp = {
	clientId: 'isv_n8n_sandbox',
	clientSecret: 'sandbox-secret-of-the-registered-app',
	name: 'n8n sandbox',
	redirectUris: [],
	scopes: allScopes,
};

/** The personal integration's client that exists from the start; its secret is no secret. */
export const sandboxPersonalClient: PersonalClient = {
	clientId: 'pcc_sandbox',
	clientSecret: 'sandbox-secret-of-the-personal-client',
	name: 'My own integration',
};

/**
 * In the sandbox any n8n on this machine may sign in, whatever its port: its callback is allowed without being registered.
 * The real portal compares whole addresses.
 */
const sandboxRedirects = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/rest\/oauth2-credential\/callback$/;

/** The API key of one organization (one per organization, as in Dinero). */
export function apiKeyOf(organizationId: string | number): string {
	return `sandbox-api-key-${organizationId}`;
}

/** The organization that an API key belongs to; undefined for an unknown key. */
export function organizationOfApiKey(apiKey: string): string | undefined {
	return /^sandbox-api-key-(\d+)$/.exec(apiKey)?.[1];
}

/** True when a code may be sent to this address for this app. */
export function redirectAllowed(app: RegisteredApp, redirectUri: string): boolean {
	return (
		app.redirectUris.includes(redirectUri) ||
		(app.clientId === sandboxApp.clientId && sandboxRedirects.test(redirectUri))
	);
}
