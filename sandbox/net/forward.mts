import { request as ask } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Hands one request to `target` (`http://127.0.0.1:PORT`) and its answer back: method, path, headers with their casing and
 * order (the `Host` header too), body and trailers as they came. Where the target breaks the connection, before or in
 * the middle of its answer, `reset` is called so that the caller's connection breaks as well; where the caller goes away, the target's is broken.
 */
export function forward(
	request: IncomingMessage,
	response: ServerResponse,
	target: string,
	reset: () => void,
): void {
	const { hostname, port } = new URL(target);
	const onward = ask({
		hostname,
		port,
		method: request.method,
		path: request.url,
		// As a flat list Node sends them as they are and adds none of its own.
		headers: request.rawHeaders as unknown as Record<string, string>,
		setHost: false,
		agent: false,
	});
	onward.on('socket', (socket: Socket) => socket.setNoDelay(true));
	onward.on('error', reset);
	onward.on('response', (answer) => {
		response.sendDate = false;
		response.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? '', answer.rawHeaders);
		answer.on('error', reset);
		answer.pipe(response);
	});
	response.on('close', () => {
		if (!response.writableFinished) onward.destroy();
	});
	request.on('error', () => onward.destroy());
	request.pipe(onward);
}
