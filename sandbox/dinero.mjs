// Starts the local Dinero. Plain JavaScript, so that it can say what is missing before anything is installed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
if (!existsSync(join(root, 'node_modules', 'tsx')) || !existsSync(join(root, 'node_modules', 'fastify'))) {
	console.error(
		'The local Dinero needs its packages. Run this once in the project folder, then try again:\n\n  npm ci\n',
	);
	process.exit(1);
}

// npm changes to the project folder; files are meant from where the command was typed.
const workingFolder = process.cwd() === root ? (process.env.INIT_CWD ?? root) : process.cwd();
const child = spawn(
	process.execPath,
	['--import', 'tsx', join(root, 'sandbox', 'dinero', 'main.mts'), ...process.argv.slice(2)],
	{ stdio: 'inherit', env: { ...process.env, DINERO_WORKING_FOLDER: workingFolder }, cwd: root },
);
// Ctrl-C reaches both; this one waits until the other has ended cleanly.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => {
	process.exitCode = code ?? (signal ? 1 : 0);
});
