import Fastify from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';

/** One request that a workflow sent to a service. */
export interface Call {
	method: string;
	/** Path with query, decoded. */
	path: string;
	headers: IncomingHttpHeaders;
	/** JSON and form fields as objects, anything else as text; undefined for none. */
	body: unknown;
}

export interface Answer {
	/** 200 unless told otherwise. */
	status?: number;
	headers?: Record<string, string>;
	/** Text as it is, anything else as JSON. */
	body?: unknown;
}

type Answering = Answer | ((call: Call) => Answer);

/** The services that the examples talk to besides Dinero, under their real names. */
export const hostNames = [
	'api.openai.com',
	'api.stripe.com',
	'garnhuset.example.com',
	'keramik.example.com',
	'nordlys-cykler.example.com',
	'nordlys-cykler.myshopify.com',
	'oauth2.googleapis.com',
	'sheets.googleapis.com',
	'slack.com',
	'www.googleapis.com',
] as const;

export type HostName = (typeof hostNames)[number];

/** A service under its real name: answers what the test says, and keeps what it was asked. */
export class PlayedHost {
	calls: Call[] = [];
	private rules: Array<{ when: RegExp; answer: Answering }> = [];

	/** Answers every call whose `METHOD /path?query` matches; the rule that was given last wins. */
	answers(when: RegExp, answer: Answering): this {
		this.rules.unshift({ when, answer });
		return this;
	}

	/** `METHOD /path?query` of every call, in their order. */
	asked(): string[] {
		return this.calls.map(({ method, path }) => `${method} ${path}`);
	}

	forget(): void {
		this.calls = [];
		this.rules = [];
	}

	/** Undefined when no rule is for this call. */
	answerTo(call: Call): Answer | undefined {
		this.calls.push(call);
		const answer = this.rules.find(({ when }) => when.test(`${call.method} ${call.path}`))?.answer;
		return typeof answer === 'function' ? answer(call) : answer;
	}
}

function bodyOf(type: string | undefined, body: unknown): unknown {
	if (!Buffer.isBuffer(body) || body.length === 0) return undefined;
	const text = body.toString('utf8');
	if (type?.includes('json')) return JSON.parse(text) as unknown;
	if (type?.includes('x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
	return text;
}

export interface PlayedHosts {
	/** Real host name -> address on loopback, as `startSandbox` wants it. */
	addresses: Record<string, string>;
	host(name: HostName): PlayedHost;
	/** Calls that no rule was for, as `METHOD host/path`. */
	unexpected: string[];
	/** Forgets calls and rules of all. */
	forget(): void;
	close(): Promise<void>;
}

/** One server on loopback for all of them; which service is meant is said by the Host header. */
export async function playHosts(): Promise<PlayedHosts> {
	const hosts = new Map<string, PlayedHost>(hostNames.map((name) => [name, new PlayedHost()]));
	const unexpected: string[] = [];
	const app = Fastify({ forceCloseConnections: true });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	app.all('*', async ({ method, url, headers, body }, reply) => {
		const name = (headers.host ?? '').replace(/:\d+$/, '');
		const path = decodeURIComponent(url.replaceAll('+', ' '));
		const call = { method, path, headers, body: bodyOf(headers['content-type'], body) };
		const answer = hosts.get(name)?.answerTo(call);
		if (answer === undefined) unexpected.push(`${method} ${name}${path}`);
		const {
			status = 200,
			headers: more = {},
			body: said,
		} = answer ?? { status: 404, body: { message: 'Not played' } };
		const asText = typeof said === 'string';
		return await reply
			.code(status)
			.headers({ 'content-type': asText ? 'text/plain; charset=utf-8' : 'application/json', ...more })
			.send(asText ? said : JSON.stringify(said ?? {}));
	});
	const address = await app.listen({ host: '127.0.0.1', port: 0 });
	return {
		addresses: Object.fromEntries(hostNames.map((name) => [name, address])),
		host: (name) => hosts.get(name)!,
		unexpected,
		forget() {
			for (const host of hosts.values()) host.forget();
			unexpected.length = 0;
		},
		close: async () => await app.close(),
	};
}
