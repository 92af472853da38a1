// Brings a fresh clone to where the sandbox can run, then runs it. Plain Node without dependencies: nothing is installed yet.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
// In a hidden folder, since n8n's build looks for pictures in every other one.
const host = join(root, 'sandbox', 'n8n', '.host');
const state = join(root, 'sandbox', '.state');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Progress goes to stderr: stdout belongs to the result lines. */
function say(sentence) {
	process.stderr.write(`${sentence}\n`);
}

function stop(sentence) {
	say(sentence);
	process.exit(2);
}

/** Runs npm quietly; what it said is shown when it does not succeed, and then everything ends. */
function runNpm(parameters, folder) {
	const { status, stdout, stderr } = spawnSync(npm, parameters, {
		cwd: folder,
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
		shell: process.platform === 'win32',
	});
	if (status === 0) return;
	stop(
		`${readable(`${stdout ?? ''}\n${stderr ?? ''}`)}\n"npm ${parameters.join(' ')}" in ${folder} did not succeed; what it said is above.`,
	);
}

/** Terminal output without colours and without the frames of spinners. */
function readable(output) {
	return stripVTControlCharacters(output)
		.split(/[\r\n]+/)
		.filter((line) => line.trim() !== '' && !/^[◒◐◓◑]/.test(line))
		.join('\n');
}

/** Lets one process prepare at a time; a lock whose holder is gone does not count. */
function alone(work) {
	const lock = join(state, 'preparing');
	mkdirSync(state, { recursive: true });
	let told = false;
	while (!taken(lock)) {
		if (!told) say('Waiting for another start to finish its preparations ...');
		told = true;
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
	}
	const release = () => rmSync(lock, { force: true });
	process.once('exit', release);
	work();
	process.off('exit', release);
	release();
}

/** Takes the lock, or removes it when its holder is gone; true when it is ours. */
function taken(lock) {
	try {
		writeFileSync(lock, String(process.pid), { flag: 'wx' });
		return true;
	} catch {
		const facts = statSync(lock, { throwIfNoEntry: false });
		const holder = facts ? Number(readFileSync(lock, 'utf8')) : 0;
		const gone = holder > 0 ? !isRunning(holder) : facts && Date.now() - facts.mtimeMs > 5000;
		if (gone) rmSync(lock, { force: true });
		return false;
	}
}

function isRunning(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (cause) {
		return cause.code === 'EPERM';
	}
}

function readJson(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}

/** Whether node_modules holds what package-lock.json asks for; packages of other platforms may be missing. */
function isInstalled(folder) {
	const wanted = readJson(join(folder, 'package-lock.json'))?.packages ?? {};
	const present = readJson(join(folder, 'node_modules', '.package-lock.json'))?.packages;
	if (!present) return false;
	return Object.entries(wanted).every(([path, want]) => {
		if (path === '' || want.link) return true;
		const have = present[path];
		return have ? have.version === want.version : Boolean(want.optional || want.devOptional || want.peer);
	});
}

/** Changes whenever a file that goes into the build changes. */
function sourceMark() {
	const hash = createHash('sha256');
	const add = (path) => {
		const facts = statSync(path);
		if (facts.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
		else hash.update(`${path}\0${facts.size}\0${facts.mtimeMs}\0`);
	};
	const sources = [
		'api',
		'credentials',
		'icons',
		'nodes',
		'orders',
		'transfer',
		'gulpfile.js',
		'package.json',
		'tsconfig.json',
	];
	for (const name of sources) if (existsSync(join(root, name))) add(join(root, name));
	return hash.digest('hex');
}

function prepare() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major < 20 || (major === 20 && minor < 19))
		stop(`Node.js 20.19 or newer is needed; this is ${process.versions.node}.`);

	if (!isInstalled(root)) {
		say('Installing the development tools (about a minute) ...');
		runNpm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'], root);
	}

	const mark = sourceMark();
	const markFile = join(state, 'built-from');
	const builtFrom = existsSync(markFile) ? readFileSync(markFile, 'utf8') : '';
	if (builtFrom !== mark || !existsSync(join(root, 'dist', 'nodes'))) {
		say('Building the nodes ...');
		runNpm(['run', '-s', 'build'], root);
		mkdirSync(state, { recursive: true });
		writeFileSync(markFile, mark);
	}

	const ready = join(host, 'node_modules', '.ready');
	const lock = createHash('sha256')
		.update(readFileSync(join(host, 'package-lock.json')))
		.digest('hex');
	if (!existsSync(ready) || readFileSync(ready, 'utf8') !== lock) {
		if (!isInstalled(host)) {
			say('Installing a real n8n with its own Node.js (2 GB, some minutes, only once) ...');
			runNpm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'], host);
		}
		if (!isRebuilt()) {
			say('Preparing its Node.js and its database driver ...');
			runNpm(['rebuild', 'node', 'sqlite3', '--ignore-scripts=false', '--loglevel=error'], host);
		}
		if (!isRebuilt()) stop('n8n is installed, but its Node.js or its database driver does not start.');
		writeFileSync(ready, lock);
	}
}

/** n8n's own Node.js runs and can load the database driver. */
function isRebuilt() {
	const node = join(host, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
	return existsSync(node) && spawnSync(node, ['-e', "require('sqlite3')"], { cwd: host, stdio: 'ignore' }).status === 0;
}

alone(prepare);
/** What may be named first in place of an option of the sandbox. */
const programs = { e2e: 'sandbox/runner/endToEnd.mts', queue: 'test/queue/main.mts' };
const [first, ...rest] = process.argv.slice(2);
const program = Object.hasOwn(programs, first ?? '')
	? [programs[first], ...rest]
	: ['sandbox/runner/main.mts', ...process.argv.slice(2)];
const child = spawn(process.execPath, ['--import', 'tsx', ...program], { cwd: root, stdio: 'inherit' });
// The child stops everything that it started, then ends; only then does this process end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
