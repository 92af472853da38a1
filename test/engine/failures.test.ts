/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, request, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';

import { checkInvariants } from '../../sandbox/dinero/books/invariants.mts';
import { startDinero, type RunningDinero } from '../../sandbox/dinero/start.mts';
import { certificateAuthority } from '../../sandbox/net/certificateAuthority.mts';
import { createServerCertificate } from '../../sandbox/net/x509.mts';
import { expectWritten } from '../docs/written';
import { operation } from './given';
import { Engine, organizationId, picked, type Ran } from './harness';
import { shopifyOrder } from './shopifyOrder';

/** Waiting passes at once, and is added up. */
jest.mock('../../api/clock', () => {
	const time = { ahead: 0 };
	return {
		time,
		systemClock: {
			now: () => Date.now() + time.ahead,
			sleep: async (milliseconds: number) => {
				time.ahead += milliseconds;
				await Promise.resolve();
			},
		},
	};
});
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { time } = require('../../api/clock') as { time: { ahead: number } };

/** What stands between the node and Dinero: an HTTPS server whose certificate and answers can be changed. */
class Front {
	/** Gets the whole answer of Dinero and may send something else. */
	answer: (whole: Buffer, send: (part: Buffer, end: 'end' | 'cut') => void) => void = (whole, send) =>
		send(whole, 'end');

	private constructor(
		private readonly server: Server,
		readonly url: string,
		private readonly certificates: Record<'valid' | 'expired', tls.SecureContextOptions>,
		private readonly restore: () => void,
	) {}

	static async start(dinero: RunningDinero): Promise<Front> {
		const folder = mkdtempSync(join(tmpdir(), 'front-'));
		const authority = await certificateAuthority(folder);
		const make = async (days: number) => {
			const { certificate, key } = await createServerCertificate(['localhost'], authority, days);
			return { cert: certificate, key };
		};
		const certificates = { valid: await make(1), expired: await make(-0.5) };
		// Trust in the authority, as NODE_EXTRA_CA_CERTS would give from a process's start.
		const original = tls.createSecureContext;
		const ca = readFileSync(authority.certificateFile, 'utf8');
		tls.createSecureContext = (options = {}) => original({ ca, ...options });
		// eslint-disable-next-line prefer-const -- the handler needs the front, and the front the server
		let front: Front;
		const server = createHttpsServer(certificates.valid, (incoming, outgoing) => {
			const onward = request(dinero.url + incoming.url, {
				method: incoming.method,
				headers: incoming.headers,
			});
			incoming.pipe(onward);
			onward.on('response', (response) => {
				const parts: Buffer[] = [];
				response.on('data', (part: Buffer) => parts.push(part));
				response.on('end', () => {
					const body = Buffer.concat(parts);
					const headers = { ...response.headers, 'content-length': String(body.length), connection: 'close' };
					delete headers['transfer-encoding'];
					front.answer(headAnd(response.statusCode ?? 500, headers, body), (part, end) =>
						raw(outgoing, part, end),
					);
				});
			});
		});
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
		const { port } = server.address() as AddressInfo;
		front = new Front(server, `https://localhost:${port}`, certificates, () => {
			tls.createSecureContext = original;
			rmSync(folder, { recursive: true, force: true });
		});
		return front;
	}

	present(which: 'valid' | 'expired'): void {
		this.server.setSecureContext(this.certificates[which]);
	}

	async close(): Promise<void> {
		this.restore();
		this.server.closeAllConnections();
		await new Promise((closed) => this.server.close(closed));
	}
}

/** The bytes of an answer as they go over the wire. */
function headAnd(status: number, headers: object, body: Buffer): Buffer {
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
	return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Answer\r\n${lines.join('\r\n')}\r\n\r\n`), body]);
}

/** Writes bytes past the server's own headers, and ends the connection well or not. */
function raw(outgoing: ServerResponse, part: Buffer, end: 'end' | 'cut'): void {
	const { socket } = outgoing;
	if (socket === null) return;
	socket.write(part, () => (end === 'end' ? socket.end() : socket.destroy()));
}

let dinero: RunningDinero;
let front: Front;
let engine: Engine;
beforeAll(async () => {
	dinero = await startDinero({ rateLimit: 0 });
	front = await Front.start(dinero);
	engine = Engine.over({ ...dinero, url: front.url, reset: dinero.reset.bind(dinero) } as RunningDinero);
}, 60_000);
beforeEach(() => {
	engine.reset();
	front.present('valid');
	front.answer = (whole, send) => send(whole, 'end');
	engine.timeout = undefined;
	time.ahead = 0;
});
afterAll(async () => {
	await front.close();
	await engine.close();
	await dinero.close();
});

const accounts = { accounts: { account: [{ case: 'domesticShipping', accountNumber: picked('1350') }] } };
const transfer = async (): Promise<Ran> =>
	await engine.run(
		operation('shopOrder', 'createInvoice', {
			order: shopifyOrder() as never,
			depositAccountNumber: picked('55000'),
			whatToDo: 'bookAndPay',
			options: accounts,
		}),
	);
const read = async (): Promise<Ran> => await engine.run(operation('vatType', 'getAll', { returnAll: true }));

/** An engine whose Dinero is at another address; closing it leaves the local one running. */
const elsewhere = (url: string) =>
	Engine.over({ ...dinero, url, close: async () => await Promise.resolve() } as RunningDinero);

const books = () => {
	const { invoices, contacts } = dinero.world.organizations.get(organizationId)!;
	const payments = [...invoices.values()].flatMap((invoice) => invoice.claim?.payments ?? []);
	return { contacts: contacts.size, invoices: invoices.size, payments: payments.length };
};

interface Seen {
	situation: string;
	what: string;
	message: string;
	advice: string;
}
const seen: Seen[] = [];
/** What waits of 1, 2 and 4 seconds come to, each up to a quarter longer. */
const fourTries = '4 tries over some seconds';
const seconds = () => time.ahead / 1000;
const expectFourTries = () => {
	expect(seconds()).toBeGreaterThanOrEqual(7);
	expect(seconds()).toBeLessThan(9);
};
function see(situation: string, what: string, { error }: Ran): void {
	const message = error?.message ?? 'none';
	seen.push({ situation, what, message, advice: error?.description ?? '' });
	expect(`${message} ${error?.description}`).not.toMatch(/undefined|\[object|Bearer|eyJ|127\.0\.0\.1/);
}

describe('what a user sees when the way to Dinero is broken', () => {
	it('answers cut at any byte: read again, and what was written is found', async () => {
		const [whole] = await new Promise<[Buffer]>((known) => {
			front.answer = (bytes, send) => {
				send(bytes, 'end');
				known([bytes]);
			};
			void read();
		});
		expect((await read()).error).toBeUndefined();
		const places = Array.from({ length: 40 }, (_, index) => Math.floor((index * whole.length) / 40));
		for (const place of [...places, whole.length - 1]) {
			let cuts = 0;
			front.answer = (bytes, send) => {
				cuts += 1;
				if (cuts === 1) send(bytes.subarray(0, place), 'cut');
				else send(bytes, 'end');
			};
			const ran = await read();
			expect([place, ran.error?.message]).toEqual([place, undefined]);
			expect(ran.rows.length).toBeGreaterThan(5);
			expect(cuts).toBe(2);
		}
		front.answer = (bytes, send) => send(bytes.subarray(0, Math.floor(bytes.length / 2)), 'cut');
		time.ahead = 0;
		const never = await read();
		see('the answer is always cut', fourTries, never);
		expectFourTries();
		expect(never.error?.message).toMatch(/was cut/);
	});

	it('the answers of a transfer cut somewhere: run again, one invoice, one payment', async () => {
		const undisturbed = await transfer();
		expect(undisturbed.row.outcome).toBe('invoiced');
		const requests = dinero.calls.length;
		for (let at = 0; at < requests; at += 1) {
			engine.reset();
			let count = 0;
			front.answer = (bytes, send) => {
				count += 1;
				// Each request of the path once, at a place of its own.
				if (count === at + 1)
					send(bytes.subarray(0, Math.floor((bytes.length * (at + 1)) / (requests + 1))), 'cut');
				else send(bytes, 'end');
			};
			let ran = await transfer();
			expect(count).toBeGreaterThan(at);
			if (ran.error) ran = await transfer();
			expect([at, ran.error?.message]).toEqual([at, undefined]);
			expect(books()).toEqual({ contacts: 1, invoices: 1, payments: 1 });
			expect(checkInvariants(dinero.world)).toEqual([]);
		}
	}, 60_000);

	it('a certificate that expires in the middle: nothing is sent any more, and it goes on when it is renewed', async () => {
		front.answer = (bytes, send) => {
			send(bytes, 'end');
			if (dinero.calls.length === 4) front.present('expired');
		};
		const broken = await transfer();
		see("Dinero's certificate has expired", fourTries, broken);
		expectFourTries();
		expect(broken.error?.message).toMatch(/certificate/);
		const sent = dinero.calls.length;
		expect((await transfer()).error).toBeDefined();
		expect(dinero.calls).toHaveLength(sent);
		front.present('valid');
		front.answer = (bytes, send) => send(bytes, 'end');
		expect((await transfer()).row.outcome).toBe('invoiced');
		expect(books()).toEqual({ contacts: 1, invoices: 1, payments: 1 });
	});

	it('a name that is not found', async () => {
		const lost = elsewhere('https://dinero.invalid');
		const ran = await lost.run(operation('vatType', 'getAll', { organizationId: picked(organizationId) }));
		await lost.close();
		see('the name of Dinero is not found (DNS)', fourTries, ran);
		expectFourTries();
		expect(ran.error?.message).toMatch(/could not be reached/);
	});

	it('an answer that takes half the patience is waited for; one that takes longer is asked for once more', async () => {
		engine.timeout = 6000;
		let slow = 3000;
		const waiting: NodeJS.Timeout[] = [];
		front.answer = (bytes, send) => waiting.push(setTimeout(() => send(bytes, 'end'), slow));
		const patient = await read();
		expect(patient.error).toBeUndefined();
		seen.push({
			situation: 'an answer takes 30 seconds',
			what: 'it is waited for, up to 60 seconds',
			message: 'none',
			advice: '',
		});
		engine.timeout = 300;
		slow = 9000;
		const impatient = await read();
		waiting.forEach(clearTimeout);
		see('no answer within 60 seconds', '2 tries', impatient);
		expect(impatient.error?.message).toMatch(/did not answer in time/);
	});

	it('a storm of 429: waited for, told when it does not end, and nothing is lost', async () => {
		const storm = (times?: number) =>
			dinero.addFault({ match: times === undefined ? { probability: 1 } : { times }, effect: 'tooMany' });
		const rule = storm(3);
		expect((await read()).error).toBeUndefined();
		expect(rule.consumed).toBe(3);
		seen.push({
			situation: '429 now and then (other programs share the limit)',
			what: 'waits, longer each time up to a minute, and goes on at a slower pace for a while',
			message: 'none',
			advice: '',
		});
		storm();
		time.ahead = 0;
		const endless = await transfer();
		see('429 without end', 'it is sent again for 15 minutes', endless);
		expect(seconds()).toBeGreaterThanOrEqual(105);
		expect(endless.error?.message).toMatch(/too many requests/);
		engine.reset();
		expect((await transfer()).row.outcome).toBe('invoiced');
		expect(books()).toEqual({ contacts: 1, invoices: 1, payments: 1 });
	});

	it('a server that is not there, and one that only fails', async () => {
		const closed = createHttpServer();
		await new Promise<void>((listening) => closed.listen(0, '127.0.0.1', listening));
		const { port } = closed.address() as AddressInfo;
		await new Promise((done) => closed.close(done));
		const lost = elsewhere(`http://127.0.0.1:${port}`);
		const nobody = await lost.run(operation('vatType', 'getAll', { organizationId: picked(organizationId) }));
		await lost.close();
		see('nobody answers at the address', fourTries, nobody);

		dinero.addFault({
			match: { probability: 1 },
			effect: 'status',
			status: 503,
			body: 'Service Unavailable',
		});
		time.ahead = 0;
		const failing = await read();
		engine.reset();
		see('Dinero answers 500 to 504', fourTries, failing);
		expect(failing.error?.message).toMatch(/could not answer just now/);
	});

	it('docs/troubleshooting.md shows this; npm run docs:pages writes it anew', () => {
		const rows = seen.map(
			({ situation, what, message, advice }) => `| ${situation} | ${what} | ${message} | ${advice} |`,
		);
		expectWritten('troubleshooting.md', 'network', [
			'| what happens | what the node does | message | what to do |',
			'|---|---|---|---|',
			...rows,
		]);
	});
});
