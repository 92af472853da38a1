/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, dirname } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '../..');

/**
 * Which room may import what: other rooms of the house, and packages. `only` narrows a room's arrow to one file.
 * The table is the one in CONTRIBUTING; a new arrow is a decision, not an accident.
 */
const rooms: Record<string, { rooms: string[]; packages: string[]; only?: Record<string, string[]> }> = {
	credentials: { rooms: ['api'], packages: ['n8n-workflow'] },
	api: { rooms: [], packages: ['n8n-workflow', 'luxon'] },
	orders: { rooms: [], packages: ['zod/v3', 'luxon', 'node:crypto'] },
	transfer: { rooms: ['orders'], packages: [], only: { 'transfer/dineroAttempt.ts': ['api'], 'transfer/dineroPort.ts': ['api'], 'transfer/dineroProductPort.ts': ['api'], 'transfer/dineroSettlementPort.ts': ['api'] } },
	'nodes/Dinero': { rooms: ['transfer', 'orders', 'api'], packages: ['n8n-workflow', 'luxon', 'node:crypto'] },
	'nodes/DineroTrigger': { rooms: ['nodes/Dinero', 'api'], packages: ['n8n-workflow', 'luxon', 'node:crypto'] },
};

function filesOf(folder: string): string[] {
	let names: string[] = [];
	try {
		names = readdirSync(join(root, folder));
	} catch {
		return [];
	}
	return names.flatMap((name) => {
		const path = join(folder, name);
		if (name === 'node_modules' || name.startsWith('.')) return [];
		if (statSync(join(root, path)).isDirectory()) return filesOf(path);
		return /\.m?ts$/.test(name) ? [path] : [];
	});
}

function importsOf(file: string): string[] {
	return ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true).importedFiles.map((found) => found.fileName);
}

function roomOf(path: string): string {
	const names = Object.keys(rooms).sort((a, b) => b.length - a.length);
	return names.find((name) => path === name || path.startsWith(`${name}/`)) ?? path.split('/')[0];
}

/** Every arrow of a file that its room does not allow, in words. */
export function forbiddenArrows(file: string, imports: string[]): string[] {
	const room = roomOf(file);
	const allowed = rooms[room];
	return imports.flatMap((name) => {
		if (!name.startsWith('.')) return allowed.packages.includes(name) ? [] : [`${file} imports the package ${name}`];
		const target = roomOf(relative(root, resolve(root, dirname(file), name)));
		if (target === room || allowed.rooms.includes(target)) return [];
		if (allowed.only?.[file]?.includes(target)) return [];
		return [`${file} reaches into ${target}`];
	});
}

describe('arrows of the house', () => {
	test.each(Object.keys(rooms))('%s imports only what its room may', (room) => {
		const files = filesOf(room).filter((file) => roomOf(file) === room);
		expect(files.flatMap((file) => forbiddenArrows(file, importsOf(file)))).toEqual([]);
	});

	test('the sandbox shares no code with what it tests', () => {
		const shared = filesOf('sandbox/dinero').flatMap((file) =>
			importsOf(file)
				.filter((name) => name.startsWith('.'))
				.map((name) => relative(root, resolve(root, dirname(file), name)))
				.filter((target) => /^(api|orders|transfer|nodes|credentials)\//.test(target))
				.map((target) => `${file} imports ${target}`),
		);
		expect(shared).toEqual([]);
	});

	test('a wrong arrow is seen', () => {
		expect(forbiddenArrows('orders/vat.ts', ['../api/client', 'n8n-workflow', './money'])).toEqual([
			'orders/vat.ts reaches into api',
			'orders/vat.ts imports the package n8n-workflow',
		]);
		expect(forbiddenArrows('transfer/createInvoice.ts', ['../api/client'])).toHaveLength(1);
		expect(forbiddenArrows('transfer/dineroPort.ts', ['../api/client'])).toEqual([]);
	});
});
