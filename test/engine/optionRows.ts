import { type Engine, organizationId, picked } from './harness';
import { shopifyOrder } from './shopifyOrder';

const place = (country: string, extra: object = {}) => {
	const address = {
		...(shopifyOrder().billing_address as object),
		country_code: country,
		country,
		zip: '10115',
		...extra,
	};
	return { billing_address: address, shipping_address: address };
};
/** The sample order without any tax. */
const untaxed = (changes: object = {}) => {
	const order = shopifyOrder() as Record<string, Array<Record<string, unknown>>>;
	const bare = (rows: Array<Record<string, unknown>>) => rows.map((row) => ({ ...row, tax_lines: [] }));
	return shopifyOrder({
		total_tax: '0.00',
		tax_lines: [],
		line_items: bare(order.line_items),
		shipping_lines: bare(order.shipping_lines),
		...changes,
	});
};
const account = (name: string, number: string) => ({
	accounts: { account: [{ case: name, accountNumber: picked(number) }] },
});
const guest = { customer: null, email: '', ...place('DK', { name: '', first_name: '', last_name: '' }) };
const company = (notes: object[] = []) => ({
	...place('DK', { company: 'Holm ApS' }),
	note_attributes: notes,
});
const cvr = { name: 'Firmanummer', value: '25313763' };

export interface Case {
	/** The option's name. */
	option: string;
	given: object;
	/** Other options that stay when this one is left out. */
	otherwise?: object;
	order?: unknown;
	parameters?: object;
	/** What the local Dinero shows with the option, and shows differently without it. */
	shows: () => unknown;
	as: unknown;
	/** The form refuses the order without the option, or with it. */
	refused?: 'with' | 'without';
}

/** What every option of Create Invoice does in the books of the engine's local Dinero; each option has at least one row. */
export function optionRows(engine: () => Engine): Case[] {
	const organization = () => engine().dinero.world.organizations.get(organizationId)!;
	const invoice = () => [...organization().invoices.values()][0];
	const contact = () => [...organization().contacts.values()][0];
	const accountsOf = () => invoice().lines.map((line) => line.accountNumber);
	const paymentAccounts = () =>
		(invoice().claim?.payments ?? []).map((payment) => payment.depositAccountNumber);
	return [
		{
			option: 'accounts',
			given: account('domestic', '1350'),
			shows: () => new Set(accountsOf()),
			as: new Set([1350]),
		},
		{
			option: 'accountRules',
			given: { accountRules: { rule: [{ accountNumber: picked('1350'), sku: 'SKU-2' }] } },
			shows: accountsOf,
			as: [1000, 1350, 1000],
		},
		{
			option: 'paymentRules',
			given: { paymentRules: { rule: [{ method: 'shopify_*', depositAccountNumber: picked('55040') }] } },
			shows: paymentAccounts,
			as: [55040],
		},
		{
			option: 'languageByCountry',
			given: { languageByCountry: { country: [{ country: 'DK', language: 'en-GB' }] } },
			shows: () => invoice().language,
			as: 'en-GB',
		},
		{
			option: 'termsBusiness',
			given: { termsBusiness: 'CurrentMonthOut', termsBusinessDays: 30 },
			order: shopifyOrder(company()),
			shows: () => [invoice().paymentConditionType, invoice().paymentConditionNumberOfDays],
			as: ['CurrentMonthOut', 30],
		},
		{
			option: 'termsBusinessDays',
			given: { termsBusinessDays: 45 },
			order: shopifyOrder(company()),
			shows: () => [invoice().paymentConditionType, invoice().paymentConditionNumberOfDays],
			as: ['Netto', 45],
		},
		{
			option: 'termsPrivate',
			given: { termsPrivate: 'NettoCash' },
			shows: () => invoice().paymentConditionType,
			as: 'NettoCash',
		},
		{
			option: 'termsPrivateDays',
			given: { termsPrivateDays: 21 },
			shows: () => invoice().paymentConditionNumberOfDays,
			as: 21,
		},
		{
			option: 'testOrders',
			given: { testOrders: true },
			order: shopifyOrder({ test: true }),
			shows: () => invoice().status,
			as: 'Booked',
			refused: 'without',
		},
		{
			option: 'guests',
			given: { guests: 'collective' },
			order: shopifyOrder(guest),
			shows: () => contact().name,
			as: 'Webshop DK',
			refused: 'without',
		},
		{
			option: 'guestName',
			given: { guests: 'collective', guestName: 'Gæst {country}' },
			order: shopifyOrder(guest),
			shows: () => contact().name,
			as: 'Gæst DK',
			refused: 'without',
		},
		{
			option: 'vatNumberFields',
			given: { vatNumberFields: 'Firmanummer' },
			order: shopifyOrder(company([cvr])),
			shows: () => contact().vatNumber,
			as: '25313763',
		},
		{
			option: 'eanFields',
			given: { eanFields: 'Lokationsnummer' },
			order: shopifyOrder(company([{ name: 'Lokationsnummer', value: '5790000123453' }])),
			shows: () => contact().eanNumber,
			as: '5790000123453',
		},
		{
			option: 'purchaseOrderFields',
			given: { purchaseOrderFields: 'Rekv' },
			order: shopifyOrder({ note_attributes: [{ name: 'Rekv', value: 'PO-77' }] }),
			shows: () => /PO-77/.test(invoice().comment ?? ''),
			as: true,
		},
		{
			option: 'invoiceDate',
			given: { invoiceDate: 'today' },
			shows: () => invoice().date === engine().dinero.world.clock.today() || invoice().date > '2026-11-03',
			as: true,
		},
		{ option: 'language', given: { language: 'en-GB' }, shows: () => invoice().language, as: 'en-GB' },
		{
			option: 'linesInclVat',
			given: { linesInclVat: false },
			shows: () => invoice().lines.map((line) => String(line.baseAmountValue)),
			as: ['500.8', '144', '39.2'],
		},
		{
			option: 'products',
			given: { products: 'create' },
			shows: () => [...organization().products.values()].map((one) => one.productNumber),
			as: ['SKU-1', 'SKU-2'],
		},
		{ option: 'numberFromOrder', given: { numberFromOrder: true }, shows: () => invoice().number, as: 1001 },
		{
			option: 'sendByEmail',
			given: { sendByEmail: true },
			shows: () => engine().dinero.world.outbox.length,
			as: 1,
		},
		{
			option: 'sendEInvoice',
			given: { sendEInvoice: true, sendByEmail: true, eanFields: 'Lokationsnummer' },
			otherwise: { sendByEmail: true, eanFields: 'Lokationsnummer' },
			order: shopifyOrder(company([{ name: 'Lokationsnummer', value: '5790000123453' }])),
			shows: () => engine().dinero.world.outbox.map((mail) => mail.kind),
			as: ['eInvoice'],
		},
		{
			option: 'shopKey',
			given: { shopKey: 'cykler' },
			order: shopifyOrder({ order_status_url: '' }),
			shows: () => invoice().externalReference,
			as: 'shopify:cykler:order:5501',
			refused: 'without',
		},
		{
			option: 'comment',
			given: { comment: 'Tak, {customerName}' },
			shows: () => invoice().comment,
			as: 'Tak, Mia Holm',
		},
		{
			option: 'title',
			given: { title: 'Køb {orderNumber}' },
			shows: () => invoice().description,
			as: 'Køb #1001',
		},
		{ option: 'unpaidMethods', given: { unpaidMethods: 'shopify_*' }, shows: paymentAccounts, as: [] },
		{
			option: 'settingsJson',
			given: { settingsJson: '{ "texts": { "description": "Fra JSON" } }' },
			shows: () => invoice().description,
			as: 'Fra JSON',
		},
		{
			option: 'tolerance',
			given: { tolerance: '0.10', ...account('rounding', '7380') },
			order: shopifyOrder({ total_price: '1035.05' }),
			shows: () => accountsOf().includes(7380),
			as: true,
			refused: 'without',
		},
		{
			option: 'roundingText',
			given: { tolerance: '0.10', roundingText: 'Ører', ...account('rounding', '7380') },
			order: shopifyOrder({ total_price: '1035.05' }),
			shows: () => invoice().lines.at(-1)?.description,
			as: 'Ører',
			refused: 'without',
		},
		{
			option: 'vatDecide',
			given: { vatDecide: 'shop', ...account('exempt', '1050') },
			order: untaxed(),
			shows: () => new Set(accountsOf()),
			as: new Set([1050]),
			refused: 'without',
		},
		{
			option: 'untaxedDomestic',
			given: { untaxedDomestic: 'exempt', ...account('exempt', '1050') },
			order: untaxed(),
			shows: () => new Set(accountsOf()),
			as: new Set([1050]),
			refused: 'without',
		},
		{
			option: 'supply',
			given: { supply: 'services', ...account('exportServices', '1260') },
			order: untaxed(place('US', { company: 'Wheels Inc' })),
			shows: () => new Set(accountsOf()),
			as: new Set([1260]),
		},
		{
			option: 'lineTolerance',
			given: { lineTolerance: 20 },
			order: shopifyOrder({
				total_tax: '206.90',
				tax_lines: [{ title: 'DK Moms', rate: 0.25, price: '206.90' }],
				shipping_lines: [
					{
						...(shopifyOrder().shipping_lines as object[])[0],
						tax_lines: [{ title: 'DK Moms', rate: 0.25, price: '9.70' }],
					},
				],
			}),
			shows: () => invoice().status,
			as: 'Booked',
			refused: 'without',
		},
		{
			option: 'transferWhen',
			given: { transferWhen: 'shipped' },
			shows: () => organization().invoices.size,
			as: 0,
		},
		{
			option: 'matchBy',
			given: { matchBy: ['externalReference'] },
			shows: () =>
				/ExternalReference/.test(
					String(engine().dinero.calls.find((call) => call.path.endsWith('/contacts'))?.query?.queryFilter),
				),
			as: true,
		},
		{
			option: 'whenRefused',
			given: { whenRefused: 'item' },
			order: shopifyOrder({ test: true }),
			shows: () => organization().invoices.size,
			as: 0,
			refused: 'without',
		},
		{
			option: 'sellerVatNumber',
			given: { sellerVatNumber: 'DK99100008', vatNumberFields: 'VAT' },
			order: untaxed({
				...place('DE', { company: 'Rad GmbH' }),
				note_attributes: [{ name: 'VAT', value: 'DE136695976' }],
			}),
			shows: () => /DK99100008/.test(invoice().comment ?? ''),
			as: true,
		},
		{
			option: 'reverseCharge',
			given: { reverseCharge: 'Moms betales af køber', vatNumberFields: 'VAT' },
			order: untaxed({
				...place('DE', { company: 'Rad GmbH' }),
				note_attributes: [{ name: 'VAT', value: 'DE136695976' }],
			}),
			shows: () => /Moms betales af køber/.test(invoice().comment ?? ''),
			as: true,
		},
		{
			option: 'requireVies',
			given: { requireVies: true, vatNumberFields: 'VAT' },
			order: untaxed({
				...place('DE', { company: 'Rad GmbH' }),
				note_attributes: [{ name: 'VAT', value: 'DE136695976' }],
			}),
			shows: () => organization().invoices.size,
			as: 0,
			refused: 'with',
		},
		{
			option: 'vatNumberValidFields',
			given: { requireVies: true, vatNumberFields: 'VAT', vatNumberValidFields: 'VIES' },
			order: untaxed({
				...place('DE', { company: 'Rad GmbH' }),
				note_attributes: [
					{ name: 'VAT', value: 'DE136695976' },
					{ name: 'VIES', value: 'true' },
				],
			}),
			otherwise: { requireVies: true, vatNumberFields: 'VAT' },
			shows: () => invoice().status,
			as: 'Booked',
			refused: 'without',
		},
		{
			option: 'defaultCountry',
			given: { defaultCountry: 'US', ...account('export', '1255') },
			order: untaxed({ billing_address: null, shipping_address: null }),
			shows: () => contact().countryKey,
			as: 'US',
			refused: 'without',
		},
		{
			option: 'oss',
			given: {
				oss: true,
				accounts: {
					account: [
						{ case: 'oss', accountNumber: picked('1050') },
						{ case: 'foreignTax', accountNumber: picked('63010') },
					],
				},
			},
			order: shopifyOrder(place('DE')),
			shows: () => new Set(accountsOf()),
			as: new Set([1050, 63010]),
		},
		{
			option: 'norwayRegistered',
			given: {
				norwayRegistered: true,
				accounts: {
					account: [
						{ case: 'export', accountNumber: picked('1255') },
						{ case: 'foreignTax', accountNumber: picked('63010') },
					],
				},
			},
			order: shopifyOrder(place('NO')),
			shows: () => new Set(accountsOf()),
			as: new Set([1255, 63010]),
			refused: 'without',
		},
		{
			option: 'ukRegistered',
			given: {
				ukRegistered: true,
				accounts: {
					account: [
						{ case: 'export', accountNumber: picked('1255') },
						{ case: 'foreignTax', accountNumber: picked('63010') },
					],
				},
			},
			order: shopifyOrder(place('GB', { zip: 'SW1A 1AA' })),
			shows: () => new Set(accountsOf()),
			as: new Set([1255, 63010]),
			refused: 'without',
		},
		{
			option: 'giftCardsSold',
			given: { giftCardsSold: 'withVat' },
			order: untaxed({
				line_items: (shopifyOrder().line_items as object[]).map((line) => ({
					...line,
					gift_card: true,
					tax_lines: [],
				})),
				shipping_lines: [],
				total_price: '986.00',
			}),
			shows: () => new Set(accountsOf()),
			as: new Set([1000]),
		},
	];
}
