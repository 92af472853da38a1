import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Organization } from '../books/organization.mts';
import { applyClock, applyRate, applySwitches, type Control } from '../http/control.mts';
import type { FaultRule } from '../http/faults.mts';
import type { Frame } from '../http/frame.mts';
import { actAsOtherWriter, type OtherWriterDeed } from '../http/otherWriter.mts';
import { callPage, callsPage, outboxPage } from './calls.mts';
import { contactPage, contactsPage, productsPage } from './contacts.mts';
import { documentPage, documentsOfKind, documentsPage } from './documents.mts';
import { html } from './html.mts';
import { layout } from './layout.mts';
import { accountPage, ledgerPage, vatPage } from './ledger.mts';
import { overviewPage } from './overview.mts';
import { faultsPage, switchesPage } from './steering.mts';

type Query = Record<string, string | undefined>;
type Said = { text: string; wrong: boolean } | undefined;

const day = 24 * 3600;

function saidIn(query: Query): Said {
	if (query.said !== undefined) return { text: query.said, wrong: false };
	return query.wrong === undefined ? undefined : { text: query.wrong, wrong: true };
}

function notFound(frame: Frame, what: string): string {
	return layout({ frame, room: 'overview', title: 'Not found', content: html`<p>${what}</p>` });
}

/** Numbers and texts of a form, without the fields that were left empty. */
function filledIn(fields: Query): Query {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''),
	);
}

function faultOfForm(fields: Query): FaultRule {
	const { effect, status, milliseconds, method, path, nth, times, probability } = filledIn(fields);
	const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
	return {
		effect: effect as FaultRule['effect'],
		status: number(status),
		milliseconds: number(milliseconds) ?? 1000,
		match: Object.fromEntries(
			Object.entries({
				method,
				path,
				nth: number(nth),
				times: number(times),
				probability: number(probability),
			}).filter(([, value]) => value !== undefined),
		),
	};
}

function setClock(frame: Frame, fields: Query): string {
	const { clock } = frame.world;
	const moves: Record<string, number> = { hour: 3600, day, month: 30 * day };
	const what = fields.what ?? '';
	if (what in moves) applyClock(frame, { moveSeconds: moves[what] });
	else if (what === 'set') applyClock(frame, { now: `${fields.now}:00Z` });
	else if (what === 'stop' || what === 'run') applyClock(frame, { stopped: what === 'stop' });
	return `It is ${clock.now().toISOString().slice(0, 16).replace('T', ' ')} UTC now.`;
}

function endTokens(frame: Frame, fields: Query): string {
	if (fields.what === 'expire') return `${frame.tokens.expireAccess()} access tokens ended.`;
	if (fields.what === 'expire-refresh') return `${frame.tokens.expireRefresh()} refresh tokens ended.`;
	return `${frame.tokens.revoke()} sign-ins ended.`;
}

function changeWhole(control: Control, fields: Query): string {
	const name = fields.name ?? '';
	if (fields.what === 'reset') {
		control.reset();
		return 'Everything starts over.';
	}
	if (fields.what === 'save') {
		control.snapshots.set(name, control.save());
		return `The state is kept as '${name}'.`;
	}
	const state = control.snapshots.get(name);
	if (state === undefined) throw new Error(`There is no snapshot named '${name}'.`);
	control.load(state);
	return `The state is that of '${name}' again.`;
}

/** Registers the pages for people: HTML from the server, no script. */
export function registerPages(app: FastifyInstance, frame: Frame): void {
	const send = (reply: FastifyReply, page: string, status = 200) =>
		reply.code(status).header('content-type', 'text/html; charset=utf-8').send(page);
	const queryOf = (request: FastifyRequest) => request.query as Query;
	const page = (path: string, render: (query: Query, request: FastifyRequest) => string) => {
		app.get(path, async (request, reply) => send(reply, render(queryOf(request), request)));
	};
	/** A form's deed: what it says is shown on the page that it leads back to. */
	const form = (
		path: string,
		back: (request: FastifyRequest) => string,
		deed: (fields: Query, request: FastifyRequest) => string,
	) => {
		app.post(path, async (request, reply) => {
			let said: Query;
			try {
				said = { said: deed(request.body as Query, request) };
				frame.changed();
			} catch (error) {
				said = { wrong: error instanceof Error ? error.message : String(error) };
			}
			return reply.redirect(`${back(request)}?${new URLSearchParams(said as Record<string, string>)}`, 303);
		});
	};
	const books = (
		path: string,
		render: (organization: Organization, request: FastifyRequest) => string | undefined,
	) => {
		app.get(`/books/:organizationId${path}`, async (request, reply) => {
			const organization = organizationOf(request);
			const rendered = organization && render(organization, request);
			return rendered === undefined
				? send(reply, notFound(frame, 'There is nothing at this address.'), 404)
				: send(reply, rendered);
		});
	};
	const parameter = (request: FastifyRequest, name: string) =>
		(request.params as Record<string, string>)[name] ?? '';
	const organizationOf = (request: FastifyRequest) =>
		frame.world.organizations.get(parameter(request, 'organizationId'));

	page('/', (query) => overviewPage(frame, query, saidIn(query)));
	page('/calls', (query) => callsPage(frame, query));
	app.get('/calls/:number', async (request, reply) => {
		const call = frame.log.calls.find((each) => each.number === Number(parameter(request, 'number')));
		return call
			? send(reply, callPage(frame, call))
			: send(reply, notFound(frame, 'This call is no longer kept.'), 404);
	});
	page('/outbox', (query) => outboxPage(frame, query));
	page('/switches', (query) => switchesPage(frame, saidIn(query)));
	page('/faults', (query) => faultsPage(frame, saidIn(query)));

	for (const kind of ['invoices', 'creditnotes'] as const) {
		books(`/${kind}`, (organization, request) => documentsPage(frame, organization, kind, queryOf(request)));
		books(`/${kind}/:guid`, (organization, request) => {
			const document = documentsOfKind(organization, kind).get(parameter(request, 'guid'));
			return document && documentPage(frame, organization, kind, document, saidIn(queryOf(request)));
		});
		app.get(`/books/:organizationId/${kind}/:guid/pdf`, async (request, reply) => {
			const organization = organizationOf(request);
			const operationId =
				kind === 'invoices'
					? 'get_v1_organizationId_invoices_guid'
					: 'get_v1_organizationId_sales_creditnotes_guid_pdf';
			const operation = frame.operations[operationId];
			if (!organization || !operation)
				return send(reply, notFound(frame, 'There is nothing at this address.'), 404);
			try {
				const path = { organizationId: organization.id, guid: parameter(request, 'guid') };
				const { bytes } = operation({
					operationId,
					organization,
					world: frame.world,
					path,
					query: {},
					body: undefined,
					accept: 'binary',
				});
				return await reply.header('content-type', 'application/pdf').send(bytes);
			} catch (error) {
				return send(reply, notFound(frame, error instanceof Error ? error.message : String(error)), 404);
			}
		});
	}
	for (const room of ['invoices', 'creditnotes', 'contacts'] as const) {
		form(
			`/books/:organizationId/${room}/:guid/other-writer`,
			(request) => `/books/${parameter(request, 'organizationId')}/${room}/${parameter(request, 'guid')}`,
			(fields, request) => {
				const organization = organizationOf(request);
				if (!organization) throw new Error('There is no such organization.');
				return actAsOtherWriter(
					frame,
					organization,
					parameter(request, 'guid'),
					fields.what as OtherWriterDeed,
				);
			},
		);
	}
	books('/contacts', (organization, request) => contactsPage(frame, organization, queryOf(request)));
	books('/contacts/:guid', (organization, request) => {
		const contact = organization.contacts.get(parameter(request, 'guid'));
		return contact && contactPage(frame, organization, contact, saidIn(queryOf(request)));
	});
	books('/products', (organization, request) => productsPage(frame, organization, queryOf(request)));
	books('/ledger', (organization) => ledgerPage(frame, organization));
	books('/ledger/:account', (organization, request) =>
		accountPage(frame, organization, Number(parameter(request, 'account')), queryOf(request)),
	);
	books('/vat', (organization) => vatPage(frame, organization));

	form(
		'/switches',
		() => '/switches',
		(fields) => {
			applySwitches(frame, fields);
			return 'The switches are set.';
		},
	);
	form(
		'/faults',
		() => '/faults',
		(fields) => {
			if (fields.remove !== undefined) {
				frame.faults.clear(Number(fields.remove));
				return 'The fault is removed.';
			}
			return `The fault '${frame.faults.add(faultOfForm(fields)).effect}' is in force.`;
		},
	);
	form(
		'/clock',
		() => '/switches',
		(fields) => setClock(frame, fields),
	);
	form(
		'/rates',
		() => '/switches',
		(fields) => {
			const { currency, rate, date } = filledIn(fields);
			return applyRate(frame, { currency, rate: Number(rate), date });
		},
	);
	form(
		'/tokens',
		() => '/switches',
		(fields) => endTokens(frame, fields),
	);
	form(
		'/whole',
		() => '/switches',
		(fields) => {
			if (!frame.control) throw new Error('The sandbox is not started completely.');
			return changeWhole(frame.control, fields);
		},
	);
}
