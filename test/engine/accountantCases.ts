import type { SettingsInput } from '../../orders';

/** A situation of the accountant's page: what happens in the shop, in our own order shape, under which settings. */
export interface AccountantCase {
	title: string;
	/** What happened, and what an accountant should know of it. */
	text: string;
	/** Orders and refunds, one after the other. */
	documents: Array<Record<string, unknown>>;
	/** Laid over the settings of the page's top. */
	settings?: SettingsInput;
	/** One voucher for the day instead of invoices. */
	settled?: boolean;
}

const customer = { name: 'Anna Berg', email: 'anna@example.com' };
const at = (country: string, postcode = '8000', city = 'Aarhus') => ({
	...{ name: 'Anna Berg', street: 'Storegade 1', postcode, city, country },
});

/** A paid order of one product with Danish VAT included; amounts are decimals in the order's currency. */
function order(change: Record<string, unknown>): Record<string, unknown> {
	return {
		...{
			shop: 'example.com',
			id: '1',
			number: '1',
			date: '2026-11-19',
			currency: 'DKK',
			pricesIncludeTax: true,
		},
		total: '500.00',
		tax: '100.00',
		lines: [{ text: 'Lamp', quantity: 1, price: '500.00', tax: '100.00', sku: 'LAMP' }],
		...{ customer, delivery: at('DK'), paymentMethod: 'card', paid: true },
		...change,
	};
}

/** What is sold without Danish VAT. */
const untaxed = {
	total: '500.00',
	tax: '0.00',
	lines: [{ text: 'Lamp', quantity: 1, price: '500.00', tax: '0.00' }],
};

export const accountantCases: AccountantCase[] = [
	{
		title: 'A sale in Denmark, paid by card',
		text: 'The sale stands on the account for domestic sales, its shipping on the one for shipping; Dinero takes the VAT out of them by their VAT code. The payment lies on the clearing account until the acquirer pays out.',
		documents: [
			order({
				total: '549.00',
				tax: '109.80',
				shipping: '49.00',
				shippingTax: '9.80',
			}),
		],
	},
	{
		title: 'The same sale, not yet paid',
		text: 'The invoice is booked and stays open among the debtors. When the money comes, *Register Payment* or the same order again settles it.',
		documents: [order({ paid: false })],
	},
	{
		title: 'The acquirer keeps its fee',
		text: 'With a payment rule whose fee is *deduct*, what really arrived is on the clearing account, and Dinero posts the rest as a fee. Only when the shop tells the fee, and amount and fee add up.',
		documents: [order({ paid: undefined, payments: [{ method: 'card', amount: '500.00', fee: '7.25' }] })],
		settings: { paymentRules: [{ method: 'card', depositAccount: 55010, fee: 'deduct' }] },
	},
	{
		title: 'A discount',
		text: 'Discounts are taken off the lines they belong to. No account for discounts is used, so that the VAT is that of what was paid.',
		documents: [
			order({
				total: '450.00',
				tax: '90.00',
				lines: [{ text: 'Lamp', quantity: 1, price: '500.00', discount: '50.00', tax: '90.00' }],
			}),
		],
	},
	{
		title: 'A refund of all',
		text: 'The credit note takes its accounts and its VAT from the booked invoice. The money that went back is registered as a negative payment.',
		documents: [
			order({}),
			{
				...{
					shop: 'example.com',
					id: 'r1',
					refundOf: '1',
					currency: 'DKK',
					date: '2026-11-20',
					amount: '500.00',
				},
				lines: [{ text: 'Lamp', quantity: 1, total: '500.00', tax: '100.00', sku: 'LAMP' }],
				payments: [{ method: 'card', amount: '500.00', date: '2026-11-20' }],
			},
		],
	},
	{
		title: 'Goods to a business in another EU country',
		text: 'No Danish VAT: the buyer accounts for it. The invoice carries both VAT numbers and the words that the law wants. The VAT number must be valid in VIES on the day of the sale; the node prints a warning unless a result of VIES came with the order.',
		documents: [
			order({
				...untaxed,
				...{
					customer: {
						...customer,
						company: 'Lampenhaus GmbH',
						vatNumber: 'DE136695976',
						vatNumberValid: true,
					},
				},
				delivery: at('DE', '20095', 'Hamburg'),
			}),
		],
		settings: { vat: { sellerVatNumber: 'DK25313763' } },
	},
	{
		title: 'A private customer in another EU country, seller not registered for OSS',
		text: 'Danish VAT. An account of its own (*EU Private Customers*) keeps these sales apart, to watch the limit of EUR 10,000 a year.',
		documents: [order({ delivery: at('SE', '11122', 'Stockholm') })],
		settings: { accounts: { domestic: 1000, euPrivate: 1000 } },
	},
	{
		title: 'A private customer in another EU country, seller registered for OSS',
		text: 'Dinero does not support OSS. The sale without VAT and the foreign VAT are two lines; the foreign VAT lies on an account without VAT code, as a debt, until it is declared and paid in the OSS scheme. **Have your accountant approve this.**',
		documents: [
			order({
				...{ total: '595.00', tax: '95.00' },
				lines: [{ text: 'Lamp', quantity: 1, price: '595.00', tax: '95.00' }],
				delivery: at('DE', '20095', 'Hamburg'),
			}),
		],
		settings: { accounts: { domestic: 1000, oss: 1150, foreignTax: 63010 }, vat: { oss: true } },
	},
	{
		title: 'Goods to Norway, invoiced in another currency',
		text: 'Export without VAT, rubrik C. Dinero values the invoice at its own rate of the day; the payment is posted at the same rate.',
		documents: [
			order({
				...untaxed,
				...{ currency: 'NOK', total: '500.00', delivery: at('NO', '0150', 'Oslo') },
			}),
		],
	},
	{
		title: 'A gift card is sold',
		text: 'Without VAT, as a debt to whoever holds it (the default). When your gift cards can only buy goods with Danish VAT, choose *With Danish VAT*; then they are a sale at once.',
		documents: [
			order({
				...{ total: '300.00', tax: '0.00' },
				lines: [{ text: 'Gift card', quantity: 1, price: '300.00', tax: '0.00', kind: 'giftCardSold' }],
			}),
		],
	},
	{
		title: 'A gift card is used',
		text: 'A gift card is a payment, not a discount: the sale and its VAT are whole. A payment rule names the deposit account on which gift cards are settled; from there the debt of the sold cards is cleared by a voucher.',
		documents: [
			order({
				paid: undefined,
				payments: [
					{ method: 'gift_card', amount: '200.00', giftCard: true, date: '2026-11-19' },
					{ method: 'card', amount: '300.00', date: '2026-11-19' },
				],
			}),
		],
		settings: { paymentRules: [{ method: 'gift_card', depositAccount: 55020 }] },
	},
	{
		title: 'A rounding line',
		text: 'Only within the tolerance that you set (0.00 by default), on an account without VAT. Beyond it, the order is refused.',
		documents: [order({ total: '500.02' })],
		settings: { tolerance: '0.05' },
	},
	{
		title: 'A day of a shop that sends its own invoices',
		text: '*Daily Settlement*: one voucher for the day, with the sales by account and the payments by deposit account. It adds up, or it is refused; the list of the orders lies on the voucher as a PDF.',
		documents: [
			order({}),
			order({
				...{ id: '2', number: '2', total: '250.00', tax: '50.00' },
				lines: [{ text: 'Shade', quantity: 1, price: '250.00', tax: '50.00' }],
			}),
		],
		settled: true,
	},
];
