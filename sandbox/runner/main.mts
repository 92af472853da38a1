import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { sandboxApp } from '../dinero/http/accounts.mts';
import { owner } from '../n8n/client.mts';
import { Books } from './books.mts';
import { connectedCredential, credentialName, credentialType } from './credential.mts';
import { deliver } from './delivery.mts';
import type { ResultLine } from './delivery.mts';
import { fitted, readAllExamples, readExample } from './example.mts';
import { readOptions, usage } from './options.mts';
import type { Options } from './options.mts';
import { readPayloads } from './payloads.mts';
import type { Payload } from './payloads.mts';
import { routeOf, stripePayments } from './route.mts';
import { Parts, startSandbox } from './sandbox.mts';
import type { Sandbox } from './sandbox.mts';
import { organizationId, pickedOrganization, shopOrderParameters } from './settings.mts';

/** Progress for people; stdout belongs to the result. */
const tell = (line: string) => void process.stderr.write(`${line}\n`);

/** Paths are meant from where the command was typed; npm runs it from the project folder. */
function fromWhereTyped(path: string): string {
	const typed = resolve(process.env.INIT_CWD ?? process.cwd(), path);
	return isAbsolute(path) || existsSync(typed) ? typed : resolve(path);
}

function inWords(line: ResultLine): string {
	const amount = (value: number | null) => (value === null ? '' : `${value.toFixed(2)} ${line.currency ?? ''}`);
	const invoice = line.invoiceNumber
		? `invoice ${line.invoiceNumber}, ${amount(line.invoiceTotal)}, ${line.booked ? 'booked' : 'draft'}, paid ${amount(line.paidAmount)}`
		: (line.reason ?? '');
	return `${line.payload}: ${line.outcome} ${invoice}`;
}

/** Sends every payload as often as asked; gives the lines that were printed. */
async function deliverAll(
	sandbox: Sandbox,
	payloads: Payload[],
	options: Options,
	credentialId: string,
): Promise<ResultLine[]> {
	const books = new Books(sandbox.dinero.url, organizationId);
	const lines: ResultLine[] = [];
	const payments = stripePayments(payloads.map(({ items }) => items));
	for (const payload of payloads) {
		const route = routeOf(payload.items, options.shop, payments);
		const example = await readExample(route.example);
		const workflowId = await sandbox.client.createWorkflow(
			fitted(example.workflow, {
				name: `${example.workflow.name}: ${payload.name}`,
				credentials: { [credentialType]: { id: credentialId, name: credentialName } },
				organizationId: pickedOrganization,
				shopOrder: { ...shopOrderParameters(options, true), ...(route.shop ? { shop: route.shop } : {}) },
				keepPin: false,
				pinData: example.asking && route.fetched ? { [example.asking.name]: route.fetched } : {},
			}),
		);
		const delivery = {
			client: sandbox.client,
			books,
			workflowId,
			triggerName: example.trigger.name,
			dineroNodeName: example.dinero.name,
			refunds: example.dinero.parameters.operation === 'createCreditNote',
		};
		for (let time = 0; time < options.times; time++) {
			const line = await deliver(delivery, { ...payload, items: route.items });
			lines.push(line);
			if (options.json) console.log(JSON.stringify(line));
			else console.log(inWords(line));
		}
	}
	return lines;
}

/** Imports the examples, ready to run, and says what a person needs to look around while everything stays open. */
async function stayOpen(sandbox: Sandbox, options: Options, credentialId: string): Promise<void> {
	const { client, dinero, net, host } = sandbox;
	const workflowIds: string[] = [];
	for (const workflow of await readAllExamples()) {
		const ready = fitted(workflow, {
			credentials: { [credentialType]: { id: credentialId, name: credentialName } },
			organizationId: pickedOrganization,
			shopOrder: shopOrderParameters(options, false),
			keepPin: true,
		});
		workflowIds.push(await client.createWorkflow(ready));
	}
	tell(`
n8n editor      ${host.url}/workflow/${workflowIds[0]}
                sign in as ${owner.email}, password ${owner.password}
local Dinero    ${dinero.url}
                invoices, contacts, ledger and calls

The credential "${credentialName}" is connected. To connect one yourself, your browser must see the local Dinero under its real names:
  chromium --user-data-dir=/tmp/dinero-sandbox --proxy-server=${net.proxyUrl} --ignore-certificate-errors ${host.url}
  client ID ${sandboxApp.clientId}, client secret ${sandboxApp.clientSecret}

Ctrl-C stops everything.`);
	tell(await host.ended);
}

let options: Options;
let payloads: Payload[] | undefined;
try {
	options = readOptions(process.argv.slice(2));
	payloads = options.payload === undefined ? undefined : await readPayloads(fromWhereTyped(options.payload));
} catch (cause) {
	tell(`${(cause as Error).message}\n\n${usage}`);
	process.exit(2);
}

const example = await readExample();
const parts = new Parts();

let stopping = false;
async function stop(code: number): Promise<void> {
	if (stopping) return;
	stopping = true;
	await parts.close();
	process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(130));
// When the program that started this one is gone without a word, nobody is left to press Ctrl-C.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && void stop(130), 2000).unref();

try {
	const sandbox = await startSandbox(options, parts, tell);
	tell('Connecting a Dinero credential through the consent page ...');
	const credentialId = await connectedCredential(sandbox);
	tell('Sending the order through ...');
	const lines = await deliverAll(
		sandbox,
		payloads ?? [{ name: 'sample order of the example', items: example.sample }],
		options,
		credentialId,
	);
	if (!options.once) await stayOpen(sandbox, options, credentialId);
	await stop(lines.some((line) => line.outcome === 'failed') ? 1 : 0);
} catch (cause) {
	if (!stopping) tell((cause as Error).message);
	await stop(1);
}
