import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { isDate } from '../books/clock.mts';
import { checkInvariants } from '../books/invariants.mts';
import type { Organization } from '../books/organization.mts';
import { setSwitch } from '../books/switches.mts';
import { apiKeyOf } from './accounts.mts';
import type { FaultRule } from './faults.mts';
import { figuresOfContact, figuresOfDocument, trialBalance } from './figures.mts';
import type { Frame } from './frame.mts';
import { actAsOtherWriter, type OtherWriterDeed } from './otherWriter.mts';
import { checkedSetting } from './settings.mts';
import { listOfSwitches } from './switchboard.mts';

type Body = Record<string, unknown>;

function bodyOf(request: FastifyRequest): Body {
	if (!Buffer.isBuffer(request.body) || request.body.length === 0) return {};
	const parsed = JSON.parse(request.body.toString('utf8')) as unknown;
	if (parsed === null || typeof parsed !== 'object') throw new Error('The body must be a JSON object');
	return parsed as Body;
}

function organizationOf(frame: Frame, request: FastifyRequest): Organization {
	const id = (request.params as { organizationId: string }).organizationId;
	const organization = frame.world.organizations.get(id);
	if (!organization) throw new Error(`There is no organization ${id}`);
	return organization;
}

interface Paging {
	offset: number;
	limit: number;
}

function pagingOf(request: FastifyRequest): Paging {
	const query = request.query as Record<string, string | undefined>;
	return { offset: Number(query.offset ?? 0), limit: Number(query.limit ?? 1000) };
}

function pageOf<Item, Shown>(
	items: Iterable<Item>,
	{ offset, limit }: Paging,
	show: (item: Item) => Shown,
): Shown[] {
	const shown: Shown[] = [];
	let index = 0;
	for (const item of items) {
		if (index >= offset + limit) break;
		if (index >= offset) shown.push(show(item));
		index += 1;
	}
	return shown;
}

/** Takes over settings and switches by name; each name must be known. */
export function applySwitches(frame: Frame, given: Body): void {
	for (const [name, value] of Object.entries(given)) {
		if (name in frame.settings) Object.assign(frame.settings, { [name]: checkedSetting(name, value) });
		else setSwitch(frame.world.switches, name, value);
	}
}

/** Sets the clock (`now`, ISO 8601), moves it (`moveSeconds`), stops it or lets it run (`stopped`). */
export function applyClock(frame: Frame, given: Body): void {
	const { clock } = frame.world;
	if (typeof given.now === 'string')
		clock.set(given.now, typeof given.stopped === 'boolean' ? { stop: given.stopped } : {});
	if (given.moveSeconds !== undefined) clock.move(Number(given.moveSeconds) * 1000);
	if (given.stopped === true) clock.stop();
	if (given.stopped === false) clock.run();
}

/**
 * Sets a currency's rate in kroner per 100 units, for one day (`YYYY-MM-DD`) or for all that have no rate of their own.
 * @returns a sentence about what holds now
 */
export function applyRate(frame: Frame, given: Body): string {
	const { currency, rate, date } = given;
	const { rates } = frame.world;
	if (typeof currency !== 'string' || currency === 'DKK' || !rates.currencies().includes(currency)) {
		throw new Error(`There is no currency '${String(currency)}'.`);
	}
	if (date !== undefined && !isDate(date))
		throw new Error(`'${String(date)}' is not a day of the form YYYY-MM-DD.`);
	if (typeof rate !== 'number' || !(rate > 0)) throw new Error('The rate must be a number above 0.');
	rates.set(currency, rate, date);
	return `100 ${currency} are ${rate} kroner${date === undefined ? '' : ` on ${date}`}.`;
}

/** A token without the consent page, for tests that are not about signing in. */
export function issueToken(
	frame: Frame,
	wanted: { userId?: string; organizationId?: string; scopes?: string[]; clientId?: string },
): string {
	const kind = wanted.organizationId === undefined ? 'app' : 'personal';
	const grant = frame.tokens.open({
		kind,
		clientId:
			wanted.clientId ?? (kind === 'app' ? frame.apps[0]!.clientId : frame.personalClients[0]!.clientId),
		userId: kind === 'app' ? (wanted.userId ?? frame.world.users[0]!.id) : undefined,
		organizationId: wanted.organizationId,
		scopes:
			wanted.scopes ??
			(kind === 'app' ? ['dineropublicapi:read', 'dineropublicapi:write'] : ['read', 'write']),
	});
	return frame.tokens.accessOnly(grant).access_token;
}

function overview(frame: Frame): Body {
	const { world } = frame;
	return {
		clock: world.clock,
		organizations: [...world.organizations.values()].map((organization) => ({
			id: organization.id,
			name: organization.details.name,
			isPro: organization.details.isPro,
			contacts: organization.contacts.size,
			invoices: organization.invoices.size,
			creditNotes: organization.creditNotes.size,
			entries: organization.ledger.entries.length,
		})),
		users: world.users,
		outbox: world.outbox.length,
		calls: frame.log.calls.length,
		tokens: frame.tokens.counts(),
	};
}

/** The accounts that exist from the start, with their (invented) secrets. */
export function accountsOf(frame: Frame): Body {
	return {
		apps: frame.apps,
		personalClients: frame.personalClients,
		apiKeys: [...frame.world.organizations.values()].map((organization) => ({
			organizationId: organization.id,
			name: organization.details.name,
			apiKey: apiKeyOf(organization.id),
		})),
		users: frame.world.users,
	};
}

/** What the running server can do beyond its routes. */
export interface Control {
	reset: (options?: { keepTokens?: boolean }) => void;
	snapshots: Map<string, unknown>;
	save: () => unknown;
	load: (state: unknown) => void;
}

type Handler = (request: FastifyRequest) => unknown;

/**
 * Registers what other processes use to look into the books and to steer the sandbox: `/_sandbox/...`, JSON in and out.
 * A wrong request answers 400 `{ error }`.
 */
export function registerControl(app: FastifyInstance, frame: Frame): void {
	const on = (method: 'GET' | 'POST' | 'DELETE', path: string, handler: Handler) => {
		app.route({
			method,
			url: `/_sandbox${path}`,
			handler: async (request: FastifyRequest, reply: FastifyReply) => {
				try {
					const answer = await handler(request);
					if (method !== 'GET') frame.changed();
					return await reply.send(answer ?? { ok: true });
				} catch (error) {
					return reply.code(400).send({ error: error instanceof Error ? error.message : String(error) });
				}
			},
		});
	};
	const control = () => {
		if (!frame.control) throw new Error('The sandbox is not started completely');
		return frame.control;
	};
	const query = (request: FastifyRequest) => request.query as Record<string, string | undefined>;

	on('GET', '', () => overview(frame));
	on('GET', '/accounts', () => accountsOf(frame));
	on('GET', '/state', () => control().save());
	on('POST', '/state', (request) => control().load(bodyOf(request)));
	on('POST', '/reset', (request) => control().reset(bodyOf(request)));
	on('GET', '/clock', () => frame.world.clock);
	on('POST', '/clock', (request) => {
		applyClock(frame, bodyOf(request));
		return frame.world.clock;
	});
	on('GET', '/switches', () => listOfSwitches(frame));
	on('POST', '/switches', (request) => {
		applySwitches(frame, bodyOf(request));
		return listOfSwitches(frame);
	});
	on('GET', '/rates', (request) => {
		const date = query(request).date ?? frame.world.clock.today();
		const { rates } = frame.world;
		return Object.fromEntries(rates.currencies().map((currency) => [currency, rates.rate(currency, date)]));
	});
	on('POST', '/rates', (request) => ({ done: applyRate(frame, bodyOf(request)) }));
	on('GET', '/faults', () => frame.faults.list());
	on('POST', '/faults', (request) => frame.faults.add(bodyOf(request) as unknown as FaultRule));
	on('DELETE', '/faults', (request) => {
		const { id } = query(request);
		frame.faults.clear(id === undefined ? undefined : Number(id));
		return frame.faults.list();
	});
	on('GET', '/calls', (request) => {
		const { since, operationId } = query(request);
		return frame.log.calls.filter(
			(call) =>
				call.number > Number(since ?? 0) && (operationId === undefined || call.operationId === operationId),
		);
	});
	on('DELETE', '/calls', () => frame.log.clear());
	on('GET', '/invariants', () => {
		const broken = checkInvariants(frame.world);
		return { holds: broken.length === 0, broken };
	});
	on('GET', '/outbox', () => frame.world.outbox);
	on('GET', '/deliveries', () => frame.webhooks.deliveries);
	on('GET', '/changes', (request) => frame.world.changeLog.slice(Number(query(request).since ?? 0)));
	on('POST', '/snapshots/:name', (request) => {
		control().snapshots.set((request.params as { name: string }).name, control().save());
	});
	on('POST', '/snapshots/:name/load', (request) => {
		const { name } = request.params as { name: string };
		const state = control().snapshots.get(name);
		if (state === undefined) throw new Error(`There is no snapshot named '${name}'`);
		control().load(state);
	});
	on('POST', '/tokens', (request) => ({ access_token: issueToken(frame, bodyOf(request)) }));
	on('POST', '/tokens/expire', () => ({ ended: frame.tokens.expireAccess() }));
	on('POST', '/tokens/expire-refresh', () => ({ ended: frame.tokens.expireRefresh() }));
	on('POST', '/tokens/revoke', (request) => ({
		ended: frame.tokens.revoke(bodyOf(request).clientId as string | undefined),
	}));
	on('POST', '/apps/redirects', (request) => {
		const { redirectUri } = bodyOf(request);
		if (typeof redirectUri !== 'string' || !URL.canParse(redirectUri))
			throw new Error('redirectUri must be an address');
		frame.apps[0]!.redirectUris.push(redirectUri);
		return frame.apps;
	});

	const books = '/organizations/:organizationId';
	on('GET', `${books}/invoices`, (request) =>
		pageOf(organizationOf(frame, request).invoices.values(), pagingOf(request), (each) =>
			figuresOfDocument(organizationOf(frame, request), each),
		),
	);
	on('GET', `${books}/creditnotes`, (request) =>
		pageOf(organizationOf(frame, request).creditNotes.values(), pagingOf(request), (each) =>
			figuresOfDocument(organizationOf(frame, request), each),
		),
	);
	on('GET', `${books}/contacts`, (request) =>
		pageOf(organizationOf(frame, request).contacts.values(), pagingOf(request), figuresOfContact),
	);
	on('GET', `${books}/entries`, (request) =>
		pageOf(organizationOf(frame, request).ledger.entries, pagingOf(request), (each) => each),
	);
	on('POST', `${books}/documents/:guid/other-writer`, (request) => {
		const { guid } = request.params as { guid: string };
		return {
			done: actAsOtherWriter(
				frame,
				organizationOf(frame, request),
				guid,
				bodyOf(request).deed as OtherWriterDeed,
			),
		};
	});
	on('GET', `${books}/balances`, (request) => trialBalance(organizationOf(frame, request)));
}
