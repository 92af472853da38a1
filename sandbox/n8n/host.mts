import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hostFolder, rootFolder } from '../runner/folders.mts';
import { freePorts } from './ports.mts';

export interface HostOptions {
	/** n8n's user folder: database, encryption key, installed packages. Never shared by two running hosts. */
	userFolder: string;
	/** The proxy that plays the real host names; absent: n8n reaches nothing but loopback. */
	net?: { proxyUrl: string; caFile: string };
	/** Fixed port of the editor; else a free one. */
	port?: number;
	/** n8n's own output goes to this file. */
	logFile: string;
	/** Ends n8n, also while it is starting. */
	signal?: AbortSignal;
	/** Further settings of n8n, by the names of its environment variables. */
	settings?: Record<string, string>;
}

export interface RunningHost {
	/** Of the editor, under the name that OAuth callbacks use too. */
	url: string;
	/** Resolves when n8n has ended, with a sentence on how. */
	ended: Promise<string>;
	stop(): Promise<void>;
	/** Ends it at once, as a crash or a power cut would. */
	kill(): Promise<void>;
}

const foreignSetting =
	/^(n8n_|db_|executions_|queue_|webhook_url|generic_timezone|https?_proxy|all_proxy|no_proxy|node_extra_ca_certs|node_options)/i;

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

/**
 * Starts the pinned n8n on loopback and waits until it is ready. It ends with this process, however that ends.
 *
 * @throws when n8n ends before it is ready, or is not ready within two minutes
 */
export async function startHost(options: HostOptions): Promise<RunningHost> {
	await mkdir(options.userFolder, { recursive: true });
	const [freePort, brokerPort] = await freePorts(2);
	const port = options.port ?? freePort;
	const modules = join(hostFolder, 'node_modules');
	const child = spawn(
		join(modules, '.bin', 'node'),
		[
			'--import',
			pathToFileURL(join(rootFolder, 'sandbox', 'n8n', 'endWithParent.mjs')).href,
			join(modules, 'n8n', 'bin', 'n8n'),
			'start',
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
	const deadline = Date.now() + 120_000;
	while (!(await isUp(url))) {
		if (over !== undefined) throw new Error(`${over}\n${await lastLines(options.logFile)}`);
		if (Date.now() > deadline) {
			await end(child, ended);
			throw new Error(`n8n was not ready within two minutes.\n${await lastLines(options.logFile)}`);
		}
		await new Promise((again) => setTimeout(again, 200));
	}
	const kill = async () => {
		child.kill('SIGKILL');
		await ended;
	};
	return { url: `http://localhost:${port}`, ended, stop: () => end(child, ended), kill };
}
