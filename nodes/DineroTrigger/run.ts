import { NodeOperationError, type IDataObject, type IPollFunctions } from 'n8n-workflow';

import { clientFor } from '../../api/n8n';
import { fingerprintOf } from './cursor';
import { dineroPort } from './dineroPort';
import { eventOf } from './events';
import { poll, type PollOptions } from './poll';
import { sampleOf } from './sample';
import { readSettings } from './settings';

/** The part of static data that is ours. */
const key = 'dinero';
/** What n8n gives a poll where it does not say; milliseconds. */
const usualBudget = 300_000;
/**
 * Where triggers stood that have told nothing yet, by fingerprint. Some n8n do not keep what the poll at publishing remembers,
 * so that all until the first poll that counts would be missed; and that can be a day later.
 */
const begun = new Map<string, { cursor: IDataObject; at: number }>();
/** How long that is remembered; milliseconds. */
const dayLong = 25 * 60 * 60 * 1000;

/** Forgets where triggers began, as when n8n is started again. */
export function forgetBeginnings(): void {
	begun.clear();
}

/** Polls that are under way in this process: n8n may begin a second one while the first still runs. */
const underWay = new Set<string>();

/**
 * One poll of the node, as n8n asks for it: null where there is nothing to tell. In the editor's test step one example.
 * Rejects with NodeOperationError or DineroError.
 */
export async function runPoll(functions: IPollFunctions): Promise<IDataObject[] | null> {
	if (functions.getMode() === 'manual') return [await example(functions)];
	const id = `${functions.getWorkflow().id ?? ''} ${functions.getNode().id}`;
	if (underWay.has(id)) return null;
	underWay.add(id);
	return await pollOnce(functions).finally(() => underWay.delete(id));
}

async function prepare(functions: IPollFunctions) {
	const settings = readSettings(functions.getNode(), (name) => functions.getNodeParameter(name, null));
	const client = await clientFor(functions);
	const organizationId = await client.resolveOrganization(settings.organizationId);
	const options: PollOptions = { ...settings, organizationId };
	return { options, port: dineroPort(client, organizationId), clock: client.clock };
}

async function pollOnce(functions: IPollFunctions): Promise<IDataObject[] | null> {
	const { options, port, clock } = await prepare(functions);
	const data = functions.getWorkflowStaticData('node');
	const { events, filters, startFrom, organizationId } = options;
	const fingerprint = fingerprintOf({
		workflowId: functions.getWorkflow().id ?? '',
		nodeId: functions.getNode().id,
		organizationId,
		events: [...events],
		settings: { filters, startFrom },
	});
	const isKept = (data[key] as IDataObject | undefined)?.fingerprint === fingerprint;
	for (const [of, { at }] of begun) if (clock.now() - at > dayLong) begun.delete(of);
	const stored = isKept ? data[key] : (begun.get(fingerprint)?.cursor ?? data[key]);
	const budgetMs = (functions as { getPollBudgetMs?: () => number }).getPollBudgetMs?.() ?? usualBudget;
	const result = await poll({
		options,
		stored,
		fingerprint,
		port,
		now: () => clock.now(),
		budgetMs,
	});
	for (const warning of result.warnings) functions.logger.warn(warning);
	if (isKept) begun.delete(fingerprint);
	else if (result.items.length === 0 && !begun.has(fingerprint))
		begun.set(fingerprint, { cursor: result.cursor as unknown as IDataObject, at: clock.now() });
	// Last of all: until here nothing has been changed, and a poll that fails has not happened.
	data[key] = result.cursor as unknown as IDataObject;
	return result.items.length > 0 ? result.items : null;
}

async function example(functions: IPollFunctions): Promise<IDataObject> {
	const { options, port, clock } = await prepare(functions);
	const found = await sampleOf(options, port, clock.now());
	if (found) return found;
	const names = [...options.events].map((event) => eventOf(event).name).join(', ');
	throw new NodeOperationError(functions.getNode(), `Dinero has no example of: ${names}`, {
		description:
			'Nothing in this organization fits the chosen events and filters. Make one in Dinero, or choose other events, and test again. The workflow can be published all the same.',
	});
}
