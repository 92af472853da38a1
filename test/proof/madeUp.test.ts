import { endpoints } from '../../api/endpoints';
import { describeResources, routerOf } from '../../nodes/Dinero/describe';
import type { Operation, Resource } from '../../nodes/Dinero/operation';
import { resources } from '../../nodes/Dinero/resources';
import { operationsDocs } from '../../scripts/docs/operations.mts';
import { coverageOf } from '../../scripts/proof/coverage.mts';
import { contractOperations } from '../../scripts/proof/contract.mts';

/** What the one new file would hold. */
const wave: Operation = {
	value: 'wave',
	name: 'Wave',
	action: 'Wave at a country',
	description: 'Greet everybody in a country',
	endpoints: ['country.getMany'],
	fields: [
		{
			displayName: 'Hands',
			name: 'hands',
			type: 'number',
			default: 2,
			description: 'How many hands are used',
		},
	],
	run: async () => await Promise.resolve({ waved: true }),
};

/** What the one new line of an index would do. */
const withWave: Resource[] = resources.map((resource) =>
	resource.value === 'country' ? { ...resource, operations: [...resource.operations, wave] } : resource,
);

const request = {
	use: { resource: 'country', operation: 'wave' },
	file: 'test/engine/country.test.ts',
	test: 'everybody is greeted',
	method: 'GET',
	path: '/v1/countries',
	query: {},
	accept: 'application/json',
	status: 200,
};

const coverage = (requests: Array<typeof request>) =>
	coverageOf({
		contract: contractOperations,
		endpoints,
		superseded: [],
		resources: withWave,
		requests,
	});

describe('an operation made of one file and one line of an index', () => {
	test('stands in the description, with its field shown for it alone', () => {
		const properties = describeResources(withWave);
		const menu = properties.find(
			(one) => one.name === 'operation' && one.displayOptions?.show?.resource?.includes('country'),
		);
		expect(menu?.options).toContainEqual({
			name: 'Wave',
			value: 'wave',
			action: 'Wave at a country',
			description: 'Greet everybody in a country',
		});
		expect(properties.find((one) => one.name === 'hands')?.displayOptions?.show).toEqual({
			resource: ['country'],
			operation: ['wave'],
		});
	});

	test('is found by the router, and runs', async () => {
		const found = routerOf(withWave)('country', 'wave');
		expect(found).toBe(wave);
		await expect(found?.run({} as never)).resolves.toEqual({ waved: true });
		expect(routerOf(resources)('country', 'wave')).toBeUndefined();
	});

	test('stands in the coverage list, first as a claim, then with its proof', () => {
		const claimOf = (list: ReturnType<typeof coverage>) =>
			list.rows
				.find((row) => row.path === '/v1/countries')
				?.reachedBy.find((claim) => claim.operation === 'wave');
		const before = coverage([]);
		expect(claimOf(before)).toEqual({
			resource: 'country',
			operation: 'wave',
			endpoint: 'country.getMany',
			proof: null,
		});
		expect(before.unproven).toContain(
			'country.wave says it calls country.getMany; no recorded request shows it',
		);
		expect(before.untested).toContain('country.wave');
		const after = coverage([request]);
		expect(claimOf(after)?.proof).toEqual({
			method: 'GET',
			path: '/v1/countries',
			status: 200,
			test: 'test/engine/country.test.ts: everybody is greeted',
		});
		expect(after.untested).not.toContain('country.wave');
	});

	test('stands in the docs', () => {
		const page = operationsDocs(withWave, endpoints);
		expect(page).toContain('[Wave](#wave-at-a-country)');
		expect(page).toContain('### Wave at a country\n\nGreet everybody in a country.\n');
		expect(page).toContain('| Hands |  | 2 | How many hands are used. |');
		expect(page).toMatch(/### Wave at a country[^#]*Calls: `GET \/v1\/countries`\./);
	});
});
