import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { Dinero } from '../../nodes/Dinero/Dinero.node';

/** Current versions of the nodes that examples may use; older ones are blocked by n8n when a workflow is imported. */
const knownVersions: Record<string, number> = {
	'n8n-nodes-base.emailSend': 2.1,
	'n8n-nodes-base.filter': 2.3,
	'n8n-nodes-base.httpRequest': 4.5,
	'n8n-nodes-base.set': 3.5,
	'n8n-nodes-base.shopifyTrigger': 1,
	'n8n-nodes-base.stickyNote': 1,
	'n8n-nodes-base.stripeTrigger': 1,
	'n8n-nodes-base.webhook': 2.1,
	'n8n-nodes-base.wooCommerceTrigger': 1,
};

/** Services that every user reaches at the same address. */
const publicHosts = ['api.stripe.com'];

const ownDescriptions: Record<string, Dinero['description']> = {
	'n8n-nodes-dinero.dinero': new Dinero().description,
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
	connections: Record<string, { main: Array<Array<{ node: string }> | null> }>;
	settings: Record<string, unknown>;
	pinData: Record<string, Array<{ json: Record<string, unknown> }>>;
	meta: Record<string, unknown>;
	[key: string]: unknown;
}

/** Fields of a node that show under the given parameters. */
function shown(properties: INodeProperties[], parameters: Record<string, unknown>): INodeProperties[] {
	const valueOf = (name: string) =>
		parameters[name] ??
		properties.find((property) => property.name === name && property.default !== undefined)?.default;
	return properties.filter(({ displayOptions }) => {
		const show = Object.entries(displayOptions?.show ?? {});
		return show.every(([name, allowed]) => name.startsWith('@') || (allowed as unknown[]).includes(valueOf(name)));
	});
}

/** Everything in `value` that `properties` do not know, as paths. */
function unknownParameters(properties: INodeProperties[], value: Record<string, unknown>, path = ''): string[] {
	return Object.entries(value).flatMap(([name, content]) => {
		const property = properties.find((one) => one.name === name);
		if (!property) return [`${path}${name}`];
		if (property.type === 'options') {
			const values = (property.options as INodePropertyOptions[]).map((option) => option.value);
			return values.length === 0 || values.includes(content as string) ? [] : [`${path}${name} = ${String(content)}`];
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
	return [...inNodes, ...inText, ...foreign, ...(hosts.length > 0 ? [] : ['no host at all: nothing was looked at'])];
}

function nodeFaults(example: Example): string[] {
	return example.nodes.flatMap((node) => {
		const own = ownDescriptions[node.type];
		const newest = own ? [own.version].flat().at(-1) : knownVersions[node.type];
		const version = node.typeVersion === newest ? [] : [`${node.type} ${node.typeVersion}, not ${newest}`];
		const unknown = own ? unknownParameters(shown(own.properties, node.parameters), node.parameters) : [];
		return [...version, ...unknown.map((path) => `${node.name}: ${path}`)];
	});
}

const isNote = ({ type }: ExampleNode) => type === 'n8n-nodes-base.stickyNote';

function connectionFaults(example: Example): string[] {
	const names = example.nodes.map((node) => node.name);
	const targets = Object.values(example.connections).flatMap(({ main }) =>
		main.flatMap((branch) => (branch ?? []).map(({ node }) => node)),
	);
	const named = [...targets, ...Object.keys(example.connections), ...Object.keys(example.pinData)];
	const inExpressions = [...JSON.stringify(example.nodes).matchAll(/\$\('([^']+)'\)/g)].map(([, name]) => name);
	return [
		...(new Set(names).size === names.length ? [] : ['two nodes of one name']),
		...[...named, ...inExpressions].filter((name) => !names.includes(name)).map((name) => `no node ${name}`),
		...example.nodes
			.filter((node) => !isNote(node) && !targets.includes(node.name) && !(node.name in example.connections))
			.map(({ name }) => `${name} is not connected`),
		...example.nodes
			.filter((node) => !isNote(node) && !targets.includes(node.name) && !(node.name in example.pinData))
			.map(({ name }) => `${name} has no sample`),
		...example.nodes
			.filter(({ type, name }) => type === 'n8n-nodes-base.httpRequest' && !(name in example.pinData))
			.map(({ name }) => `${name} has no sample answer`),
	];
}

/** A node that can refuse or fail leads to a person. */
function branchFaults(example: Example): string[] {
	const canFail = example.nodes.filter(
		({ type, parameters }) => parameters.resource === 'shopOrder' || type === 'n8n-nodes-base.httpRequest',
	);
	const leads = (from: string): string[] =>
		(example.connections[from]?.main ?? []).flatMap((branch) =>
			(branch ?? []).flatMap(({ node }) => [node, ...leads(node)]),
		);
	return canFail.flatMap((node) => {
		const [told] = example.connections[node.name]?.main[1] ?? [];
		const reached = told ? [told.node, ...leads(told.node)] : [];
		const person = example.nodes.some(
			({ name, type }) => type === 'n8n-nodes-base.emailSend' && reached.includes(name),
		);
		return node.onError === 'continueErrorOutput' && person ? [] : [`nobody is told when ${node.name} fails`];
	});
}

/** Everything that keeps a workflow from being shared; empty for a good one. */
export function faults(example: Example): string[] {
	const setUp = example.nodes.some((node) => isNote(node) && /### Set up/.test(String(node.parameters.content)));
	const own = example.nodes.some(({ type }) => type in ownDescriptions);
	return [
		...keyFaults(example),
		...leftovers(example),
		...nodeFaults(example),
		...connectionFaults(example),
		...branchFaults(example),
		...(setUp ? [] : ['no note says how to set it up']),
		...(own ? [] : ['no node of this package']),
	];
}
