import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { Dinero } from '../../nodes/Dinero/Dinero.node';
import { DineroTrigger } from '../../nodes/DineroTrigger/DineroTrigger.node';
import { tableFaults } from './tables';
import { currentVersions, outsideTypes } from './versions';

/** Services that every user reaches at the same address. */
const publicHosts = ['api.openai.com', 'api.stripe.com', 'docs.google.com', 'slack.com'];

const { description } = new Dinero();

const ownDescriptions: Record<string, Dinero['description']> = {
	'n8n-nodes-dinero.dinero': description,
	// The variant that n8n makes of it for AI agents has two fields more.
	'n8n-nodes-dinero.dineroTool': {
		...description,
		properties: [
			...description.properties,
			{ displayName: 'Tool Description', name: 'descriptionType', type: 'string', default: 'auto' },
			{ displayName: 'Description', name: 'toolDescription', type: 'string', default: '' },
		],
	},
	'n8n-nodes-dinero.dineroTrigger': new DineroTrigger().description,
};

export interface ExampleNode {
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	[key: string]: unknown;
}

export interface Example {
	name: string;
	nodes: ExampleNode[];
	/** By the node that they begin at, then by their kind: `main` for items, others for what an AI agent uses. */
	connections: Record<string, Record<string, Array<Array<{ node: string }> | null>>>;
	settings: Record<string, unknown>;
	pinData: Record<string, Array<{ json: Record<string, unknown> }>>;
	meta: Record<string, unknown>;
	[key: string]: unknown;
}

/** One way to spoil an example, kept in `broken/` under its name, and the fault that must be found for it. */
export interface Broken {
	spoil(example: Example): unknown;
	fault: string;
}

/** A node of an example, to be spoiled. */
export function nodeOf(example: Example, name: string): ExampleNode {
	const node = example.nodes.find((one) => one.name === name);
	if (node === undefined) throw new Error(`There is no node ${name}.`);
	return node;
}

/** Fields of a node that show under the given parameters. */
function shown(properties: INodeProperties[], parameters: Record<string, unknown>): INodeProperties[] {
	const valueOf = (name: string) =>
		parameters[name] ??
		properties.find((property) => property.name === name && property.default !== undefined)?.default;
	const holds = ([name, allowed]: [string, unknown]) =>
		name.startsWith('@') || (allowed as unknown[]).includes(valueOf(name));
	return properties.filter(
		({ displayOptions }) =>
			Object.entries(displayOptions?.show ?? {}).every(holds) &&
			!Object.entries(displayOptions?.hide ?? {}).some(holds),
	);
}

/** Everything in `value` that `properties` do not know, as paths. */
function unknownParameters(
	properties: INodeProperties[],
	value: Record<string, unknown>,
	path = '',
): string[] {
	return Object.entries(value).flatMap(([name, content]) => {
		const property = properties.find((one) => one.name === name);
		if (!property) return [`${path}${name}`];
		if (property.type === 'options') {
			const values = (property.options as INodePropertyOptions[]).map((option) => option.value);
			const isExpression = String(content).startsWith('={{');
			return isExpression || values.length === 0 || values.includes(content as string)
				? []
				: [`${path}${name} = ${String(content)}`];
		}
		if (property.type === 'collection') {
			return unknownParameters(
				property.options as INodeProperties[],
				content as Record<string, unknown>,
				`${path}${name}.`,
			);
		}
		if (property.type === 'fixedCollection') {
			const groups = property.options as INodePropertyCollection[];
			return Object.entries(content as Record<string, unknown>).flatMap(([group, rows]) => {
				const known = groups.find((one) => one.name === group);
				if (!known) return [`${path}${name}.${group}`];
				return [rows]
					.flat()
					.flatMap((row) =>
						unknownParameters(known.values, row as Record<string, unknown>, `${path}${name}.${group}.`),
					);
			});
		}
		return [];
	});
}

function keyFaults(example: Example): string[] {
	const keys = ['connections', 'meta', 'name', 'nodes', 'pinData', 'settings'];
	const found = Object.keys(example).sort();
	return [
		...(found.join() === keys.join() ? [] : [`keys: ${found.join()}`]),
		...(JSON.stringify(example.settings) === '{"executionOrder":"v1"}' ? [] : ['settings']),
		...(JSON.stringify(example.meta) === '{"templateCredsSetupCompleted":false}' ? [] : ['meta']),
	];
}

/** Ids, credentials, addresses and persons of somebody. */
function leftovers(example: Example): string[] {
	const text = JSON.stringify(example);
	const inNodes = example.nodes.flatMap((node) =>
		['id', 'webhookId', 'credentials', 'instanceId', 'versionId']
			.filter((key) => key in node)
			.map((key) => `${node.name} has ${key}`),
	);
	const inText = text.match(/\$env\b|"instanceId"|"webhookId"|"cachedResultUrl"/g) ?? [];
	const hosts = [...text.matchAll(/(?:@|:\/\/)([a-z0-9.-]+\.[a-z]{2,})/gi)].map(([, host]) => host);
	const foreign = hosts.filter((host) => !/(^|\.)example\.com$/.test(host) && !publicHosts.includes(host));
	return [
		...inNodes,
		...inText,
		...foreign,
		...(hosts.length > 0 ? [] : ['no host at all: nothing was looked at']),
	];
}

function nodeFaults(example: Example): string[] {
	return example.nodes.flatMap((node) => {
		const own = ownDescriptions[node.type];
		const newest = own ? [own.version].flat().at(-1) : currentVersions[node.type];
		const version = node.typeVersion === newest ? [] : [`${node.type} ${node.typeVersion}, not ${newest}`];
		const unknown = own ? unknownParameters(shown(own.properties, node.parameters), node.parameters) : [];
		return [...version, ...unknown.map((path) => `${node.name}: ${path}`)];
	});
}

const isNote = ({ type }: ExampleNode) => type === 'n8n-nodes-base.stickyNote';

function connectionFaults(example: Example): string[] {
	const names = example.nodes.map((node) => node.name);
	const targets = Object.values(example.connections).flatMap((kinds) =>
		Object.values(kinds).flatMap((branches) =>
			branches.flatMap((branch) => (branch ?? []).map(({ node }) => node)),
		),
	);
	const named = [...targets, ...Object.keys(example.connections), ...Object.keys(example.pinData)];
	const inExpressions = [...JSON.stringify(example.nodes).matchAll(/\$\('([^']+)'\)/g)].map(
		([, name]) => name,
	);
	const unconnected = ({ name }: ExampleNode) => !targets.includes(name) && !(name in example.connections);
	return [
		...(new Set(names).size === names.length ? [] : ['two nodes of one name']),
		...[...named, ...inExpressions].filter((name) => !names.includes(name)).map((name) => `no node ${name}`),
		...example.nodes
			.filter((node) => !isNote(node) && unconnected(node))
			.map(({ name }) => `${name} is not connected`),
		...example.nodes
			.filter((node) => isTrigger(node) && !targets.includes(node.name) && !(node.name in example.pinData))
			.map(({ name }) => `${name} has no sample`),
		...example.nodes
			.filter((node) => outsideTypes.includes(node.type) && !node.disabled && !(node.name in example.pinData))
			.map(({ name }) => `${name} has no sample answer`),
	];
}

/** Begins a workflow. */
const isTrigger = ({ type }: ExampleNode) => /trigger$|\.webhook$|\.emailReadImap$/i.test(type);

/** Everything that is reached from one output of a node, over any number of nodes. */
function reachedFrom(example: Example, from: string, output: number): Set<string> {
	const reached = new Set<string>();
	const visit = (name: string) => {
		if (reached.has(name)) return;
		reached.add(name);
		for (const { node } of (example.connections[name]?.main ?? []).flatMap((branch) => branch ?? []))
			visit(node);
	};
	for (const { node } of example.connections[from]?.main?.[output] ?? []) visit(node);
	return reached;
}

const dineroActions = 'n8n-nodes-dinero.dinero';

/** A node that can refuse or fail leads to a person; what a transfer came to is written to the log either way. */
function branchFaults(example: Example): string[] {
	const canFail = example.nodes.filter(
		({ type, disabled }) => type === dineroActions || (outsideTypes.includes(type) && !disabled),
	);
	const reaches = (node: ExampleNode, output: number, ...types: string[]) => {
		const reached = reachedFrom(example, node.name, output);
		return example.nodes.some(({ name, type }) => types.includes(type) && reached.has(name));
	};
	return canFail.flatMap((node) => {
		// What fails goes on with the rest, or by an output of its own.
		const outputs = { continueRegularOutput: [0], continueErrorOutput: [0, 1] }[String(node.onError)] ?? [];
		const isTold = outputs.length > 0 && reaches(node, outputs.at(-1)!, 'n8n-nodes-base.emailSend');
		const transfers = /^(createInvoice|createCreditNote|registerPayment)$/.test(
			String(node.parameters.operation),
		);
		const isLogged = outputs.every((output) => reaches(node, output, 'n8n-nodes-base.dataTable'));
		return [
			...(isTold ? [] : [`nobody is told when ${node.name} fails`]),
			...(node.parameters.resource !== 'shopOrder' || !transfers || isLogged
				? []
				: [`${node.name} is not logged`]),
		];
	});
}

/** Everything that keeps a workflow from being shared; empty for a good one. */
export function faults(example: Example): string[] {
	const setUp = example.nodes.some(
		(node) => isNote(node) && /### Set up/.test(String(node.parameters.content)),
	);
	const own = example.nodes.some(({ type }) => type in ownDescriptions);
	return [
		...keyFaults(example),
		...leftovers(example),
		...nodeFaults(example),
		...connectionFaults(example),
		...branchFaults(example),
		...tableFaults(example),
		...(setUp ? [] : ['no note says how to set it up']),
		...(own ? [] : ['no node of this package']),
	];
}
