import { isRefusal } from '../../orders/refusal';
import { readSettings, type Settings } from '../../orders/settings';
import { decideVat } from '../../orders/vat/decision';
import { readVatNumber } from '../../orders/vat/vatNumber';
import { rows } from './vatRows';

describe('the VAT decision table', () => {
	it('has at least sixty cases with a source each', () => {
		expect(rows.length).toBeGreaterThanOrEqual(60);
		expect(rows.every((row) => row.source.length > 3)).toBe(true);
	});

	it.each(rows.map((row) => [row.case, row] as const))('%s', (_, row) => {
		const settings = readSettings({ vat: row.vat ?? {} }) as Settings;
		const answer = decideVat(
			{
				country: row.country,
				postcode: row.postcode,
				business: row.business ?? row.vatNumber !== undefined,
				vatNumber: readVatNumber(row.vatNumber, row.country),
				vatNumberValid: row.vies,
				supply: row.supply ?? 'goods',
				taxCharged: row.taxCharged ?? false,
			},
			settings.vat,
		);
		expect(isRefusal(answer) ? answer.code : `${answer.case} ${answer.tax}`).toBe(row.expected);
		if (isRefusal(answer)) expect(answer.advice).not.toBe('');
		else expect(answer.reason).not.toBe('');
	});
});

describe('VAT numbers', () => {
	it.each([
		['DE 123.456.789', undefined, 'DE123456789', true],
		['de123456789', 'SE', 'DE123456789', true],
		['25063864', 'DK', 'DK25063864', true],
		['CVR: 25063864', 'DK', 'DK25063864', true],
		['DK-25 06 38 64', undefined, 'DK25063864', true],
		['GR123456789', undefined, 'EL123456789', true],
		['ATU12345678', undefined, 'ATU12345678', true],
		['U12345678', 'AT', 'ATU12345678', true],
		['123456789', undefined, '123456789', false],
		['SE1234', undefined, 'SE1234', false],
	])('%s (%s) is %s', (text, country, full, valid) => {
		expect(readVatNumber(text, country)).toMatchObject({ full, formatValid: valid });
	});
});
