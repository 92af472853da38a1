import * as fc from 'fast-check';

import { isEmpty, readJson, withContractNames } from '../../api/answers';

/** The same with the first letter of every name in upper case, made in the plainest way. */
function plainly(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(plainly);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, item]) => [
			name.charAt(0).toUpperCase() + name.slice(1),
			plainly(item),
		]),
	);
}

const rows = [
	{ Number: 1, Guid: 'a', Lines: [{ Quantity: 2 }, { Quantity: 3 }], Contact: { Name: 'Mia' } },
	{ Number: 2, Guid: null, Lines: [], Contact: null },
];

/** Without the one name that no object can be given by setting it. */
const plainJson = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'));

describe('the names of an answer', () => {
	test('are as the contract has them, however deep and whatever the casing', () => {
		fc.assert(
			fc.property(plainJson, (value) => {
				expect(withContractNames(value)).toEqual(plainly(value));
			}),
		);
	});

	test('that are right already cost no copy', () => {
		expect(withContractNames(rows)).toBe(rows);
		expect((withContractNames({ rows }) as { Rows: unknown }).Rows).toBe(rows);
	});

	test('that are not leave what came in untouched', () => {
		const given = [{ Number: 1 }, { number: 2, contact: { name: 'Mia' } }];
		const kept = structuredClone(given);
		const named = withContractNames(given) as unknown[];
		expect(named).toEqual([{ Number: 1 }, { Number: 2, Contact: { Name: 'Mia' } }]);
		expect(named[0]).toBe(given[0]);
		expect(given).toEqual(kept);
	});

	test('know the two spellings that a rule cannot tell', () => {
		expect(withContractNames({ seNumber: 1, ccToSender: true, CcToSender: false })).toEqual({
			SENumber: 1,
			CCToSender: false,
		});
	});
});

describe('a JSON answer that came as bytes', () => {
	const list = {
		Collection: Array.from({ length: 5000 }, (_, index) => ({ Name: `Cykelhjørnet ${index}` })),
	};
	const long = () => Buffer.concat([Buffer.from(JSON.stringify(list))]);

	test('gives its memory up when it has been read, where it is long', () => {
		const bytes = long();
		expect(bytes.buffer.byteLength).toBeGreaterThan(100_000);
		expect(readJson(bytes)).toEqual({ value: list });
		expect(bytes.byteLength).toBe(0);
	});

	test('stays as it is where it is short, or shares its memory with others', () => {
		const short = Buffer.from('{"Name":"Mia"}');
		expect(readJson(short)).toEqual({ value: { Name: 'Mia' } });
		expect(short.byteLength).toBe(14);

		const shared = Buffer.concat([long(), Buffer.from('the next one')]);
		const part = shared.subarray(0, shared.length - 12);
		expect(readJson(part)).toEqual({ value: list });
		expect(shared.subarray(-12).toString()).toBe('the next one');
	});

	test('stays as it is where it cannot be read, so that it can be shown', () => {
		const cut = Buffer.concat([long().subarray(0, 110_000)]);
		expect(readJson(cut)).toBeUndefined();
		expect(cut.byteLength).toBe(110_000);
	});

	test('may begin with a mark of its encoding, and may be an ArrayBuffer', () => {
		expect(readJson(Buffer.from('\uFEFF{"Name":"Søren"}'))).toEqual({ value: { Name: 'Søren' } });
		const { buffer } = new Uint8Array(new TextEncoder().encode('[1]'));
		expect(readJson(buffer)).toEqual({ value: [1] });
	});

	test('of white space is empty, as one without a body is', () => {
		for (const body of ['', ' \n', Buffer.alloc(0), Buffer.from(' \r\n'), null, undefined]) {
			expect(isEmpty(body)).toBe(true);
		}
		for (const body of ['0', Buffer.from('{}'), {}, []]) expect(isEmpty(body)).toBe(false);
	});
});
