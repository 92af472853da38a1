import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Item, Workflow, WorkflowNode } from '../n8n/client.mts';
import { packageName } from '../n8n/packedNodes.mts';
import { rootFolder } from './folders.mts';
import { pickedAccounts } from './settings.mts';

type Fields = Record<string, unknown>;

export const dineroNodeType = `${packageName}.dinero`;

/** An example workflow, with the two nodes that the sandbox looks at. */
export interface Example {
	workflow: Workflow;
	trigger: WorkflowNode;
	/** The first node of this package that acts; in a workflow that only waits for something, its trigger. */
	dinero: WorkflowNode;
	/** What is pinned on the trigger: the sample order. */
	sample: Item[];
	/** The node that asks the shop for more, where there is one; its sample answer is pinned as well. */
	asking?: WorkflowNode;
}

const folder = join(rootFolder, 'workflows-examples');

/** The example that turns a paid Shopify order into an invoice: the one that people see first. */
const firstExample = 'shopify-paid-order-to-invoice.json';

/** Where it is. */
export const exampleFile = join(folder, firstExample);

async function readWorkflow(file: string): Promise<Workflow> {
	return JSON.parse(await readFile(file, 'utf8')) as Workflow;
}

/**
 * Reads an example by its file name.
 *
 * @throws when the example has no trigger with pinned data or no Dinero node
 */
export async function readExample(file: string = firstExample): Promise<Example> {
	const workflow = await readWorkflow(join(folder, file));
	const targets = new Set(
		Object.values(workflow.connections as Record<string, Record<string, Array<Array<{ node: string }>>>>)
			.flatMap((kinds) => Object.values(kinds).flat(2))
			.map(({ node }) => node),
	);
	const pins = Object.entries(workflow.pinData ?? {}) as Array<[string, Item[]]>;
	const pinned = pins.find(([name]) => !targets.has(name));
	const trigger = workflow.nodes.find((node) => node.name === pinned?.[0]);
	const asking = workflow.nodes.find(
		(node) => targets.has(node.name) && pins.some(([name]) => name === node.name),
	);
	const dinero =
		workflow.nodes.find((node) => node.type === dineroNodeType) ??
		workflow.nodes.find((node) => node.type.startsWith(`${packageName}.`));
	if (!pinned || !trigger || !dinero)
		throw new Error(`${file} has no trigger with a sample order, or no Dinero node.`);
	return { workflow, trigger, dinero, sample: pinned[1], asking };
}

/** All examples, the one with the Shopify order first. */
export async function readAllExamples(): Promise<Workflow[]> {
	const others = (await readdir(folder))
		.filter((name) => name.endsWith('.json') && name !== firstExample)
		.sort();
	return await Promise.all(
		[firstExample, ...others].map(async (name) => await readWorkflow(join(folder, name))),
	);
}

/** Whether a person has to choose the organization; an expression names one already, such as that of each client. */
function leavesOrganizationOpen({ organizationId }: Fields): boolean {
	return organizationId !== undefined && (organizationId as { value: unknown }).value === '';
}

/** The parameters with an account wherever a person has to pick one. */
function withAccounts(parameters: Fields): Fields {
	const filled = (value: unknown, name: string): unknown => {
		if (value === null || typeof value !== 'object') return value;
		if (Array.isArray(value)) return value.map((one) => filled(one, name));
		if ('__rl' in value)
			return name in pickedAccounts && (value as Fields).value === '' ? pickedAccounts[name] : value;
		return withAccounts(value as Fields);
	};
	return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, filled(value, name)]));
}

/** A settlement's voucher is the payments: it can be booked, and there is nothing more to register. */
function actionOf({ operation }: Fields, { whatToDo }: Fields) {
	return /settle/i.test(String(operation)) && whatToDo === 'bookAndPay' ? { whatToDo: 'book' } : {};
}

/** A workflow whose nodes of this package are made ready for one company. */
export function fitted(
	workflow: Workflow,
	choice: {
		name?: string;
		credentials: WorkflowNode['credentials'];
		/** Laid over the parameters of every node of this package that leaves its organization open. */
		organizationId: unknown;
		/** Laid over the parameters of the nodes that take shop orders, and over the options among them. */
		shopOrder: Fields;
		/** Whether the workflow's own pins stay. */
		keepPin: boolean;
		/** Pins in their place. */
		pinData?: Workflow['pinData'];
	},
): Workflow {
	const bothOptions = (parameters: Fields) => ({
		...(parameters.options as Fields | undefined),
		...(choice.shopOrder.options as Fields | undefined),
	});
	const parametersOf = ({ parameters }: WorkflowNode) => ({
		...withAccounts(parameters),
		...(leavesOrganizationOpen(parameters) ? { organizationId: choice.organizationId } : {}),
		...(parameters.resource === 'shopOrder'
			? { ...choice.shopOrder, ...actionOf(parameters, choice.shopOrder), options: bothOptions(parameters) }
			: {}),
	});
	return {
		...workflow,
		name: choice.name ?? workflow.name,
		nodes: workflow.nodes.map((node) =>
			node.type.startsWith(`${packageName}.`)
				? { ...node, credentials: choice.credentials, parameters: parametersOf(node) }
				: node,
		),
		pinData: choice.pinData ?? (choice.keepPin ? workflow.pinData : {}),
	};
}
