import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';

import type { FrameSettings } from './settings.mts';

/** How refresh tokens behave: a switch of the world. */
export type RefreshTokenUse = 'oneTime' | 'reuse';

/** A sign-in that was allowed: by a person for an app, or by a personal integration for its organization. */
export interface Grant {
	id: string;
	kind: 'app' | 'personal';
	clientId: string;
	/** The person who allowed it; absent for a personal integration. */
	userId?: string;
	/** The only organization of a personal integration. */
	organizationId?: string;
	/** dineropublicapi:read and dineropublicapi:write, or read and write for a personal integration. */
	scopes: string[];
	revoked: boolean;
}

interface AuthorizationCode {
	code: string;
	grantId: string;
	redirectUri: string;
	challenge?: string;
	expiresAt: number;
	used: boolean;
}

interface AccessToken {
	token: string;
	grantId: string;
	expiresAt: number;
}

interface RefreshToken {
	token: string;
	grantId: string;
	expiresAt: number;
	/** When it was exchanged for a new one (one-time tokens); milliseconds of the world's clock. */
	usedAt?: number;
}

/** What a token address answers. */
export interface TokenAnswer {
	access_token: string;
	expires_in: number;
	token_type: 'Bearer';
	scope: string;
	refresh_token?: string;
}

/** What an access token allows right now, or why it allows nothing. */
export type Access = { grant: Grant } | { refused: 'unknown' | 'expired' | 'revoked' };

interface Kept {
	grants: Grant[];
	codes: AuthorizationCode[];
	accessTokens: AccessToken[];
	refreshTokens: RefreshToken[];
}

const codeLifeMs = 5 * 60 * 1000;
const signingKey = randomBytes(32);

function base64url(value: unknown): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** All grants, codes and tokens. Times are milliseconds of the given clock. */
export class Tokens {
	private readonly grants = new Map<string, Grant>();
	private readonly codes = new Map<string, AuthorizationCode>();
	private readonly accessTokens = new Map<string, AccessToken>();
	private readonly refreshTokens = new Map<string, RefreshToken>();

	constructor(
		private readonly now: () => number,
		private readonly settings: FrameSettings,
		private readonly refreshTokenUse: () => RefreshTokenUse,
	) {}

	/** Opens a grant; nothing is handed out yet. */
	open(grant: Omit<Grant, 'id' | 'revoked'>): Grant {
		const opened: Grant = { ...grant, id: randomUUID(), revoked: false };
		this.grants.set(opened.id, opened);
		return opened;
	}

	/** A code for a grant, to be exchanged once within five minutes at the same redirect address. */
	codeFor(grant: Grant, redirectUri: string, challenge?: string): string {
		const code = randomBytes(32).toString('hex').toUpperCase();
		this.codes.set(code, {
			code,
			grantId: grant.id,
			redirectUri,
			challenge,
			expiresAt: this.now() + codeLifeMs,
			used: false,
		});
		return code;
	}

	/** The tokens for a code, or undefined when it is unknown, used, expired, or meant for another client, address or verifier. */
	exchangeCode(
		code: string,
		clientId: string,
		redirectUri: string,
		verifier?: string,
	): TokenAnswer | undefined {
		const known = this.codes.get(code);
		const grant = known && this.grants.get(known.grantId);
		if (!known || !grant || grant.revoked || grant.clientId !== clientId || known.redirectUri !== redirectUri)
			return undefined;
		if (known.used) {
			// A code that is seen twice may be stolen: what it gave ends too, as OAuth advises.
			grant.revoked = true;
			return undefined;
		}
		if (known.expiresAt <= this.now()) return undefined;
		if (known.challenge !== undefined) {
			const hashed = createHash('sha256')
				.update(verifier ?? '')
				.digest('base64url');
			if (hashed !== known.challenge) return undefined;
		}
		known.used = true;
		return this.answer(
			grant,
			grant.scopes.includes('offline_access') ? this.newRefreshToken(grant) : undefined,
		);
	}

	/** New tokens for a refresh token, or undefined when it is unknown, used, expired or revoked. */
	refresh(token: string, clientId: string): TokenAnswer | undefined {
		const known = this.refreshTokens.get(token);
		const grant = known && this.grants.get(known.grantId);
		if (!known || !grant || grant.revoked || grant.clientId !== clientId || known.expiresAt <= this.now())
			return undefined;
		if (this.refreshTokenUse() === 'reuse') return this.answer(grant, known.token);
		if (known.usedAt !== undefined && known.usedAt + this.settings.refreshGraceSeconds * 1000 <= this.now()) {
			if (this.settings.usedRefreshToken === 'endsGrant') grant.revoked = true;
			return undefined;
		}
		known.usedAt ??= this.now();
		return this.answer(grant, this.newRefreshToken(grant));
	}

	/** An access token without a refresh token, as a personal integration gets it. */
	accessOnly(grant: Grant): TokenAnswer {
		return this.answer(grant, undefined);
	}

	/** What a token allows right now. */
	access(token: string): Access {
		const known = this.accessTokens.get(token);
		const grant = known && this.grants.get(known.grantId);
		if (!known || !grant) return { refused: 'unknown' };
		if (grant.revoked) return { refused: 'revoked' };
		return known.expiresAt <= this.now() ? { refused: 'expired' } : { grant };
	}

	/** Ends one access token, or all; the refresh tokens still work. Returns how many ended. */
	expireAccess(token?: string): number {
		let ended = 0;
		for (const each of this.accessTokens.values()) {
			if ((token === undefined || each.token === token) && each.expiresAt > this.now()) {
				each.expiresAt = this.now();
				ended += 1;
			}
		}
		return ended;
	}

	/** Ends all refresh tokens as if their time had run out. Returns how many ended. */
	expireRefresh(): number {
		let ended = 0;
		for (const each of this.refreshTokens.values()) {
			if (each.expiresAt > this.now()) {
				each.expiresAt = this.now();
				ended += 1;
			}
		}
		return ended;
	}

	/** Ends whole sign-ins, as when the person removes the app; of one client or of all. Returns how many ended. */
	revoke(clientId?: string): number {
		let ended = 0;
		for (const grant of this.grants.values()) {
			if (!grant.revoked && (clientId === undefined || grant.clientId === clientId)) {
				grant.revoked = true;
				ended += 1;
			}
		}
		return ended;
	}

	/** Forgets everything. */
	clear(): void {
		this.grants.clear();
		this.codes.clear();
		this.accessTokens.clear();
		this.refreshTokens.clear();
	}

	/** How many of each there are, without their values. */
	counts(): { grants: number; accessTokens: number; refreshTokens: number } {
		return {
			grants: this.grants.size,
			accessTokens: this.accessTokens.size,
			refreshTokens: this.refreshTokens.size,
		};
	}

	toJSON(): Kept {
		return {
			grants: [...this.grants.values()],
			codes: [...this.codes.values()],
			accessTokens: [...this.accessTokens.values()],
			refreshTokens: [...this.refreshTokens.values()],
		};
	}

	/** Replaces everything by what `toJSON` gave. */
	load(kept: Kept): void {
		this.clear();
		for (const grant of kept.grants) this.grants.set(grant.id, { ...grant });
		for (const code of kept.codes) this.codes.set(code.code, { ...code });
		for (const token of kept.accessTokens) this.accessTokens.set(token.token, { ...token });
		for (const token of kept.refreshTokens) this.refreshTokens.set(token.token, { ...token });
	}

	private newRefreshToken(grant: Grant): string {
		const token = randomBytes(32).toString('hex').toUpperCase();
		this.refreshTokens.set(token, {
			token,
			grantId: grant.id,
			expiresAt: this.now() + this.settings.refreshTokenSeconds * 1000,
		});
		return token;
	}

	private answer(grant: Grant, refreshToken: string | undefined): TokenAnswer {
		const seconds = this.settings.accessTokenSeconds;
		const issued = Math.floor(this.now() / 1000);
		const claims = {
			iss: grant.kind === 'app' ? 'https://connect.visma.com' : 'https://authz.dinero.dk',
			aud: 'https://api.dinero.dk',
			client_id: grant.clientId,
			sub: grant.userId ?? grant.organizationId,
			scope: grant.scopes,
			iat: issued,
			exp: issued + seconds,
			jti: randomUUID(),
		};
		const unsigned = `${base64url({ alg: 'HS256', typ: 'at+jwt' })}.${base64url(claims)}`;
		const token = `${unsigned}.${createHmac('sha256', signingKey).update(unsigned).digest('base64url')}`;
		this.accessTokens.set(token, { token, grantId: grant.id, expiresAt: this.now() + seconds * 1000 });
		return {
			access_token: token,
			expires_in: seconds,
			token_type: 'Bearer',
			scope: grant.scopes.join(' '),
			...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
		};
	}
}
