import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hostFolder, rootFolder } from '../runner/folders.mts';
import { freePorts } from './ports.mts';

export interface HostOptions {
	/** `main` (the default) has the editor and receives webhooks; a `worker` runs what a main of the same queue hands on. */
	role?: 'main' | 'worker';
	/** n8n's user folder: database, encryption key, installed packages. Never shared by two running hosts. */
	userFolder: string;
	/** The proxy that plays the real host names; absent: n8n reaches nothing but loopback. */
	net?: { proxyUrl: string; caFile: string };
	/** Fixed port of the editor (of a worker: of its answers on how it is); else a free one. */
	port?: number;
	/** n8n's own output goes to this file. */
	logFile: string;
	/** Ends n8n, also while it is starting. */
	signal?: AbortSignal;
	/** Further settings of n8n, by the names of its environment variables. */
	settings?: Record<string, string>;
}

export interface RunningHost {
	/** Of the editor, under the name that OAuth callbacks use too; of a worker only `/healthz` answers. */
	url: string;
	pid: number;
	/** Resolves when n8n has ended, with a sentence on how. */
	ended: Promise<string>;
	stop(): Promise<void>;
	/** Ends it at once, as a crash or a power cut would. */
	kill(): Promise<void>;
}

const foreignSetting =
	/^(n8n_|db_|pg|executions_|queue_|webhook_url|generic_timezone|https?_proxy|all_proxy|no_proxy|node_extra_ca_certs|node_options)/i;

/** How long a start may take, in milliseconds: on a busy machine n8n's first start alone takes half a minute. */
const readyIn = 180_000;

/** The caller's environment without anything that would steer n8n, plus a quiet host on loopback. */
function environment(options: HostOptions, port: number, brokerPort: number): NodeJS.ProcessEnv {
	const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreignSetting.test(name)));
	return {
		...own,
		N8N_USER_FOLDER: options.userFolder,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_EDITOR_BASE_URL: `http://localhost:${port}`,
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		...(options.role === 'worker'
			? {
					QUEUE_HEALTH_CHECK_ACTIVE: 'true',
					QUEUE_HEALTH_CHECK_PORT: String(port),
					N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
				}
			: {}),
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_HIDE_USAGE_PAGE: 'true',
		N8N_SECURE_COOKIE: 'false',
		N8N_PYTHON_ENABLED: 'false',
		N8N_DISABLED_MODULES: 'mcp-registry',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		GENERIC_TIMEZONE: 'Europe/Copenhagen',
		// Port 9 answers nothing: without a proxy of ours n8n must not reach the world either.
		HTTPS_PROXY: options.net?.proxyUrl ?? 'http://127.0.0.1:9',
		NO_PROXY: 'localhost,127.0.0.1',
		...(options.net ? { NODE_EXTRA_CA_CERTS: options.net.caFile } : {}),
		...options.settings,
	};
}

async function isUp(url: string): Promise<boolean> {
	try {
		return (await fetch(`${url}/healthz/readiness`)).ok;
	} catch {
		return false;
	}
}

async function lastLines(file: string): Promise<string> {
	const said = await readFile(file, 'utf8').catch(() => '');
	return said.trim().split('\n').slice(-20).join('\n');
}

/** Asks n8n to end and waits; after fifteen seconds it is ended. */
async function end(child: ChildProcess, ended: Promise<string>): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	child.kill('SIGTERM');
	const hard = setTimeout(() => child.kill('SIGKILL'), 15_000);
	await ended;
	clearTimeout(hard);
}

/** n8n ended before it was ready. */
class NotStarted extends Error {
	constructor(
		message: string,
		/** A port that was free a moment ago was not any more. */
		readonly portTaken: boolean,
	) {
		super(message);
	}
}

/** One try; see `startHost`. */
async function tryToStart(options: HostOptions): Promise<RunningHost> {
	const [freePort, brokerPort] = await freePorts(2);
	const port = options.port ?? freePort;
	const modules = join(hostFolder, 'node_modules');
	const said = (await stat(options.logFile).catch(() => undefined))?.size ?? 0;
	const child = spawn(
		join(modules, '.bin', 'node'),
		[
			'--import',
			pathToFileURL(join(rootFolder, 'sandbox', 'n8n', 'endWithParent.mjs')).href,
			join(modules, 'n8n', 'bin', 'n8n'),
			options.role === 'worker' ? 'worker' : 'start',
		],
		{ cwd: hostFolder, env: environment(options, port, brokerPort), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
	);
	const log = createWriteStream(options.logFile, { flags: 'a' });
	child.stdout?.pipe(log, { end: false });
	child.stderr?.pipe(log, { end: false });
	const ended = new Promise<string>((done) => {
		child.once('error', (cause) => done(`n8n did not start: ${cause.message}`));
		child.once('exit', (code, signal) => {
			log.end();
			done(`n8n ended (${signal ?? `code ${code}`}).`);
		});
	});

	let over: string | undefined;
	void ended.then((how) => (over = how));
	options.signal?.addEventListener('abort', () => child.kill('SIGTERM'));
	const url = `http://127.0.0.1:${port}`;
	const deadline = Date.now() + readyIn;
	while (!(await isUp(url))) {
		if (over !== undefined) {
			const now = (await readFile(options.logFile)).subarray(said).toString('utf8');
			throw new NotStarted(`${over}\n${await lastLines(options.logFile)}`, /already in use|EADDRINUSE/.test(now));
		}
		if (Date.now() > deadline) {
			await end(child, ended);
			throw new Error(`n8n was not ready within three minutes.\n${await lastLines(options.logFile)}`);
		}
		await new Promise((again) => setTimeout(again, 200));
	}
	const kill = async () => {
		child.kill('SIGKILL');
		await ended;
	};
	return { url: `http://localhost:${port}`, pid: Number(child.pid), ended, stop: () => end(child, ended), kill };
}

/**
 * Starts the pinned n8n on loopback and waits until it is ready. It ends with this process, however that ends. When another
 * program takes one of its free ports before it does, it is started again with others.
 *
 * @throws when n8n ends before it is ready, or is not ready within three minutes
 */
export async function startHost(options: HostOptions): Promise<RunningHost> {
	await mkdir(options.userFolder, { recursive: true });
	for (let tries = 1; ; tries += 1) {
		try {
			return await tryToStart(options);
		} catch (cause) {
			const otherPorts = cause instanceof NotStarted && cause.portTaken && options.port === undefined;
			if (!otherPorts || tries === 3 || options.signal?.aborted) throw cause;
		}
	}
}
