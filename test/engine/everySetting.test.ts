import { readSettings, type SettingsInput } from '../../orders';
import { isRefusal } from '../../orders/refusal';
import { everyOption, formSettings } from './formSettings';
import { picked } from './harness';

/** Nothing of the shape may be left out. */
type Whole<T> =
	T extends Array<infer Row>
		? Array<Whole<Row>>
		: T extends object
			? { [Key in keyof T]-?: Whole<NonNullable<T[Key]>> }
			: T;

/** Each setting once, all of them other than their defaults. A new setting does not compile before it stands here. */
const every: Whole<SettingsInput> = {
	shopKey: 'nordlys.example',
	action: 'bookAndPay',
	depositAccount: 55120,
	paymentRules: [{ method: 'klarna', depositAccount: 55130, paid: 'always', fee: 'deduct' }],
	unpaidMethods: ['invoice'],
	accounts: {
		domestic: 1001,
		domesticShipping: 1002,
		euBusinessGoods: 1003,
		euBusinessServices: 1004,
		euPrivate: 1005,
		oss: 1006,
		export: 1007,
		exportServices: 1008,
		exempt: 1009,
		shipping: 1010,
		fee: 1011,
		giftCard: 1012,
		tip: 1013,
		duty: 1014,
		rounding: 1015,
		foreignTax: 1016,
	},
	accountRules: [
		{
			when: {
				sku: 'USED-*',
				name: 'Used *',
				tag: 'second-hand',
				productType: 'Bike',
				vendor: 'Nordlys',
				taxName: 'DK Moms',
				country: 'NO',
				paymentMethod: 'klarna',
				kind: 'product',
			},
			account: 1020,
			supply: 'services',
			text: 'Margin scheme',
		},
	],
	vat: {
		decide: 'shop',
		supply: 'asShopSays',
		oss: true,
		norwayRegistered: true,
		ukRegistered: true,
		untaxedDomestic: 'exempt',
		requireVies: true,
		defaultCountry: 'DK',
		lineTolerance: 3,
		sellerVatNumber: 'DK25313763',
	},
	customer: {
		matchBy: ['externalReference'],
		severalContacts: 'refuse',
		guests: 'collective',
		guestName: 'Guests {country}',
		vatNumberFields: ['CVR'],
		vatNumberValidFields: ['VIES'],
		eanFields: ['EAN'],
		purchaseOrderFields: ['PO'],
	},
	giftCardsSold: 'withVat',
	testOrders: 'allow',
	transferWhen: 'shipped',
	tolerance: '0.10',
	invoiceCurrency: 'presentment',
	invoiceDate: 'today',
	language: 'en-GB',
	languageByCountry: { SE: 'en-GB' },
	terms: { business: { type: 'CurrentMonthOut', days: 30 }, private: { type: 'NettoCash', days: 14 } },
	texts: {
		description: 'Invoice {orderNumber}',
		comment: 'Thanks',
		creditNoteDescription: 'Credit note',
		creditNoteComment: 'Sorry',
		rounding: 'Rounding',
		reverseCharge: 'Reverse charge',
	},
	numberFromOrder: true,
	products: 'create',
	sendByEmail: true,
	sendEInvoice: true,
	attachmentField: 'data',
	reissue: true,
	whenRefused: 'item',
	feeAccount: 7420,
	linesInclVat: false,
};

/** The form that says the same, every option filled in. */
const options: Record<string, unknown> = {
	accounts: {
		account: Object.entries(every.accounts).map(([name, number]) => ({
			case: name,
			accountNumber: picked(String(number)),
		})),
	},
	accountRules: {
		rule: [
			{
				...every.accountRules[0].when,
				accountNumber: picked('1020'),
				supply: 'services',
				text: 'Margin scheme',
			},
		],
	},
	paymentRules: {
		rule: [{ method: 'klarna', depositAccountNumber: picked('55130'), paid: 'always', fee: 'deduct' }],
	},
	languageByCountry: { country: [{ country: 'SE', language: 'en-GB' }] },
	termsBusiness: 'CurrentMonthOut',
	termsBusinessDays: 30,
	termsPrivate: 'NettoCash',
	termsPrivateDays: 14,
	testOrders: true,
	attachmentField: 'data',
	severalContacts: 'refuse',
	guests: 'collective',
	guestName: 'Guests {country}',
	matchBy: ['externalReference'],
	vatNumberFields: 'CVR',
	vatNumberValidFields: 'VIES',
	eanFields: 'EAN',
	purchaseOrderFields: 'PO',
	giftCardsSold: 'withVat',
	invoiceCurrency: 'presentment',
	invoiceDate: 'today',
	language: 'en-GB',
	linesInclVat: false,
	unpaidMethods: 'invoice',
	products: 'create',
	reissue: true,
	sendEInvoice: true,
	sendByEmail: true,
	shopKey: 'nordlys.example',
	comment: 'Thanks',
	creditNoteComment: 'Sorry',
	creditNoteTitle: 'Credit note',
	reverseCharge: 'Reverse charge',
	roundingText: 'Rounding',
	title: 'Invoice {orderNumber}',
	tolerance: '0.10',
	transferWhen: 'shipped',
	numberFromOrder: true,
	vatDecide: 'shop',
	defaultCountry: 'DK',
	supply: 'asShopSays',
	lineTolerance: 3,
	norwayRegistered: true,
	oss: true,
	requireVies: true,
	sellerVatNumber: 'DK25313763',
	ukRegistered: true,
	untaxedDomestic: 'exempt',
	whenRefused: 'item',
	feeAccountNumber: picked('7420'),
};
const firstScreen = { depositAccountNumber: picked('55120') };

test('the form can say every setting, and Settings (JSON) everything that the form says', () => {
	expect(formSettings(options, firstScreen, 'bookAndPay')).toEqual(every);
	const read = readSettings(every);
	expect(isRefusal(read)).toBe(false);
	expect(read).toEqual(every);
});

test('every option of every form stands here', () => {
	expect(Object.keys(options).concat('settingsJson').sort()).toEqual(everyOption());
});

test.each(Object.keys(options))('%s says something of its own', (name) => {
	const { [name]: left, ...others } = options;
	expect(left).toBeDefined();
	expect(formSettings(others)).not.toEqual(formSettings(options));
});
