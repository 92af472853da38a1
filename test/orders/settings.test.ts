import { isRefusal, presets, readSettings, type Settings } from '../../orders';
import { fits, toleranceOf } from '../../orders/settings';

const read = (value: unknown) => readSettings(value) as Settings;

describe('settings', () => {
	it('may all be left out; drafts and refused test orders are the safe defaults', () => {
		for (const nothing of [undefined, null, {}, '', ' ', '{}']) {
			expect(read(nothing)).toMatchObject({
				action: 'draft',
				testOrders: 'refuse',
				tolerance: 0,
				linesInclVat: true,
				sendByEmail: false,
				vat: { decide: 'byCountry', supply: 'goods', oss: false },
				customer: { matchBy: ['vatNumber', 'email'], guests: 'refuse' },
			});
		}
	});

	it('are one JSON value: what was read can be written and read again', () => {
		for (const preset of Object.values(presets)) {
			const settings = read(preset);
			expect(isRefusal(settings)).toBe(false);
			expect(read(JSON.stringify(settings))).toEqual(settings);
		}
	});

	it.each([
		[{ actoin: 'book' }, 'actoin'],
		[{ vat: { os: true } }, 'vat.os'],
		[{ accounts: { domestik: 1000 } }, 'accounts.domestik'],
		[{ action: 'sell' }, 'action'],
		[{ accounts: { domestic: '1000' } }, 'accounts.domestic'],
		[{ paymentRules: [{ method: '' }] }, 'paymentRules.0.method'],
		[{ paymentRules: [{ depositAccount: 55000 }] }, 'paymentRules.0.method'],
		[{ accountRules: [{ when: {}, account: 1000 }] }, 'accountRules.0.when'],
		[{ accountRules: [{ when: { sku: 'A', colour: 'red' } }] }, 'accountRules.0.when.colour'],
		[{ tolerance: -1 }, 'tolerance'],
		[{ tolerance: '1,00' }, 'tolerance'],
		[{ vat: { defaultCountry: 'Denmark' } }, 'vat.defaultCountry'],
		[{ terms: { business: { type: 'Never' } } }, 'terms.business.type'],
		['{"action":', 'Settings'],
		[42, 'Settings'],
		[[], 'Settings'],
	])('%j is refused by name', (value, where) => {
		expect(readSettings(value)).toMatchObject({ kind: 'refused', code: 'settingsInvalid', where });
	});

	it('the tolerance is minor units or a decimal', () => {
		expect(toleranceOf(read({ tolerance: 5 }), 'DKK')).toBe(5);
		expect(toleranceOf(read({ tolerance: '0.10' }), 'DKK')).toBe(10);
		expect(toleranceOf(read({ tolerance: '1' }), 'JPY')).toBe(1);
		expect(toleranceOf(read({ tolerance: '0.10' }), 'JPY')).toBe(0);
	});

	it('patterns ignore case, and only * is special', () => {
		expect(fits('shopify_*', 'Shopify_Payments')).toBe(true);
		expect(fits(['bacs', 'cod'], 'COD')).toBe(true);
		expect(fits('*', '')).toBe(true);
		expect(fits('a.c', 'abc')).toBe(false);
		expect(fits('(x+', '(x+')).toBe(true);
		expect(fits('x', undefined)).toBe(false);
		expect(fits('x', 'xy')).toBe(false);
	});
});
