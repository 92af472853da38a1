import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { INode, INodeProperties } from 'n8n-workflow';

import { filterBy } from '../../nodes/Dinero/fields/query';
import { unitOf, units } from '../../nodes/Dinero/fields/units';
import { Parameters } from '../../nodes/Dinero/parameters';
import { toAmount, toMoney } from '../../nodes/Dinero/values/amount';
import { toGuid, toWhole } from '../../nodes/Dinero/values/identifier';
import { present } from '../../nodes/Dinero/values/present';
import { toDay, toMoment } from '../../nodes/Dinero/values/time';

describe('amounts', () => {
	test.each([
		[12, 12],
		['12', 12],
		[' 12.50 ', 12.5],
		['-0.5', -0.5],
		['+3', 3],
	])('%p is %p', (given, amount) => expect(toAmount(given)).toBe(amount));

	test.each([
		'1.234,50',
		'1,5',
		'12,00',
		'twelve',
		'1e3',
		'',
		null,
		undefined,
		Infinity,
		Number.NaN,
		{},
		[],
		true,
		'0x10',
		'1 000',
	])('%p is refused', (given) => expect(() => toAmount(given)).toThrow());

	test('Danish writing is refused with what to write instead', () => {
		const advice = (given: string) => {
			try {
				toAmount(given);
			} catch (error) {
				return (error as { advice: string }).advice;
			}
			return '';
		};
		expect(advice('1.234,50')).toContain('1234.50');
		expect(advice('-12,5')).toContain('-12.5');
	});

	test('money keeps every øre and drops only the dust of computed numbers', () => {
		fc.assert(
			fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (øre) => {
				expect(Math.round(toMoney(øre / 100) * 100)).toBe(øre);
				expect(Math.round(toMoney((øre / 100).toFixed(2)) * 100)).toBe(øre);
			}),
		);
		expect(toMoney(10.799999999999999)).toBe(10.8);
		expect(() => toMoney('10.805')).toThrow(/two decimals/);
	});
});

describe('days', () => {
	test.each([
		['2026-11-30', '2026-11-30'],
		['2026-11-30T00:00:00', '2026-11-30'],
		['2026-11-30 23:59', '2026-11-30'],
		['2026-11-30T23:30:00Z', '2026-12-01'],
		['2026-07-01T22:30:00Z', '2026-07-02'],
		['2026-11-30T00:00:00-05:00', '2026-11-30'],
		[DateTime.fromISO('2026-11-30T10:00:00', { zone: 'Asia/Tokyo' }), '2026-11-30'],
		[new Date('2026-11-30T12:00:00Z'), '2026-11-30'],
	])('%p is %p in Denmark', (given, day) => expect(toDay(given)).toBe(day));

	test.each(['30-11-2026', '30.11.2026', '2026-02-30', '2026-13-01', 'today', '', null, 20261130, {}])(
		'%p is refused',
		(given) => expect(() => toDay(given)).toThrow(/date/),
	);

	test('every moment has the day that a clock in Copenhagen shows', () => {
		fc.assert(
			fc.property(
				fc.date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
				(moment) => {
					const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format(moment);
					expect(toDay(moment.toISOString())).toBe(shown);
				},
			),
		);
	});

	test.each([
		['2026-11-30T14:00:00', '2026-11-30T13:00:00Z'],
		['2026-07-01T14:00:00', '2026-07-01T12:00:00Z'],
		['2026-11-30', '2026-11-29T23:00:00Z'],
		['2026-11-30T14:00:00.123Z', '2026-11-30T14:00:00Z'],
		['2026-11-30T14:00:00+05:30', '2026-11-30T08:30:00Z'],
	])('%p is the moment %p', (given, moment) => expect(toMoment(given)).toBe(moment));
});

describe('ids', () => {
	const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
	test.each([
		[id],
		[id.toUpperCase()],
		[{ __rl: true, mode: 'list', value: id }],
		[`https://app.example.com/352100/contacts/${id}/edit`],
		[`https://app.example.com/11111111-1111-1111-1111-111111111111/invoices/${id}`],
	])('%p holds the id', (given) => expect(toGuid(given)).toBe(id));

	test.each(['12', '', null, undefined, {}, { value: '' }, 'https://app.example.com/contacts'])(
		'%p is refused',
		(given) => expect(() => toGuid(given)).toThrow(/ID/),
	);

	test('whole numbers come as numbers, digits or picked values', () => {
		expect([toWhole(1000), toWhole(' 1000 '), toWhole({ value: '55000' })]).toEqual([1000, 1000, 55000]);
		for (const wrong of ['10.5', 10.5, 'x', '', null]) expect(() => toWhole(wrong)).toThrow(/whole number/);
	});
});

test('units are known by their own names and by what Danes write', () => {
	for (const unit of units) expect(unitOf(unit)).toBe(unit);
	expect([unitOf('stk'), unitOf('Timer'), unitOf('KG'), unitOf('furlong')]).toEqual([
		'parts',
		'hours',
		'kilogram',
		undefined,
	]);
});

test('a list keeps exactly the rows that fit, whatever the value holds', () => {
	const text = fc.string({ minLength: 1, maxLength: 12 });
	fc.assert(
		fc.property(text, fc.array(text, { maxLength: 8 }), (value, names) => {
			const { queryFilter = '', keep } = filterBy([{ field: 'Name', operator: 'contains', value }]);
			const rows = names.map((Name) => ({ Name }));
			expect(rows.filter(keep).map((row) => row.Name)).toEqual(
				names.filter((name) => name.toLowerCase().includes(value.toLowerCase())),
			);
			// What is sent is one condition with one quoted value, and never excludes a row that fits.
			expect(queryFilter.split("'").length === 3 || queryFilter === '').toBe(true);
			expect(queryFilter).not.toContain(';');
			const sent = queryFilter.split("'")[1] ?? '';
			expect(value.toLowerCase()).toContain(sent.toLowerCase());
		}),
	);
});

test('what is undefined is left out, and nothing else', () => {
	expect(present({ a: undefined, b: null, c: 0, d: '', e: false })).toEqual({
		b: null,
		c: 0,
		d: '',
		e: false,
	});
});

describe('parameters', () => {
	const fields: INodeProperties[] = [
		{ displayName: 'Due Date', name: 'dueDate', type: 'dateTime', default: '' },
		{ displayName: 'Amount', name: 'amount', type: 'number', default: 0 },
		{ displayName: 'Contact', name: 'contactId', type: 'resourceLocator', default: '' },
		{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. Nathan Smith' },
		{ displayName: 'Flag', name: 'flag', type: 'boolean', default: false },
		{ displayName: 'Kind', name: 'kind', type: 'options', default: '' },
		{ displayName: 'Data', name: 'data', type: 'json', default: '' },
	];
	const node = {
		id: '1',
		name: 'Dinero',
		type: 'dinero',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	} as INode;
	const reading = (values: Record<string, unknown>) =>
		new Parameters({ read: (name) => values[name], fields, prefix: '', node: () => node, itemIndex: 3 });

	test.each<[string, (parameters: Parameters) => unknown, unknown, RegExp, RegExp]>([
		[
			'dueDate',
			(one) => one.day('dueDate'),
			'31/12/2026',
			/^'Due Date' is '31\/12\/2026', which is not a date$/,
			/2026-11-30/,
		],
		[
			'amount',
			(one) => one.money('amount'),
			'1.234,50',
			/^'Amount' is '1.234,50', which can be read in two ways$/,
			/1234\.50/,
		],
		['amount', (one) => one.number('amount', { maximum: 100 }), 101, /^'Amount' is 101$/, /at most 100/],
		[
			'contactId',
			(one) => one.id('contactId'),
			{ __rl: true, mode: 'list', value: '' },
			/^'Contact' is empty$/,
			/list/,
		],
		['name', (one) => one.text('name'), '  ', /^'Name' is empty$/, /Nathan Smith/],
		['flag', (one) => one.boolean('flag'), 'maybe', /neither true nor false/, /true or false/],
		['kind', (one) => one.choice('kind', ['a', 'b']), 'c', /not a choice here/, /a, b/],
		['data', (one) => one.json('data'), '{', /which is not JSON/, /quotes/],
	])('a wrong %s is named with what to write', (name, read, value, message, advice) => {
		let thrown: { message: string; description?: string; context: { itemIndex?: number } } | undefined;
		try {
			read(reading({ [name]: value }));
		} catch (error) {
			thrown = error as typeof thrown;
		}
		expect(thrown?.message).toMatch(message);
		expect(thrown?.description).toMatch(advice);
		expect(thrown?.context.itemIndex).toBe(3);
	});

	test('what is empty is left out by the optional readers', () => {
		const empty = reading({ dueDate: '', amount: null, contactId: undefined, name: ' ' });
		expect([
			empty.optionalDay('dueDate'),
			empty.optionalMoney('amount'),
			empty.optionalId('contactId'),
			empty.optionalText('name'),
		]).toEqual([undefined, undefined, undefined, undefined]);
	});
});
