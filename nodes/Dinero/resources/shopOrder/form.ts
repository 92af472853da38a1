import type { INodeProperties } from 'n8n-workflow';

import { account, depositAccount, organization } from '../../fields/locators';
import { optionsExcept, optionsFor, settingsOptions } from './options';

const shop: INodeProperties = {
	displayName: 'Shop',
	name: 'shop',
	type: 'options',
	options: [
		{ name: 'Detect Automatically', value: 'auto' },
		{
			name: 'Other Shop',
			value: 'other',
			description: 'Any order in the simple form that the guide describes',
		},
		{ name: 'Shopify', value: 'shopify' },
		{ name: 'Stripe', value: 'stripe' },
		{ name: 'WooCommerce', value: 'woocommerce' },
	],
	default: 'auto',
	description: 'Where the order comes from',
};

const order: INodeProperties = {
	displayName: 'Order',
	name: 'order',
	type: 'json',
	required: true,
	default: '={{ $json }}',
	description:
		"The order as the shop's trigger gives it. Filled in already: the incoming item is taken as it is. Change it only where the order lies in a field of its own.",
};

const whatToDo: INodeProperties = {
	displayName: 'What to Do',
	name: 'whatToDo',
	type: 'options',
	options: [
		{ name: 'Create Draft', value: 'draft', description: 'A person books it in Dinero' },
		{
			name: 'Create and Book',
			value: 'book',
			description: 'The invoice gets its number and cannot be changed any more',
		},
		{
			name: 'Create, Book and Register Payment',
			value: 'bookAndPay',
			description: 'What the shop says is paid is registered on the deposit account',
		},
		{
			name: 'As in Settings (JSON)',
			value: 'settings',
			description: "Under Options; 'action' there decides",
		},
	],
	default: 'draft',
	description: 'How far the invoice goes. Check Settings and Preview look at this too, and write nothing.',
};

const deposit = depositAccount({
	required: false,
	description:
		"Where the shop's payments are registered, best a clearing account of its own. Needed when payments are registered.",
});

/**
 * The first screen of an order: which shop, which account, draft or booked; choices all of them. What is filled in already
 * stands below. Preview has the same fields, since n8n forgets what the form of another operation does not show.
 */
export const orderForm: INodeProperties[] = [organization, shop, deposit, whatToDo, order, settingsOptions];

/** The options that matter to invoices that exist already. */
const always = ['settingsJson', 'shopKey', 'whenRefused'];

const whatToDoWithRefund: INodeProperties = {
	...whatToDo,
	description: 'How far the credit note goes',
	options: [
		{ name: 'Create Draft', value: 'draft', description: 'A person books it in Dinero' },
		{
			name: 'Create and Book',
			value: 'book',
			description: 'The credit note is set off against its invoice and cannot be changed any more',
		},
		{
			name: 'Create, Book and Register Money Back',
			value: 'bookAndPay',
			description: 'What the shop paid back is registered on the deposit account',
		},
		{
			name: 'As in Settings (JSON)',
			value: 'settings',
			description: "Under Options; 'action' there decides",
		},
	],
};

/** A refund, or an order that carries its refunds. */
export const creditNoteForm: INodeProperties[] = [
	organization,
	shop,
	{
		...deposit,
		description: 'Where the money that went back is taken from. Needed when it is registered.',
	},
	whatToDoWithRefund,
	{
		...order,
		displayName: 'Refund',
		name: 'refund',
		description:
			"The refund as the shop's trigger gives it, or the order with its refunds. The incoming item is taken as it is.",
	},
	optionsFor([
		...always,
		'creditNoteComment',
		'creditNoteTitle',
		'invoiceCurrency',
		'paymentRules',
		'reissue',
		'unpaidMethods',
	]),
];

/** An order whose invoice is there already. */
export const paymentForm: INodeProperties[] = [
	organization,
	shop,
	{ ...deposit, description: "Where the shop's payments are registered, best a clearing account of its own" },
	order,
	settingsOptions,
];

/** An order that is looked for. */
export const statusForm: INodeProperties[] = [
	organization,
	shop,
	order,
	optionsFor([...always, 'invoiceCurrency']),
];

/** The settings alone, without an order. */
export const checkForm: INodeProperties[] = [organization, deposit, whatToDo, settingsOptions];

/** What says nothing about one voucher for a whole day. */
const invoicesOnly = [
	'attachmentField',
	'comment',
	'creditNoteComment',
	'creditNoteTitle',
	'eanFields',
	'guestName',
	'guests',
	'languageByCountry',
	'linesInclVat',
	'matchBy',
	'numberFromOrder',
	'products',
	'purchaseOrderFields',
	'reissue',
	'reverseCharge',
	'roundingText',
	'sendByEmail',
	'sendEInvoice',
	'severalContacts',
	'sellerVatNumber',
	'termsBusiness',
	'termsBusinessDays',
	'termsPrivate',
	'termsPrivateDays',
	'title',
	'transferWhen',
];

/** All orders and refunds that come in, as one voucher. */
export const settlementForm: INodeProperties[] = [
	organization,
	shop,
	{
		...deposit,
		description: 'Where the payments are, best a clearing account of its own; payment rules may name others',
	},
	{
		displayName: 'Day',
		name: 'day',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		description: 'Which day is settled; others are left out. Empty means the only day that the orders have.',
	},
	{
		displayName: 'What to Do',
		name: 'whatToDo',
		type: 'options',
		options: [
			{ name: 'Create and Book', value: 'book', description: 'The voucher cannot be changed any more' },
			{ name: 'Create Draft', value: 'draft', description: 'A person books it in Dinero' },
		],
		default: 'draft',
	},
	{
		...order,
		displayName: 'Orders and Refunds',
		name: 'orders',
		description:
			'An order or refund as the shop gives it, or a list of them. The incoming items are taken as they are, all together.',
	},
	optionsExcept(invoicesOnly, [
		account({
			displayName: 'Fee Account',
			name: 'feeAccountNumber',
			required: false,
			description: "Where the acquirers' fees are booked, for payment rules that deduct them",
		}),
	]),
];
