import { roundDivide, shareDiscount, truthOf, written, type Basket, type Item, type Truth } from './basket';
import type { Random } from './random';
import type { Generated } from './shopify';

/** Writes a basket down as WooCommerce does: net and tax of each line rounded, net always without tax, coupons inside. */
export function wooOrder(basket: Basket, random: Random): Generated {
	const { places, pricesIncludeTax: included } = basket;
	const text = (amount: number) => written(amount, places);
	const split = (item: Item, amount: number): { net: number; tax: number } => {
		if (!included) return { net: amount, tax: roundDivide(amount * item.rate, 10000) };
		const tax = roundDivide(amount * item.rate, 10000 + item.rate);
		return { net: amount - tax, tax };
	};
	const shares = shareDiscount(
		basket.discount,
		basket.items.map((item) => item.unitPrice * item.quantity),
	);
	const rows = basket.items.map((item, index) => {
		const before = split(item, item.unitPrice * item.quantity);
		const after = split(item, item.unitPrice * item.quantity - shares[index]);
		return { item, kind: 'product' as const, before, ...after, gross: after.net + after.tax };
	});
	const shipped = basket.shipping
		? [basket.shipping].map((item) => {
				const after = split(item, item.unitPrice);
				return { item, kind: 'shipping' as const, before: after, ...after, gross: after.net + after.tax };
			})
		: [];
	const fees = randomFee(basket, random, [...rows, ...shipped]).map((item) => {
		const negative = item.unitPrice < 0;
		const after = split(item, Math.abs(item.unitPrice));
		const [net, tax] = negative ? [-after.net, -after.tax] : [after.net, after.tax];
		return { item, kind: 'fee' as const, net, tax, gross: net + tax };
	});
	const truth = truthOf(basket, [...rows, ...shipped, ...fees], 1350);
	truth.spread = fees.some((fee) => fee.gross < 0);
	const gift = Math.min(basket.giftCard, truth.total);
	truth.paid = basket.paid ? truth.total : gift;
	const d = basket.destination;
	const taxes = (item: Item, tax: number) =>
		item.rate === 0 ? [] : [{ id: 1, total: text(tax), subtotal: '' }];
	const address = {
		first_name: 'Anna',
		last_name: 'Lund',
		company: d.company ?? '',
		address_1: 'Prøvevej 1',
		address_2: '',
		city: d.city,
		postcode: d.postcode,
		country: d.country,
	};
	return {
		truth,
		payload: {
			id: random.chance(0.2) ? String(basket.number) : basket.number,
			number: random.chance(0.2) ? `${basket.number}-abc` : String(basket.number),
			order_key: `wc_order_${basket.number}`,
			status: basket.paid ? random.pick(['processing', 'completed']) : random.pick(['on-hold', 'pending']),
			currency: basket.currency,
			date_created: '2026-05-01T23:30:00',
			date_created_gmt: '2026-05-01T21:30:00',
			date_paid: basket.paid ? '2026-05-02T08:00:00' : null,
			date_paid_gmt: basket.paid ? '2026-05-02T06:00:00' : null,
			prices_include_tax: included,
			total: text(truth.total - gift),
			total_tax: text(truth.tax),
			discount_total: text(basket.discount),
			customer_id: random.pick([0, basket.number]),
			billing: { ...address, email: `kunde${basket.number}@example.com`, phone: '' },
			shipping: address,
			payment_method: random.pick(['stripe', 'bacs', 'quickpay']),
			transaction_id: random.chance(0.5) ? `tr_${basket.number}` : '',
			meta_data: d.vatNumber
				? [{ id: 1, key: '_vat_number', value: d.vatNumber }]
				: [{ id: 1, key: 'x', value: { a: 1 } }],
			line_items: rows.map(({ item, before, net, tax }) => ({
				id: item.id,
				name: item.name,
				sku: item.sku,
				quantity: item.quantity,
				subtotal: text(before.net),
				subtotal_tax: text(before.tax),
				total: text(net),
				total_tax: text(tax),
				taxes: taxes(item, tax),
				price: net / 10 ** places / item.quantity,
				meta_data: [],
			})),
			shipping_lines: shipped.map(({ item, net, tax }) => ({
				id: item.id,
				method_title: item.name,
				total: text(net),
				total_tax: text(tax),
				taxes: taxes(item, tax),
			})),
			fee_lines: fees.map(({ item, net, tax }) => ({
				id: item.id,
				name: item.name,
				total: text(net),
				total_tax: text(tax),
				taxes: taxes(item, tax),
			})),
			coupon_lines: basket.discount > 0 ? [{ id: 9, code: 'forår', discount: text(basket.discount) }] : [],
			tax_lines: [{ id: 5, rate_id: 1, label: 'Moms', rate_code: 'DK-MOMS-1' }],
			refunds: [],
			...(gift > 0 ? { gift_cards: [{ id: 3, code: 'ABC', amount: Number(text(gift)) }] } : {}),
			_links: { self: [{ href: `https://prove.example.com/shop/wp-json/wc/v3/orders/${basket.number}` }] },
		},
	};
}

/** Sometimes a fee, sometimes a discount in the shape of a negative fee, never more than the lines of its rate cost. */
function randomFee(basket: Basket, random: Random, rows: Array<{ item: Item; gross: number }>): Item[] {
	const fee = {
		id: basket.number * 100 + 95,
		name: 'Gebyr',
		sku: '',
		quantity: 1,
		rate: basket.destination.rate,
	};
	if (random.chance(0.15)) return [{ ...fee, unitPrice: random.whole(1, 5000) }];
	const worth = rows.filter((row) => row.item.rate === fee.rate).reduce((all, row) => all + row.gross, 0);
	if (worth < 20 || !random.chance(0.15)) return [];
	return [{ ...fee, name: 'Rabat', unitPrice: -random.whole(1, Math.floor(worth / 2)) }];
}

/** Refunds of whole or part lines through the REST shape: negative lines, a positive amount, no currency. */
export function wooRefunds(
	basket: Basket,
	truth: Truth,
	random: Random,
): Array<{ payload: Record<string, unknown>; amount: number }> {
	const text = (amount: number) => written(amount, basket.places);
	const rows = random.shuffle(truth.rows.filter((row) => row.gross > 0)).slice(0, random.whole(1, 4));
	const base = `https://prove.example.com/shop/wp-json/wc/v3/orders/${basket.number}`;
	return rows.map((row, index) => {
		const share = random.chance(0.5) ? 1 : 2;
		const gross = share === 1 ? row.gross : Math.max(1, Math.floor(row.gross / 2));
		const tax = share === 1 ? row.tax : Math.min(gross, roundDivide(row.tax * gross, row.gross));
		const line = {
			id: 700 + index,
			[row.kind === 'shipping' ? 'method_title' : 'name']: row.name,
			quantity: -1,
			total: text(-(gross - tax)),
			total_tax: text(-tax),
			meta_data: [{ id: 1, key: '_refunded_item_id', value: String(row.id) }],
		};
		const list = { product: 'line_items', shipping: 'shipping_lines', fee: 'fee_lines' }[row.kind];
		const id = basket.number * 10 + index;
		return {
			amount: gross,
			payload: {
				id,
				date_created_gmt: '2026-06-01T08:00:00',
				amount: text(gross),
				reason: '',
				refunded_by: 1,
				refunded_payment: random.chance(0.5),
				line_items: [],
				shipping_lines: [],
				[list]: [line],
				_links: { self: [{ href: `${base}/refunds/${id}` }], up: [{ href: base }] },
			},
		};
	});
}
