import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters, INodeTypeDescription } from 'n8n-workflow';
import type { Workflow, WorkflowNode } from '../../../sandbox/n8n/client.mts';

/** What of `given` is not in `kept`, as paths. */
function lost(given: unknown, kept: unknown, path: string): string[] {
	if (given === null || typeof given !== 'object') return [];
	return Object.entries(given).flatMap(([name, value]) => {
		const inside = (kept as Record<string, unknown> | null | undefined)?.[name];
		return inside === undefined ? [`${path}${name}`] : lost(value, inside, `${path}${name}.`);
	});
}

/** The parameters of a node that its description does not know, or does not show under the other ones. */
function unknownParameters(node: WorkflowNode, description: INodeTypeDescription): string[] {
	const whole = { position: [0, 0], id: node.name, ...node } as unknown as INode;
	const given = structuredClone(node.parameters) as INodeParameters;
	const kept = NodeHelpers.getNodeParameters(description.properties, given, true, false, whole, description);
	return lost(node.parameters, kept, '');
}

/** Everything in a workflow that n8n would leave out or not know, each as a sentence; `types` as n8n's editor gets them. */
export function faultsInN8n(workflow: Workflow, types: INodeTypeDescription[]): string[] {
	return workflow.nodes.flatMap((node) => {
		const versions = types.filter(({ name }) => name === node.type);
		const description = versions.find(({ version }) => [version].flat().includes(node.typeVersion));
		if (!description) return [`${workflow.name}: n8n has no ${node.type} ${node.typeVersion}`];
		const newest = Math.max(...versions.flatMap(({ version }) => version));
		return [
			...(newest === node.typeVersion
				? []
				: [`${workflow.name}: ${node.type} ${node.typeVersion}, not ${newest}`]),
			...unknownParameters(node, description).map((path) => `${workflow.name}: ${node.name} has no ${path}`),
		];
	});
}
