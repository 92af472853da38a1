/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as secure } from 'node:tls';

import { startNet, type RunningNet } from '../../../sandbox/net/start.mts';

interface Seen {
	method?: string;
	url?: string;
	headers: IncomingMessage['headers'];
	rawHeaders: string[];
	body: Buffer;
}

interface Reply {
	status: number;
	headers: IncomingMessage['headers'];
	body: Buffer;
}

const folder = mkdtempSync(join(tmpdir(), 'net-'));
const seen: Seen[] = [];
const told: string[] = [];
let played: Server;
let net: RunningNet;

/** A stand-in for the local Dinero: answers what it got, and misbehaves on demand. */
beforeAll(async () => {
	played = createServer((request, response) => {
		if (request.url === '/cut-before') return void request.socket.destroy();
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			seen.push({
				method: request.method,
				url: request.url,
				headers: request.headers,
				rawHeaders: request.rawHeaders,
				body: Buffer.concat(parts),
			});
			if (request.url === '/cut-half') {
				response.writeHead(200, { 'content-length': 1000 });
				response.write('half');
				return void setTimeout(() => request.socket.destroy(), 50);
			}
			response.writeHead(201, { 'content-type': 'application/octet-stream', 'x-own': 'kept' });
			response.end(Buffer.from([0, 255, 13, 10, 128]));
		});
	});
	await new Promise<void>((done) => played.listen(0, '127.0.0.1', done));
	const dineroUrl = `http://127.0.0.1:${(played.address() as AddressInfo).port}`;
	net = await startNet({
		dineroUrl,
		folder: join(folder, 'authority'),
		extraHosts: { 'shop.example.com': dineroUrl },
		tell: (line) => told.push(line),
	});
});

afterAll(async () => {
	await net.close();
	played.closeAllConnections();
	await new Promise((done) => played.close(done));
	rmSync(folder, { recursive: true, force: true });
});

/** One HTTPS request through the proxy, trusting its certificate authority and nothing else. */
async function through(host: string, path: string, method = 'GET', headers = {}, body?: Buffer): Promise<Reply> {
	const tunnel = await new Promise<Socket>((done, fail) => {
		const asking = httpRequest({ host: '127.0.0.1', port: net.port, method: 'CONNECT', path: `${host}:443` });
		asking.on('connect', (_answer, socket) => done(socket));
		asking.on('error', fail);
		asking.end();
	});
	const channel = secure({ socket: tunnel, servername: host, ca: readFileSync(net.caFile) });
	return await new Promise<Reply>((done, fail) => {
		channel.on('error', fail);
		const asking = httpRequest(
			{ createConnection: () => channel, host, defaultPort: 443, path, method, headers },
			(answer) => {
				const parts: Buffer[] = [];
				answer.on('data', (part: Buffer) => parts.push(part));
				answer.on('error', fail);
				answer.on('end', () => {
					channel.destroy();
					done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) });
				});
			},
		);
		asking.on('error', fail);
		asking.end(body);
	});
}

describe('the proxy that plays the real host names', () => {
	test.each(['api.dinero.dk', 'connect.visma.com', 'authz.dinero.dk', 'shop.example.com'])(
		'%s is answered by its local player, with nothing changed on the way',
		async (host) => {
			const body = Buffer.concat([
				Buffer.from('--edge\r\ncontent-type: x\r\n\r\n'),
				Buffer.from([0, 1, 254, 255]),
				Buffer.from('\r\n--edge--\r\n'),
			]);
			const sent = {
				'content-type': 'multipart/form-data; boundary=edge',
				authorization: 'Bearer abc',
				'content-length': body.length,
			};
			const reply = await through(host, '/v1/1/files?a=%C3%B8&a=2', 'POST', sent, body);
			expect(reply.status).toBe(201);
			expect(reply.headers['x-own']).toBe('kept');
			expect([...reply.body]).toEqual([0, 255, 13, 10, 128]);
			const last = seen[seen.length - 1];
			expect(last.method).toBe('POST');
			expect(last.url).toBe('/v1/1/files?a=%C3%B8&a=2');
			expect(last.headers).toMatchObject({ ...sent, host, 'content-length': String(body.length) });
			expect(last.body.equals(body)).toBe(true);
		},
	);

	test('a connection that the local Dinero breaks is broken for the caller too', async () => {
		await expect(through('api.dinero.dk', '/cut-before')).rejects.toThrow(/hang up|reset|aborted/i);
		await expect(through('api.dinero.dk', '/cut-half')).rejects.toThrow(/hang up|reset|aborted/i);
	});

	test('a host that nobody plays is refused at the door, told and recorded', async () => {
		const before = seen.length;
		const status = await new Promise((done, fail) => {
			const asking = httpRequest({ host: '127.0.0.1', port: net.port, method: 'CONNECT', path: 'api.example.org:443' });
			asking.on('connect', (answer, socket) => {
				socket.destroy();
				done(answer.statusCode);
			});
			asking.on('error', fail);
			asking.end();
		});
		expect(status).toBe(502);
		expect(net.refused).toEqual(['CONNECT api.example.org:443']);
		expect(told.join()).toContain('CONNECT api.example.org:443');

		const behind = await through(
			'api.dinero.dk',
			'/path?token=1',
			'POST',
			{ host: 'api.example.org' },
			Buffer.from('x'),
		);
		expect(behind.status).toBe(502);
		expect(net.refused[1]).toBe('POST https://api.example.org/path');

		const plain = await fetch(`${net.proxyUrl}/somewhere?token=1`);
		expect(plain.status).toBe(502);
		expect(net.refused[2]).toBe('GET /somewhere');
		expect(seen.length).toBe(before);
	});

	test('header casing and order, and large bodies both ways, arrive as they were', async () => {
		const body = Buffer.alloc(3_000_000, 7);
		await through('api.dinero.dk', '/large', 'PUT', { 'X-Casing': 'Kept' }, body);
		expect(seen[seen.length - 1].body.equals(body)).toBe(true);
		expect(seen[seen.length - 1].rawHeaders).toEqual(expect.arrayContaining(['X-Casing', 'Kept']));
	});

	test('it listens on loopback only', async () => {
		const outside = Object.values(networkInterfaces())
			.flat()
			.find((one) => one && !one.internal && one.family === 'IPv4');
		if (!outside) return;
		const refusal = await new Promise((done) => {
			const socket = connect({ host: outside.address, port: net.port, timeout: 2000 });
			socket.on('connect', () => done('connected'));
			socket.on('error', (cause: NodeJS.ErrnoException) => done(cause.code));
		});
		expect(refusal).toBe('ECONNREFUSED');
	});

	test('the certificate authority is made once and then used again', async () => {
		const first = readFileSync(net.caFile, 'utf8');
		const again = await startNet({ dineroUrl: 'http://127.0.0.1:1', folder: join(folder, 'authority') });
		expect(readFileSync(again.caFile, 'utf8')).toBe(first);
		await again.close();
	});
});
