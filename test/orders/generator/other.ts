import { roundDivide, shareDiscount, truthOf, written, type Basket, type Item } from './basket';
import type { Random } from './random';
import type { Generated } from './shopify';

/** Writes a basket down in our own shape, with unit prices of six decimals as some shops keep them. */
export function otherOrder(basket: Basket, random: Random): Generated {
	const { places, pricesIncludeTax: included } = basket;
	const text = (amount: number) => written(amount, places);
	// Up to half a unit of the coin more or less in each price, which only the whole line rounds away.
	const extras = basket.items.map((item) => (item.unitPrice === 0 ? 0 : random.whole(-4999, 4999)));
	const worths = basket.items.map((item, index) =>
		roundDivide((item.unitPrice * 10_000 + extras[index]) * item.quantity, 10_000),
	);
	const shares = shareDiscount(
		Math.min(
			basket.discount,
			worths.reduce((all, worth) => all + worth, 0),
		),
		worths,
	);
	const taxed = (item: Item, after: number) => {
		const tax = roundDivide(after * item.rate, included ? 10_000 + item.rate : 10_000);
		return { tax, gross: included ? after : after + tax };
	};
	const rows = basket.items.map((item, index) => ({
		item,
		kind: 'product' as const,
		...taxed(item, worths[index] - shares[index]),
	}));
	const shipped = basket.shipping?.unitPrice
		? [
				{
					item: basket.shipping,
					kind: 'shipping' as const,
					...taxed(basket.shipping, basket.shipping.unitPrice),
				},
			]
		: [];
	const truth = truthOf(basket, [...rows, ...shipped], 1350);
	const gift = basket.paid ? Math.min(basket.giftCard, truth.total) : 0;
	truth.paid = basket.paid ? truth.total : 0;
	const d = basket.destination;
	const payments = [
		...(gift > 0 ? [{ method: 'gift_card', amount: text(gift), transactionId: `g${basket.number}` }] : []),
		...(truth.total - gift > 0
			? [{ method: 'mobilepay', amount: text(truth.total - gift), date: '2026-05-02' }]
			: []),
	];
	return {
		truth,
		payload: {
			shop: 'prove.example',
			id: `A-${basket.number}`,
			date: '2026-05-01',
			currency: basket.currency,
			pricesIncludeTax: included,
			total: text(truth.total),
			...(random.chance(0.5) ? { tax: text(truth.tax) } : {}),
			lines: rows.map(({ item, tax, gross }, index) => ({
				id: item.id,
				text: item.name,
				sku: item.sku,
				quantity: item.quantity,
				tax: text(tax),
				taxName: 'Moms',
				...(random.chance(0.5)
					? {
							price: written(item.unitPrice * 10_000 + extras[index], places + 4),
							discount: text(shares[index]),
						}
					: { total: text(gross) }),
			})),
			...(shipped.length > 0
				? { shipping: text(basket.shipping!.unitPrice), shippingTax: text(shipped[0].tax) }
				: {}),
			customer: {
				name: 'Anna Lund',
				email: `kunde${basket.number}@example.com`,
				...(d.company ? { company: d.company } : {}),
				...(d.vatNumber ? { vatNumber: d.vatNumber } : {}),
			},
			delivery: {
				name: 'Anna Lund',
				street: 'Prøvevej 1',
				postcode: d.postcode,
				city: d.city,
				country: d.country,
			},
			...(basket.paid ? { payments } : {}),
		},
	};
}
