/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const folder = join(tmpdir(), `n8n-nodes-dinero-ports-${userInfo().username.replace(/\W/g, '_')}`);

/** As another process would load it. */
function anotherAsker(): (count: number) => Promise<number[]> {
	let ask!: (count: number) => Promise<number[]>;
	jest.isolateModules(() => {
		ask = (jest.requireActual('../../../sandbox/n8n/ports.mts') as { freePorts: typeof ask }).freePorts;
	});
	return ask;
}

/** Chance that offers this port first, and all others after it. */
function offering(port: number): void {
	const chance = Math.random.bind(Math);
	jest
		.spyOn(Math, 'random')
		.mockImplementation(chance)
		.mockReturnValueOnce((port - 20_000 + 0.5) / 12_000);
}

describe('ports of the sandbox', () => {
	afterEach(() => jest.restoreAllMocks());

	it('are different, and lie below those that the system hands out by itself', async () => {
		const ports = await anotherAsker()(50);
		expect(new Set(ports).size).toBe(50);
		expect(Math.max(...ports)).toBeLessThan(32_768);
		expect(Math.min(...ports)).toBeGreaterThanOrEqual(20_000);
	});

	it('are not given to two that ask at the same time, although nobody listens there yet', async () => {
		const [port] = await anotherAsker()(1);
		offering(port);
		const [other] = await anotherAsker()(1);
		expect(other).not.toBe(port);
	});

	it('are given again when the one who claimed them is gone', async () => {
		const [port] = await anotherAsker()(1);
		const gone = spawnSync(process.execPath, ['-e', '']).pid;
		writeFileSync(join(folder, String(port)), String(gone));
		offering(port);
		expect(await anotherAsker()(1)).toEqual([port]);
		expect(readFileSync(join(folder, String(port)), 'utf8')).toBe(String(process.pid));
	});

	it('are not given where a program listens that asked nobody', async () => {
		const [port] = await anotherAsker()(1);
		rmSync(join(folder, String(port)));
		const stranger = createServer();
		await new Promise<void>((listening) => stranger.listen(port, '127.0.0.1', listening));
		offering(port);
		const [other] = await anotherAsker()(1);
		await new Promise((closed) => stranger.close(closed));
		expect(other).not.toBe(port);
	});

	it('are set free when the process ends', () => {
		mkdirSync(folder, { recursive: true });
		const program =
			"import('./sandbox/n8n/ports.mts').then(async ({ freePorts }) => console.log((await freePorts(1))[0]))";
		const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', '-e', program], { encoding: 'utf8' });
		expect(Number(stdout)).toBeGreaterThan(0);
		expect(existsSync(join(folder, stdout.trim()))).toBe(false);
	});
});
