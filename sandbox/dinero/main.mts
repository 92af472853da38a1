import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { apiKeyOf, sandboxApp, sandboxPersonalClient } from './http/accounts.mts';
import { isSeedName, seedNames } from './seeds/seeds.mts';
import { startDinero, type DineroOptions, type RunningDinero } from './start.mts';

const usage = `The local Dinero: a Dinero of your own, for trying things out.

  npm run dinero -- [options]

  --port N            port on this machine (default: a free one)
  --log FILE          write one JSON object for each request and its answer
  --rounding WAY      how VAT is rounded: line (default), document or net
  --rate-limit N      requests a minute for each organization and client; 0 is no limit (default 60)
  --faithful          swallow unknown fields silently, as the real one does, instead of refusing them
  --proxy N           also start the proxy that plays Dinero's real host names, on this port (0: a free one)
  --state FILE        keep the books in this file between runs
  --seed NAME         what the books hold at the start: empty (default), shop (a year, 1,200 invoices)
                      or large (100,000 invoices, takes a minute)
  --redirect ADDRESS  an address to which the registered app may send its codes, besides any n8n on this machine
  --help              this text
`;

/** Reads a whole number of an option, or ends with a sentence. */
function wholeNumber(name: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	if (!/^\d+$/.test(text)) fail(`--${name} must be a whole number, not '${text}'.`);
	return Number(text);
}

function fail(sentence: string): never {
	console.error(`${sentence}\n\n${usage}`);
	process.exit(2);
}

function readOptions(): { dinero: DineroOptions; proxy: number | undefined } {
	// Paths are meant from where the command was given, not from the project folder.
	const from = process.env.DINERO_WORKING_FOLDER ?? process.cwd();
	const file = (path: string | undefined) => (path === undefined ? undefined : resolve(from, path));
	try {
		const { values } = parseArgs({
			options: {
				port: { type: 'string' },
				log: { type: 'string' },
				rounding: { type: 'string' },
				'rate-limit': { type: 'string' },
				faithful: { type: 'boolean' },
				proxy: { type: 'string' },
				state: { type: 'string' },
				seed: { type: 'string' },
				redirect: { type: 'string', multiple: true },
				help: { type: 'boolean' },
			},
		});
		if (values.help) {
			console.log(usage);
			process.exit(0);
		}
		if (values.rounding !== undefined && !['line', 'document', 'net'].includes(values.rounding)) {
			fail(`--rounding must be line, document or net, not '${values.rounding}'.`);
		}
		if (values.seed !== undefined && !isSeedName(values.seed)) {
			fail(`--seed must be ${seedNames.join(', ')}, not '${values.seed}'.`);
		}
		return {
			dinero: {
				port: wholeNumber('port', values.port),
				log: file(values.log),
				rounding: values.rounding as DineroOptions['rounding'],
				rateLimit: wholeNumber('rate-limit', values['rate-limit']),
				faithful: values.faithful,
				state: file(values.state),
				redirectUris: values.redirect,
				past: values.seed,
			},
			proxy: wholeNumber('proxy', values.proxy),
		};
	} catch (error) {
		return fail(error instanceof Error ? error.message : String(error));
	}
}

function welcome(running: RunningDinero, proxy: { proxyUrl: string; caFile: string } | undefined): string {
	const keys = [...running.world.organizations.values()].map(
		(organization) => `  ${organization.details.name} (${organization.id}): ${apiKeyOf(organization.id)}`,
	);
	const lines = [
		`The local Dinero runs at ${running.url}`,
		'',
		'Registered app (OAuth2)',
		`  Client ID:     ${sandboxApp.clientId}`,
		`  Client secret: ${sandboxApp.clientSecret}`,
		'Personal integration',
		`  Client ID:     ${sandboxPersonalClient.clientId}`,
		`  Client secret: ${sandboxPersonalClient.clientSecret}`,
		'API keys',
		...keys,
	];
	if (proxy) {
		lines.push(
			'',
			"Dinero's real host names are played by a proxy. Start your own n8n with:",
			`  HTTPS_PROXY=${proxy.proxyUrl}`,
			`  NODE_EXTRA_CA_CERTS=${proxy.caFile}`,
		);
	}
	return [...lines, '', 'Ctrl-C ends it.'].join('\n');
}

interface Net {
	startNet: (options: {
		dineroUrl: string;
		port?: number;
	}) => Promise<{ proxyUrl: string; caFile: string; close: () => Promise<void> }>;
}

const { dinero, proxy: proxyPort } = readOptions();
let running: RunningDinero | undefined;
let proxy: Awaited<ReturnType<Net['startNet']>> | undefined;

let ending = false;
async function end(): Promise<void> {
	if (ending) return;
	ending = true;
	await proxy?.close();
	await running?.close();
	process.exit(0);
}
// Before anything is said to be ready, so that a stop is always a clean one.
process.on('SIGINT', () => void end());
process.on('SIGTERM', () => void end());

try {
	running = await startDinero(dinero);
	if (proxyPort !== undefined) {
		const { startNet } = (await import('../net/start.mts')) as Net;
		proxy = await startNet({ dineroUrl: running.url, port: proxyPort });
	}
	console.log(welcome(running, proxy));
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exit(1);
}
