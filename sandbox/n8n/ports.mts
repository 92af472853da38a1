import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/**
 * Below what systems hand out for outgoing connections by themselves (Linux from 32768, others from 49152), so that a
 * claimed port is not taken by chance before it is used.
 */
const first = 20_000;
const last = 31_999;

const folder = join(tmpdir(), `n8n-nodes-dinero-ports-${userInfo().username.replace(/\W/g, '_')}`);
const own = new Set<number>();

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (cause) {
		return (cause as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** Whether another process that still runs has claimed it; a claim without an owner is one that is just being written. */
function isClaimed(file: string): boolean {
	const facts = statSync(file, { throwIfNoEntry: false });
	if (!facts) return false;
	try {
		const owner = Number(readFileSync(file, 'utf8'));
		return owner > 0 ? isRunning(owner) : Date.now() - facts.mtimeMs < 5000;
	} catch {
		return true;
	}
}

/** Makes the port this process's own among all that use this module; false when it is another's. */
function claim(port: number): boolean {
	const file = join(folder, String(port));
	if (own.has(port) || isClaimed(file)) return false;
	rmSync(file, { force: true });
	try {
		writeFileSync(file, String(process.pid), { flag: 'wx' });
	} catch {
		return false;
	}
	if (own.size === 0)
		process.once('exit', () => {
			for (const each of own) rmSync(join(folder, String(each)), { force: true });
		});
	own.add(port);
	return true;
}

/** Whether a program listens there, ours or not. */
async function isFree(port: number): Promise<boolean> {
	const holder = createServer();
	return await new Promise<boolean>((known) => {
		holder.once('error', () => known(false));
		holder.listen(port, '127.0.0.1', () => holder.close(() => known(true)));
	});
}

/**
 * As many free loopback ports as asked for, all different. They stay claimed until this process ends: no other process that
 * asks here is given one of them. A program that does not ask here could still take one; `startHost` then takes others.
 */
export async function freePorts(count: number): Promise<number[]> {
	mkdirSync(folder, { recursive: true });
	const ports: number[] = [];
	for (let tries = 0; ports.length < count; tries += 1) {
		if (tries > 2000) throw new Error(`There is no free port from ${first} to ${last}.`);
		const port = first + Math.floor(Math.random() * (last - first + 1));
		if (claim(port) && (await isFree(port))) ports.push(port);
	}
	return ports;
}
