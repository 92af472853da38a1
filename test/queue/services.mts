import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePorts } from '../../sandbox/n8n/ports.mts';
import { hostFolder } from '../../sandbox/runner/folders.mts';
import type { Parts } from '../../sandbox/runner/sandbox.mts';

/** A PostgreSQL and a Redis that n8n's main and workers share. */
export interface Services {
	/** n8n's settings for them, by the names of its environment variables. */
	settings: Record<string, string>;
	/** Asks PostgreSQL; rows as objects. */
	query<Row>(text: string): Promise<Row[]>;
	/** Ends every connection that n8n has to PostgreSQL at this moment; how many there were. */
	cutConnections(): Promise<number>;
	/** For people: where they are. */
	description: string;
}

/** Where to find them instead of starting private ones; a database of its own, in which a schema is made and removed again. */
const addresses = { postgres: 'QUEUE_POSTGRES_URL', redis: 'QUEUE_REDIS_URL' } as const;

const howToInstall = `Queue mode needs PostgreSQL and Redis. Either install both, so that this test can start private ones for itself:
  Debian, Ubuntu   apt-get install postgresql redis-server
  macOS            brew install postgresql redis
or say where they are:
  ${addresses.postgres}=postgres://user:password@127.0.0.1:5432/database   (a database for this test alone)
  ${addresses.redis}=redis://127.0.0.1:6379`;

/** PostgreSQL's and Redis' programs are not there; the message says what to do. */
export class ServiceMissing extends Error {}

/** The program's path, looked for where systems put what is not meant for people. */
function find(program: string): string {
	const beside = '/usr/lib/postgresql';
	const versions = existsSync(beside) ? readdirSync(beside).sort((a, b) => Number(b) - Number(a)) : [];
	const folders = [
		...(process.env.PATH ?? '').split(':'),
		...versions.map((version) => join(beside, version, 'bin')),
		...['/usr/local/bin', '/opt/homebrew/bin'],
	];
	const found = folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
	if (!found) throw new ServiceMissing(`The program ${program} is missing.\n\n${howToInstall}`);
	return found;
}

/** PostgreSQL refuses to run as root; then it is run as the user that its package made. */
function postgresUser(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const number = (option: string) => {
		const { status, stdout } = spawnSync('id', [option, 'postgres'], { encoding: 'utf8' });
		if (status === 0) return Number(stdout);
		throw new ServiceMissing(
			`PostgreSQL does not run as root, and this system has no user "postgres" to run it as.\n\n${howToInstall}`,
		);
	};
	return { uid: number('-u'), gid: number('-g') };
}

/** Ends a program that this process started, and waits for it. */
async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = new Promise<void>((done) => child.once('exit', () => done()));
	child.kill(signal);
	const hard = setTimeout(() => child.kill('SIGKILL'), 15_000);
	await ended;
	clearTimeout(hard);
}

async function until(what: string, child: ChildProcess, logFile: string, ready: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + 60_000;
	while (!(await ready())) {
		const over = child.exitCode !== null || child.signalCode !== null;
		if (over || Date.now() > deadline) {
			const said = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n').slice(-15).join('\n');
			throw new Error(`${what} ${over ? 'ended before it was ready' : 'was not ready within a minute'}.\n${said}`);
		}
		await new Promise((again) => setTimeout(again, 100));
	}
}

async function answers(port: number): Promise<boolean> {
	return await new Promise((known) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => {
			socket.destroy();
			known(true);
		});
		socket.once('error', () => known(false));
	});
}

/** A Redis of its own that keeps nothing; its address. */
async function privateRedis(folder: string, parts: Parts): Promise<URL> {
	const program = find('redis-server');
	const [port] = await freePorts(1);
	const logFile = join(folder, 'redis.log');
	const child = spawn(
		program,
		['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
		{ stdio: ['ignore', 'pipe', 'pipe'] },
	);
	child.stdout.pipe(createWriteStream(logFile));
	parts.add(() => end(child, 'SIGTERM'));
	await until('Redis', child, logFile, () => answers(port));
	return new URL(`redis://127.0.0.1:${port}`);
}

/** A PostgreSQL of its own, which may lose what it has in a power cut: that makes it quick; its address. */
async function privatePostgres(folder: string, parts: Parts): Promise<URL> {
	const [initdb, postgres] = [find('initdb'), find('postgres')];
	const user = postgresUser();
	const home = join(folder, 'postgres');
	const data = join(home, 'data');
	const password = randomBytes(12).toString('hex');
	const passwordFile = join(home, 'password');
	await mkdir(home, { recursive: true });
	await writeFile(passwordFile, password, { mode: 0o600 });
	if (user) {
		await chmod(folder, 0o711);
		for (const path of [home, passwordFile]) await chown(path, user.uid, user.gid);
	}
	const made = spawnSync(
		initdb,
		['-D', data, '-U', 'n8n', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '-N'],
		{ ...user, cwd: home, encoding: 'utf8' },
	);
	if (made.status !== 0) throw new Error(`PostgreSQL could not make its database:\n${made.stderr}`);
	const [port] = await freePorts(1);
	const quick = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=100'];
	const parameters = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', ...quick];
	const child = spawn(postgres, ['-D', data, ...parameters.flatMap((one) => ['-c', one])], {
		...user,
		cwd: home,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const logFile = join(folder, 'postgres.log');
	const log = createWriteStream(logFile);
	child.stdout.pipe(log, { end: false });
	child.stderr.pipe(log, { end: false });
	// SIGQUIT ends it at once; nothing in it is needed any more.
	parts.add(() => end(child, 'SIGQUIT'));
	await until('PostgreSQL', child, logFile, () => answers(port));
	return new URL(`postgres://n8n:${password}@127.0.0.1:${port}/postgres`);
}

interface Pool {
	query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
	end(): Promise<void>;
	on(event: 'error', listener: (cause: Error) => void): void;
}

/** The PostgreSQL driver that n8n brings. */
const driver = createRequire(join(hostFolder, 'package.json'));

/**
 * The services that the environment names, or private ones on free loopback ports, which end with `parts`.
 *
 * @throws ServiceMissing when there are neither; the message says what to do
 */
export async function startServices(folder: string, parts: Parts): Promise<Services> {
	const given = { postgres: process.env[addresses.postgres], redis: process.env[addresses.redis] };
	const redis = given.redis ? new URL(given.redis) : await privateRedis(folder, parts);
	const postgres = given.postgres ? new URL(given.postgres) : await privatePostgres(folder, parts);

	const from = (address: string | undefined) => (address ? 'as given' : 'started for this test');
	const mark = `n8n_dinero_${process.pid}`;
	const { Pool } = driver('pg') as { Pool: new (options: object) => Pool };
	const pool = new Pool({
		connectionString: postgres.href,
		application_name: `${mark}_test`,
		options: `-c search_path=${mark}`,
		max: 3,
	});
	pool.on('error', () => undefined);
	await pool.query(`create schema ${mark}`);
	parts.add(async () => {
		await pool.query(`drop schema ${mark} cascade`);
		await pool.end();
	});

	const settings = {
		EXECUTIONS_MODE: 'queue',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: postgres.hostname,
		DB_POSTGRESDB_PORT: postgres.port || '5432',
		DB_POSTGRESDB_DATABASE: postgres.pathname.slice(1),
		DB_POSTGRESDB_USER: decodeURIComponent(postgres.username),
		DB_POSTGRESDB_PASSWORD: decodeURIComponent(postgres.password),
		DB_POSTGRESDB_SCHEMA: mark,
		DB_POSTGRESDB_POOL_SIZE: '8',
		// By this name n8n's connections are known from everybody else's.
		PGAPPNAME: mark,
		QUEUE_BULL_REDIS_HOST: redis.hostname,
		QUEUE_BULL_REDIS_PORT: redis.port || '6379',
		...(redis.password ? { QUEUE_BULL_REDIS_PASSWORD: decodeURIComponent(redis.password) } : {}),
		QUEUE_BULL_PREFIX: mark,
		N8N_REDIS_KEY_PREFIX: mark,
	};
	return {
		settings,
		description: `PostgreSQL at ${postgres.host} (${from(given.postgres)}) and Redis at ${redis.host} (${from(given.redis)})`,
		query: async <Row,>(text: string) => (await pool.query(text)).rows as Row[],
		cutConnections: async () => {
			const { rows } = await pool.query(
				'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1',
				[mark],
			);
			return rows.length;
		},
	};
}
