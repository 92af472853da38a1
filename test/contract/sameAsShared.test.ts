/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const own = join(root, 'contract', 'openapi.json');
/** Where the facts were collected; not there in a clone of the project alone. */
const source = join(root, '..', 'shared', 'dinero', 'openapi.json');

interface Contract {
	paths: Record<string, Record<string, { operationId: string }>>;
	components: { schemas: Record<string, unknown> };
}

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Contract;

describe('contract/openapi.json', () => {
	it('holds 107 paths, 136 operations with names of their own, and 162 schemas', () => {
		const { paths, components } = read(own);
		const names = Object.values(paths).flatMap((methods) =>
			Object.values(methods).map(({ operationId }) => operationId),
		);
		expect(Object.keys(paths)).toHaveLength(107);
		expect(names).toHaveLength(136);
		expect(new Set(names).size).toBe(136);
		expect(Object.keys(components.schemas)).toHaveLength(162);
	});

	it('names only schemas that it has', () => {
		const text = readFileSync(own, 'utf8');
		const { schemas } = read(own).components;
		const named = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]!);
		expect(named.length).toBeGreaterThan(50);
		expect(named.filter((name) => !(name in schemas))).toEqual([]);
	});

	(existsSync(source) ? it : it.skip)('says the same as where it came from', () => {
		expect(read(own)).toEqual(read(source));
	});
});
