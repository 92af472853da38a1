import { execFile } from 'node:child_process';

/**
 * Runs a program to its end and gives its stdout.
 *
 * @throws with the program's last output when it ends with another code than 0
 */
export async function command(program: string, parameters: string[], folder: string): Promise<string> {
	return await new Promise((done, failed) => {
		execFile(program, parameters, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (cause, stdout, stderr) => {
			if (!cause) return done(stdout);
			const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-15).join('\n');
			failed(new Error(`"${program} ${parameters.join(' ')}" did not succeed:\n${said}`));
		});
	});
}
