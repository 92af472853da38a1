import type { INodeProperties } from 'n8n-workflow';

import { collection } from '../../fields/documents';
import { accountRules, accounts, languageByCountry, paymentRules } from './rules';
import { text } from './text';

const yesOrNo = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'boolean',
	default: false,
	description,
});

const termsTypes = [
	{ name: 'Cash', value: 'NettoCash' },
	{ name: 'End of Month Plus Days', value: 'CurrentMonthOut' },
	{ name: 'Net Days', value: 'Netto' },
	{ name: 'Paid', value: 'Paid' },
];

const terms = (whom: string, name: string): INodeProperties[] => [
	{
		displayName: `Payment Terms: ${whom}`,
		name,
		type: 'options',
		options: termsTypes,
		default: 'Netto',
		description: "Left out, the contact's and the organization's terms apply",
	},
	{
		displayName: `Payment Terms: ${whom}, Days`,
		name: `${name}Days`,
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 365 },
		default: 8,
	},
];

const placeholders =
	'Placeholders: {orderNumber} {orderId} {shop} {paymentMethods} {customerName} {purchaseOrder} {note} {day}.';

const creditNotePlaceholders = 'Placeholders: {invoiceNumber} {orderId} {refundId} {shop} {reason} {day}.';

/** Everything else that can be said about orders. Each has a default, most of them from the organization. */
const settingsFields: INodeProperties[] = [
	accounts,
	accountRules,
	paymentRules,
	languageByCountry,
	...terms('Businesses', 'termsBusiness'),
	...terms('Private Customers', 'termsPrivate'),
	yesOrNo('Allow Test Orders', 'testOrders', 'Whether orders that the shop marks as tests become invoices'),
	text(
		'Attach File From Field',
		'attachmentField',
		"Name of the input binary field with the shop's own PDF, which the customer gets along with the invoice",
		'e.g. data',
	),
	{
		displayName: 'Customer: Guests',
		name: 'guests',
		type: 'options',
		options: [
			{ name: 'One Collective Contact per Country', value: 'collective' },
			{ name: 'Refuse', value: 'refuse' },
		],
		default: 'refuse',
		description: 'What happens to orders that name no customer',
	},
	text(
		'Customer: Name of Guests',
		'guestName',
		"The collective contact's name; {country} is its country",
		'e.g. Webshop {country}',
	),
	{
		displayName: 'Customer: Match By',
		name: 'matchBy',
		type: 'multiOptions',
		options: [
			{ name: 'Email', value: 'email' },
			{ name: 'External Reference', value: 'externalReference' },
			{ name: 'VAT Number', value: 'vatNumber' },
		],
		default: ['vatNumber', 'email'],
		description: 'How an existing contact is found, in this order',
	},
	{
		displayName: 'Customer: Several Fit',
		name: 'severalContacts',
		type: 'options',
		options: [
			{
				name: 'Refuse',
				value: 'refuse',
				description: 'The message names them, so that a person can clean up',
			},
			{ name: 'Take the Oldest', value: 'take', description: 'Always the same one; a warning tells' },
		],
		default: 'take',
		description: 'What happens when several contacts in Dinero have the e-mail address or VAT number',
	},
	text(
		'Customer: VAT Number Fields',
		'vatNumberFields',
		"Names of the shop's extra fields that hold it, with commas between",
		'e.g. CVR,VAT number',
	),
	text(
		'Customer: VAT Number Valid Fields',
		'vatNumberValidFields',
		'Names of the extra fields that say whether VIES knows it',
	),
	text('Customer: EAN Fields', 'eanFields', 'Names of the extra fields that hold the EAN number'),
	text(
		'Customer: Purchase Order Fields',
		'purchaseOrderFields',
		"Names of the extra fields that hold the customer's order number",
	),
	{
		displayName: 'Gift Cards Sold',
		name: 'giftCardsSold',
		type: 'options',
		options: [
			{ name: 'As a Liability Without VAT', value: 'liability' },
			{
				name: 'With Danish VAT',
				value: 'withVat',
				description: 'When they can only buy goods with Danish VAT',
			},
		],
		default: 'liability',
	},
	{
		displayName: 'Invoice Currency',
		name: 'invoiceCurrency',
		type: 'options',
		options: [
			{
				name: "The Customer's",
				value: 'presentment',
				description: 'The one that the customer saw and paid in',
			},
			{ name: "The Shop's Own", value: 'shop' },
		],
		default: 'shop',
		description: 'For Shopify shops that sell in several currencies',
	},
	{
		displayName: 'Invoice Date',
		name: 'invoiceDate',
		type: 'options',
		options: [
			{ name: 'Day of Payment', value: 'paymentDay' },
			{ name: 'Day of Shipping', value: 'shippingDay' },
			{ name: 'Day of the Order', value: 'orderDay' },
			{ name: 'Today', value: 'today' },
		],
		default: 'paymentDay',
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'options',
		options: [
			{
				name: 'By Country',
				value: 'byCountry',
				description: 'Danish in Denmark, Greenland and the Faroes, else English',
			},
			{ name: 'Danish', value: 'da-DK' },
			{ name: 'English', value: 'en-GB' },
		],
		default: 'byCountry',
	},
	{
		displayName: 'Lines Include VAT',
		name: 'linesInclVat',
		type: 'boolean',
		default: true,
		description: 'Whether lines show prices with VAT. Without it, a total can be missed by an øre.',
	},
	text(
		'Payment Methods That Stay Unpaid',
		'unpaidMethods',
		'With commas between; their invoices stay open even when the shop says paid',
		'e.g. bank_deposit,invoice',
	),
	{
		displayName: 'Products',
		name: 'products',
		type: 'options',
		options: [
			{
				name: 'Create Where Missing',
				value: 'create',
				description: 'One product for each SKU, made by the first order that needs it',
			},
			{ name: 'Plain Text', value: 'text' },
			{
				name: 'Use Where They Exist',
				value: 'use',
				description: 'Lines whose SKU is no product number stay plain text',
			},
		],
		default: 'text',
		description:
			'Whether lines get the Dinero product whose number is their SKU. Price, account and VAT stay those of the order.',
	},
	yesOrNo(
		'Reissue After Deletion',
		'reissue',
		'Whether an order whose draft was deleted in Dinero gets a new one. Without it, such an order is refused.',
	),
	yesOrNo(
		'Send as E-Invoice',
		'sendEInvoice',
		'Whether businesses with an EAN or a Danish CVR number get the booked invoice as an e-invoice instead of an email',
	),
	yesOrNo('Send by Email', 'sendByEmail', 'Whether the customer gets the booked invoice by e-mail'),
	{
		displayName: 'Settings (JSON)',
		name: 'settingsJson',
		type: 'json',
		default: '{}',
		description:
			'All settings at once, to keep and copy. What is filled in elsewhere on this form counts before it.',
	},
	text(
		'Shop Key',
		'shopKey',
		'Names the shop where its orders do not; tells several shops in one company apart',
		'e.g. example.com',
	),
	text('Text: Comment', 'comment', `Free text on the invoice. ${placeholders}`, 'e.g. Order {orderNumber}'),
	text(
		'Text: Credit Note Comment',
		'creditNoteComment',
		`Free text on the credit note. ${creditNotePlaceholders}`,
		'e.g. Order {orderId}, refund {refundId}',
	),
	text(
		'Text: Credit Note Title',
		'creditNoteTitle',
		`Heading of the credit note. ${creditNotePlaceholders}`,
		'e.g. Credit note for invoice {invoiceNumber}',
	),
	text('Text: Reverse Charge', 'reverseCharge', 'Text on invoices to businesses in other EU countries'),
	text('Text: Rounding Line', 'roundingText', 'Text of the rounding line', 'e.g. Rounding'),
	text(
		'Text: Title',
		'title',
		`Heading of the invoice. ${placeholders}`,
		'e.g. Invoice, order {orderNumber}',
	),
	text(
		'Tolerance',
		'tolerance',
		'By how much totals may differ; a rounding line makes up for it',
		'e.g. 0.10',
	),
	{
		displayName: 'Transfer When',
		name: 'transferWhen',
		type: 'options',
		options: [
			{ name: 'Always', value: 'always' },
			{ name: 'Paid', value: 'paid' },
			{ name: 'Shipped', value: 'shipped' },
		],
		default: 'always',
		description: 'Which orders become invoices',
	},
	yesOrNo(
		'Use Order Number as Invoice Number',
		'numberFromOrder',
		'Whether the invoice gets the number of the order; a number that is in use stops the transfer',
	),
	{
		displayName: 'VAT: Decided By',
		name: 'vatDecide',
		type: 'options',
		options: [
			{
				name: 'Country and Customer',
				value: 'byCountry',
				description: 'Checked against what the shop charged',
			},
			{ name: 'The Shop', value: 'shop', description: 'Tax that the shop charged becomes a line of its own' },
		],
		default: 'byCountry',
	},
	text(
		'VAT: Default Country',
		'defaultCountry',
		'Country of orders that name none, such as sales in the shop itself',
		'e.g. DK',
	),
	{
		displayName: 'VAT: Goods or Services',
		name: 'supply',
		type: 'options',
		options: [
			{
				name: 'As the Shop Says',
				value: 'asShopSays',
				description: 'A line that needs no shipping is a service',
			},
			{ name: 'Goods', value: 'goods' },
			{ name: 'Services', value: 'services' },
		],
		default: 'goods',
	},
	{
		displayName: 'VAT: Line Tolerance (Øre)',
		name: 'lineTolerance',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 1,
		description: "By how much a line's tax may differ from its account's rate",
	},
	yesOrNo('VAT: Norway Registered (VOEC)', 'norwayRegistered', 'Whether the shop collects Norwegian VAT'),
	yesOrNo('VAT: OSS Registered', 'oss', "Whether private customers in the EU pay their own country's VAT"),
	yesOrNo(
		'VAT: Require VIES',
		'requireVies',
		'Whether reverse charge needs a VIES result that says the number is valid',
	),
	text(
		'VAT: Seller VAT Number',
		'sellerVatNumber',
		'Your own VAT number, printed on reverse-charge invoices',
		'e.g. DK25313763',
	),
	yesOrNo('VAT: UK Registered', 'ukRegistered', 'Whether the shop collects VAT in the United Kingdom'),
	{
		displayName: 'VAT: Untaxed Danish Sales',
		name: 'untaxedDomestic',
		type: 'options',
		options: [
			{ name: 'Account for Sales Without VAT', value: 'exempt' },
			{ name: 'Refuse', value: 'refuse' },
		],
		default: 'refuse',
	},
	{
		displayName: 'When an Order Is Refused',
		name: 'whenRefused',
		type: 'options',
		options: [
			{ name: 'Return It as an Item', value: 'item', description: "With 'outcome' refused and the reason" },
			{
				name: 'Stop or Use the Error Output',
				value: 'error',
				description: "As the node's On Error setting says",
			},
		],
		default: 'error',
		description: 'Nothing is written for a refused order',
	},
];

/** Everything that can be said about an order. */
export const settingsOptions = collection('Options', 'options', settingsFields);

/** The same options without those that only say something about new invoices, for what is done to invoices that exist. */
export function optionsFor(names: readonly string[]): INodeProperties {
	return collection(
		'Options',
		'options',
		settingsFields.filter((one) => names.includes(one.name)),
	);
}

/** All options but some, with others of an operation's own, by name. */
export function optionsExcept(names: readonly string[], own: INodeProperties[]): INodeProperties {
	const kept = settingsFields.filter((one) => !names.includes(one.name));
	return collection(
		'Options',
		'options',
		[...kept, ...own].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
	);
}
