import { readSettings, type Settings } from '../../../../orders/settings';
import { isRefusal } from '../../../../orders/refusal';
import type { OperationContext } from '../../context';
import type { Parameters } from '../../parameters';
import { present } from '../../values/present';
import { accountCases } from './rules';

type Json = Record<string, unknown>;

/**
 * The settings of the form: what Settings (JSON) holds, with the other fields of the form counting before it.
 *
 * @throws NodeOperationError that names the field or the setting that does not fit
 */
export function readOrderSettings(context: OperationContext, action: string | undefined): Settings {
	const json = readJson(context.group('options'));
	const settings = readSettings(merged(json, settingsOfForm(context, action)));
	if (isRefusal(settings)) throw context.refusal(settings.message, settings.advice);
	return settings;
}

function readJson(options: Parameters): Json {
	const json = options.json('settingsJson') ?? {};
	if (typeof json === 'object' && !Array.isArray(json)) return json as Json;
	throw options.unusable('settingsJson', 'is not an object', 'Give the settings as { "name": value, ... }.');
}

/**
 * What the form itself says, in the names of the settings: as Settings (JSON) it says the same. Fields that were not
 * added say nothing.
 */
export function settingsOfForm(form: Parameters, action: string | undefined): Json {
	const options = form.group('options');
	return pruned({
		shopKey: options.optionalText('shopKey'),
		action,
		depositAccount: form.optionalWhole('depositAccountNumber', { minimum: 1 }),
		paymentRules: filled(options.rows('paymentRules', 'rule').map(paymentRule)),
		unpaidMethods: list(options, 'unpaidMethods'),
		accounts: accountsOf(options),
		accountRules: filled(options.rows('accountRules', 'rule').map(accountRule)),
		vat: {
			decide: options.optionalText('vatDecide'),
			supply: options.optionalText('supply'),
			oss: options.optionalBoolean('oss'),
			norwayRegistered: options.optionalBoolean('norwayRegistered'),
			ukRegistered: options.optionalBoolean('ukRegistered'),
			untaxedDomestic: options.optionalText('untaxedDomestic'),
			requireVies: options.optionalBoolean('requireVies'),
			defaultCountry: options.optionalText('defaultCountry'),
			lineTolerance: options.optionalWhole('lineTolerance', { minimum: 0, maximum: 100 }),
			sellerVatNumber: options.optionalText('sellerVatNumber'),
		},
		customer: {
			matchBy: filled(options.choices('matchBy', ['vatNumber', 'email', 'externalReference'])),
			severalContacts: options.optionalText('severalContacts'),
			guests: options.optionalText('guests'),
			guestName: options.optionalText('guestName'),
			vatNumberFields: list(options, 'vatNumberFields'),
			vatNumberValidFields: list(options, 'vatNumberValidFields'),
			eanFields: list(options, 'eanFields'),
			purchaseOrderFields: list(options, 'purchaseOrderFields'),
		},
		products: options.optionalText('products'),
		giftCardsSold: options.optionalText('giftCardsSold'),
		testOrders: testOrders(options.optionalBoolean('testOrders')),
		transferWhen: options.optionalText('transferWhen'),
		tolerance: options.optionalText('tolerance'),
		invoiceCurrency: options.optionalText('invoiceCurrency'),
		invoiceDate: options.optionalText('invoiceDate'),
		language: options.optionalText('language'),
		languageByCountry: languages(options),
		terms: { business: terms(options, 'termsBusiness'), private: terms(options, 'termsPrivate') },
		texts: {
			description: options.optionalText('title'),
			comment: options.optionalText('comment'),
			creditNoteDescription: options.optionalText('creditNoteTitle'),
			creditNoteComment: options.optionalText('creditNoteComment'),
			rounding: options.optionalText('roundingText'),
			reverseCharge: options.optionalText('reverseCharge'),
		},
		numberFromOrder: options.optionalBoolean('numberFromOrder'),
		sendByEmail: options.optionalBoolean('sendByEmail'),
		sendEInvoice: options.optionalBoolean('sendEInvoice'),
		attachmentField: options.optionalText('attachmentField'),
		reissue: options.optionalBoolean('reissue'),
		whenRefused: options.optionalText('whenRefused'),
		feeAccount: options.optionalWhole('feeAccountNumber', { minimum: 1 }),
		linesInclVat: options.optionalBoolean('linesInclVat'),
	});
}

function testOrders(allowed: boolean | undefined): string | undefined {
	if (allowed === undefined) return undefined;
	return allowed ? 'allow' : 'refuse';
}

function accountsOf(options: Parameters): Json {
	const rows = options.rows('accounts', 'account').map((row) => {
		const wanted = row.choice(
			'case',
			accountCases.map((one) => one.value),
		);
		return [wanted, row.whole('accountNumber', { minimum: 1 })];
	});
	return Object.fromEntries(rows) as Json;
}

function accountRule(row: Parameters): Json {
	const patterns = ['country', 'name', 'paymentMethod', 'productType', 'sku', 'tag', 'taxName', 'vendor'];
	const when = {
		...Object.fromEntries(patterns.map((name) => [name, pattern(row, name)])),
		kind: row.optionalText('kind'),
	};
	return {
		when: present(when),
		account: row.optionalWhole('accountNumber', { minimum: 1 }),
		supply: row.optionalText('supply'),
		text: row.optionalText('text'),
	};
}

function paymentRule(row: Parameters): Json {
	return {
		method: pattern(row, 'method') ?? row.text('method'),
		depositAccount: row.optionalWhole('depositAccountNumber', { minimum: 1 }),
		paid: row.optionalText('paid'),
		fee: row.optionalText('fee'),
	};
}

function languages(options: Parameters): Json {
	const rows = options.rows('languageByCountry', 'country');
	return Object.fromEntries(
		rows.map((row) => [row.text('country').trim().toUpperCase(), row.text('language')]),
	);
}

function terms(options: Parameters, name: string): Json | undefined {
	const type = options.optionalText(name);
	const days = options.optionalWhole(`${name}Days`, { minimum: 0, maximum: 365 });
	if (type === undefined && days === undefined) return undefined;
	return { type: type ?? 'Netto', days };
}

function list(options: Parameters, name: string): string[] | undefined {
	return filled(
		(options.optionalText(name) ?? '')
			.split(',')
			.map((one) => one.trim())
			.filter((one) => one !== ''),
	);
}

/** One text, or several where commas separate them. */
function pattern(row: Parameters, name: string): string | string[] | undefined {
	const texts = list(row, name);
	return texts?.length === 1 ? texts[0] : texts;
}

function filled<T>(values: T[]): T[] | undefined {
	return values.length === 0 ? undefined : values;
}

/** Without what is undefined, at any depth. */
function pruned(values: Json): Json {
	const entries = Object.entries(values).flatMap(([key, value]): Array<[string, unknown]> => {
		if (value === undefined) return [];
		if (Array.isArray(value)) return [[key, value.map((one) => (isObject(one) ? pruned(one) : one))]];
		if (!isObject(value)) return [[key, value]];
		const inner = pruned(value);
		return Object.keys(inner).length === 0 ? [] : [[key, inner]];
	});
	return Object.fromEntries(entries);
}

/** The form's values over the JSON's, group by group; lists are replaced whole. */
function merged(under: Json, over: Json): Json {
	const result: Json = { ...under };
	for (const [key, value] of Object.entries(over)) {
		const below = result[key];
		result[key] = isObject(value) && isObject(below) ? merged(below, value) : value;
	}
	return result;
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
