import { endpoints, superseded } from '../../api/endpoints';
import { resources } from '../../nodes/Dinero/resources';
import type { Resource } from '../../nodes/Dinero/operation';
import { contractOperations } from '../../scripts/proof/contract.mts';
import { coverageOf } from '../../scripts/proof/coverage.mts';
import type { RecordedRequest } from './record';

const guid = '6b0f3a5e-8f6e-4b43-9f0d-0c5b6b0d0a11';

function sent(changes: Partial<RecordedRequest> = {}): RecordedRequest {
	return {
		use: { resource: 'invoice', operation: 'book' },
		file: 'test/engine/invoices.test.ts',
		test: 'is booked',
		method: 'POST',
		path: `/v1/352100/invoices/${guid}/book`,
		query: {},
		body: { Timestamp: '00000000020A5EA8' },
		accept: 'application/json',
		status: 200,
		...changes,
	};
}

const coverage = (requests: RecordedRequest[], some: readonly Resource[] = resources) =>
	coverageOf({ contract: contractOperations, endpoints, superseded, resources: some, requests });

const row = (list: ReturnType<typeof coverage>, method: string, path: string) =>
	list.rows.find((one) => one.method === method && one.path === path);

describe('the coverage list', () => {
	const nothing = coverage([]);

	test('has one row for each of the 136 operations of the contract', () => {
		expect(nothing.rows).toHaveLength(136);
		expect(new Set(nothing.rows.map((one) => one.operationId)).size).toBe(136);
	});

	test('every operation of the contract is claimed by an operation of the node, used inside, or superseded', () => {
		const claimed = nothing.rows.filter((one) => one.reachedBy.length > 0 || one.supersededBy);
		const left = nothing.rows
			.filter((one) => !claimed.includes(one))
			.map((one) => `${one.method} ${one.path}`);
		// Asked to find the organization; the operation that lists organizations takes the richer one.
		expect(left).toEqual(['GET /v1/organizations']);
	});

	test('what is superseded names a newer version that is reached', () => {
		const old = nothing.rows.filter((one) => one.supersededBy);
		expect(old).toHaveLength(superseded.length);
		for (const { method, reachedBy, supersededBy } of old) {
			expect(reachedBy).toEqual([]);
			expect(supersededBy?.method).toBe(method);
			expect(row(nothing, method, supersededBy?.path ?? '')?.reachedBy).not.toEqual([]);
		}
	});

	test('without a recorded request no claim counts', () => {
		expect(nothing.unproven).toHaveLength(
			resources.flatMap((one) => one.operations.flatMap((it) => it.endpoints)).length,
		);
		expect(nothing.rows.flatMap((one) => one.reachedBy).every((claim) => claim.proof === null)).toBe(true);
	});

	test('an endpoint that no operation names is missing', () => {
		const without = resources.filter((one) => one.value !== 'country');
		expect(coverage([], without).missing).toEqual([
			'GET /v1/countries: nothing reaches it',
			'GET /v1/organizations: nothing reaches it',
		]);
	});
});

describe('a recorded request', () => {
	test('proves the claim of the operation that sent it, and of no other', () => {
		const list = coverage([sent()]);
		const claims = row(list, 'POST', '/v1/{organizationId}/invoices/{guid}/book')?.reachedBy ?? [];
		expect(claims.find((claim) => claim.operation === 'book')?.proof).toEqual({
			method: 'POST',
			path: `/v1/352100/invoices/${guid}/book`,
			status: 200,
			test: 'test/engine/invoices.test.ts: is booked',
		});
		expect(claims.filter((claim) => claim.proof).length).toBe(1);
		expect(claims.length).toBeGreaterThan(1);
		expect(list.outside).toEqual([]);
	});

	test.each([400, 404, 409, 500, 0])('proves nothing when it was answered with %s', (status) => {
		const list = coverage([sent({ status })]);
		expect(list.unproven).toContain('invoice.book says it calls invoice.book; no recorded request shows it');
	});

	test('proves the PDF or the document, as its Accept header says', () => {
		const use = { resource: 'invoice', operation: 'downloadPdf' };
		const read = { use, method: 'GET', path: `/v1/352100/invoices/${guid}`, body: undefined };
		const unproven = (accept: string) =>
			coverage([sent({ ...read, accept })]).unproven.filter((text) => text.startsWith('invoice.downloadPdf'));
		expect(unproven('application/octet-stream').join()).toContain('calls invoice.get;');
		expect(unproven('application/octet-stream').join()).not.toContain('calls invoice.getPdf;');
		expect(unproven('application/json').join()).toContain('calls invoice.getPdf;');
	});

	test('that its operation does not name is told', () => {
		const list = coverage([sent({ use: { resource: 'invoice', operation: 'get' } })]);
		expect(list.unnamed).toEqual([
			'invoice.get called invoice.book without naming it (test/engine/invoices.test.ts: is booked)',
		]);
	});

	test('of a list of the editor counts as used inside', () => {
		const list = coverage([
			sent({
				use: { internal: 'list: searchCountries' },
				method: 'GET',
				path: '/v1/countries',
				body: undefined,
			}),
		]);
		expect(row(list, 'GET', '/v1/countries')?.usedInside.map(({ use }) => use)).toEqual([
			'list: searchCountries',
		]);
		expect(list.unnamed).toEqual([]);
	});

	test.each([
		['a path that the contract does not know', { path: '/v1/352100/planets' }, /not in the contract/],
		['a misspelt field', { body: { TimeStamp: 'x' } }, /must NOT have additional properties 'TimeStamp'/],
		['an unknown parameter', { query: { colour: 'red' } }, /unknown parameter 'colour'/],
		['no body', { body: undefined }, /body: missing/],
		[
			'an endpoint that is superseded',
			{ method: 'GET', path: '/v1/352100/contacts', body: undefined },
			/GET \/v1\/\{organizationId\}\/contacts is superseded/,
		],
	])('with %s is outside the contract, whatever it was answered', (_name, changes, expected) => {
		expect(coverage([sent({ ...changes, status: 400 })]).outside.join('\n')).toMatch(expected);
	});

	test('cut before its body arrived is no departure', () => {
		expect(coverage([sent({ body: undefined, fault: 'cutBefore', status: 0 })]).outside).toEqual([]);
	});
});
