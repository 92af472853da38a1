import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Item, Workflow, WorkflowNode } from '../n8n/client.mts';
import { packageName } from '../n8n/packedNodes.mts';
import { rootFolder } from './folders.mts';

export const dineroNodeType = `${packageName}.dinero`;

/** An example workflow, with the two nodes that the sandbox looks at. */
export interface Example {
	workflow: Workflow;
	trigger: WorkflowNode;
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
		Object.values(workflow.connections as Record<string, { main: Array<Array<{ node: string }>> }>)
			.flatMap(({ main }) => main.flat())
			.map(({ node }) => node),
	);
	const pins = Object.entries(workflow.pinData ?? {}) as Array<[string, Item[]]>;
	const pinned = pins.find(([name]) => !targets.has(name));
	const trigger = workflow.nodes.find((node) => node.name === pinned?.[0]);
	const asking = workflow.nodes.find((node) => targets.has(node.name) && pins.some(([name]) => name === node.name));
	const dinero = workflow.nodes.find((node) => node.type === dineroNodeType);
	if (!pinned || !trigger || !dinero) throw new Error(`${file} has no trigger with a sample order, or no Dinero node.`);
	return { workflow, trigger, dinero, sample: pinned[1], asking };
}

/** All examples, the one with the Shopify order first. */
export async function readAllExamples(): Promise<Workflow[]> {
	const others = (await readdir(folder)).filter((name) => name.endsWith('.json') && name !== firstExample).sort();
	return await Promise.all([firstExample, ...others].map(async (name) => await readWorkflow(join(folder, name))));
}

/** A workflow whose nodes of this package are made ready for one company. */
export function fitted(
	workflow: Workflow,
	choice: {
		name?: string;
		credentials: WorkflowNode['credentials'];
		/** Laid over the parameters of every node of this package that has an organization. */
		organizationId: unknown;
		/** Laid over the parameters of the nodes that take shop orders, and over the options among them. */
		shopOrder: Record<string, unknown>;
		/** Whether the workflow's own pins stay. */
		keepPin: boolean;
		/** Pins in their place. */
		pinData?: Workflow['pinData'];
	},
): Workflow {
	const bothOptions = (parameters: Record<string, unknown>) => ({
		...(parameters.options as Record<string, unknown> | undefined),
		...(choice.shopOrder.options as Record<string, unknown> | undefined),
	});
	const parametersOf = ({ parameters }: WorkflowNode) => ({
		...parameters,
		...('organizationId' in parameters ? { organizationId: choice.organizationId } : {}),
		...(parameters.resource === 'shopOrder' ? { ...choice.shopOrder, options: bothOptions(parameters) } : {}),
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
