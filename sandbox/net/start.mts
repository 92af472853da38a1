import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';
import { stateFolder } from '../runner/folders.mts';
import { certificateAuthority } from './certificateAuthority.mts';
import { forward } from './forward.mts';
import { createServerCertificate } from './x509.mts';

/** The real hosts that the local Dinero answers for: the API, the OAuth sign-in and the personal integration's sign-in. */
export const dineroHosts = ['api.dinero.dk', 'connect.visma.com', 'authz.dinero.dk'];

export interface NetOptions {
	/** Where the local Dinero listens, `http://127.0.0.1:PORT`, without a path. */
	dineroUrl: string;
	/** 0 or absent: a free port. */
	port?: number;
	/** More hosts to play: real host name -> `http://127.0.0.1:PORT` of whoever answers for it, without a path. */
	extraHosts?: Record<string, string>;
	/** Where the certificate authority is kept. */
	folder?: string;
	/** Where refusals are told; stderr unless told otherwise. */
	tell?: (line: string) => void;
}

export interface RunningNet {
	/** For `HTTPS_PROXY`. */
	proxyUrl: string;
	port: number;
	/** For `NODE_EXTRA_CA_CERTS`. */
	caFile: string;
	/** What was refused, as `CONNECT host:port` or `GET http://host/path`; nothing of it left the machine. */
	refused: string[];
	close(): Promise<void>;
}

/**
 * Plays Dinero's and Visma's real host names locally: an HTTPS proxy on loopback with its own certificate authority, which
 * hands each request for them, unchanged, to the local Dinero (`forward`). A connection that the local Dinero breaks is
 * broken towards the caller as well. Any other host or port is answered 502 at the door, recorded and told; the proxy has no way to reach it.
 *
 * @throws when the port is taken
 */
export async function startNet(options: NetOptions): Promise<RunningNet> {
	const tell = options.tell ?? ((line: string) => void process.stderr.write(`${line}\n`));
	const played = new Map<string, string>(dineroHosts.map((host) => [host, options.dineroUrl]));
	for (const [host, target] of Object.entries(options.extraHosts ?? {}))
		played.set(host.toLowerCase(), target);

	const authority = await certificateAuthority(options.folder ?? join(stateFolder, 'net'));
	const server = await createServerCertificate([...played.keys()], authority);
	const secureContext = createSecureContext({ key: server.key, cert: server.certificate });

	const refused: string[] = [];
	const sockets = new Set<Socket>();
	/** The TCP connection under each TLS connection, to break it properly. */
	const under = new WeakMap<object, Socket>();

	/** Records and tells a refusal; gives the text that the caller gets. */
	const refuse = (what: string): string => {
		refused.push(what);
		tell(`REFUSED by the sandbox's proxy, nobody plays this host: ${what}`);
		return `The sandbox's proxy plays only ${[...played.keys()].join(', ')}. Refused: ${what}. Nothing left this machine.\n`;
	};

	const inside = createServer({ requestTimeout: 0 }, (request, response) => {
		const host = (request.headers.host ?? '').replace(/:443$/, '').toLowerCase();
		const target = played.get(host);
		if (!target) {
			response.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' });
			response.end(refuse(`${request.method} https://${host}${pathOf(request)}`));
			return;
		}
		const tcp = under.get(request.socket);
		forward(request, response, target, () => (tcp ? tcp.resetAndDestroy() : request.socket.destroy()));
	});

	const door = createServer((request, response) => {
		response.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' });
		response.end(refuse(`${request.method} ${pathOf(request)}`));
	});
	door.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
	});
	door.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
		// A caller that goes away is no matter of the proxy's.
		socket.on('error', () => undefined);
		const wanted = (request.url ?? '').toLowerCase();
		if (!wanted.endsWith(':443') || !played.has(wanted.slice(0, -4))) {
			const body = refuse(`CONNECT ${wanted}`);
			socket.end(
				`HTTP/1.1 502 Refused by the sandbox\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
			);
			return;
		}
		socket.setNoDelay(true);
		socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
		if (head.length > 0) socket.unshift(head);
		const secure = new TLSSocket(socket, { isServer: true, secureContext, ALPNProtocols: ['http/1.1'] });
		under.set(secure, socket);
		secure.on('error', (cause) => {
			if (/alert|certificate|unknown ca/i.test(cause.message)) {
				tell(
					`The proxy's certificate for ${wanted} was not accepted: does that program trust ${authority.certificateFile}?`,
				);
			}
			socket.destroy();
		});
		inside.emit('connection', secure);
	});

	await new Promise<void>((listening, failed) => {
		door.once('error', failed);
		door.listen(options.port ?? 0, '127.0.0.1', listening);
	});
	const { port } = door.address() as AddressInfo;
	return {
		proxyUrl: `http://127.0.0.1:${port}`,
		port,
		caFile: authority.certificateFile,
		refused,
		close: () =>
			new Promise((closed) => {
				door.close(() => closed());
				for (const socket of sockets) socket.destroy();
			}),
	};
}

/** Path without its query, which may carry secrets. */
function pathOf(request: IncomingMessage): string {
	return (request.url ?? '').split('?')[0];
}
