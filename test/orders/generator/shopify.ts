import { roundDivide, shareDiscount, truthOf, written, type Basket, type Item, type Truth } from './basket';
import type { Random } from './random';

type Json = Record<string, unknown>;

export interface Generated {
	payload: Json;
	truth: Truth;
}

/** Writes a basket down as Shopify does: tax per line after discounts, discounts as allocations. */
export function shopifyOrder(basket: Basket, random: Random): Generated {
	const { places, pricesIncludeTax: included } = basket;
	const text = (amount: number) => written(amount, places);
	const money = (amount: number) => ({
		shop_money: { amount: text(amount), currency_code: basket.currency },
		presentment_money: { amount: text(amount), currency_code: basket.currency },
	});
	const shares = shareDiscount(
		basket.discount,
		basket.items.map((item) => item.unitPrice * item.quantity),
	);
	const taxOf = (item: Item, after: number) =>
		included ? roundDivide(after * item.rate, 10000 + item.rate) : roundDivide(after * item.rate, 10000);
	const taxLines = (item: Item, tax: number) =>
		item.rate === 0
			? []
			: [
					{
						title: 'DK Moms',
						rate: item.rate / 10000,
						price: text(tax),
						price_set: money(tax),
						channel_liable: false,
					},
				];
	const rows = basket.items.map((item, index) => {
		const after = item.unitPrice * item.quantity - shares[index];
		const tax = taxOf(item, after);
		return {
			item,
			kind: 'product' as const,
			share: shares[index],
			tax,
			gross: included ? after : after + tax,
		};
	});
	const shipped = basket.shipping
		? [basket.shipping].map((item) => {
				const tax = taxOf(item, item.unitPrice);
				return {
					item,
					kind: 'shipping' as const,
					share: 0,
					tax,
					gross: included ? item.unitPrice : item.unitPrice + tax,
				};
			})
		: [];
	const truth = truthOf(basket, [...rows, ...shipped], 1350);
	const gift = Math.min(basket.giftCard, truth.total);
	truth.paid = basket.paid ? truth.total : 0;
	const d = basket.destination;
	const address = {
		first_name: 'Anna',
		last_name: 'Lund',
		name: 'Anna Lund',
		company: d.company ?? random.pick([null, '', 'None']),
		address1: 'Prøvevej 1',
		address2: null,
		zip: d.postcode,
		city: d.city,
		country_code: d.country,
	};
	const withTransactions = basket.paid && (gift > 0 || random.chance(0.5));
	const payload: Json = {
		id: 5_000_000_000_000 + basket.number,
		admin_graphql_api_id: `gid://shopify/Order/${5_000_000_000_000 + basket.number}`,
		name: `#${1000 + basket.number}`,
		order_number: 1000 + basket.number,
		created_at: '2026-05-01T23:30:00+02:00',
		processed_at: '2026-05-01T23:30:00+02:00',
		cancelled_at: random.pick([null, 'None']),
		test: false,
		currency: basket.currency,
		presentment_currency: basket.currency,
		taxes_included: included,
		financial_status: basket.paid ? 'paid' : 'pending',
		total_outstanding: text(basket.paid ? 0 : truth.total),
		total_price: text(truth.total),
		total_price_set: money(truth.total),
		current_total_price: text(truth.total),
		total_tax: text(truth.tax),
		total_tax_set: money(truth.tax),
		total_discounts: text(basket.discount),
		total_tip_received: text(0),
		email: `kunde${basket.number}@example.com`,
		order_status_url: `https://prove.myshopify.com/1/orders/${basket.number}/authenticate?key=x`,
		payment_gateway_names: gift > 0 ? ['gift_card', 'shopify_payments'] : ['shopify_payments'],
		note_attributes: d.vatNumber ? [{ name: 'VAT Number', value: d.vatNumber }] : [],
		billing_address: address,
		shipping_address: { ...address },
		customer: { id: 7_000_000_000_000 + basket.number, first_name: 'Anna', last_name: 'Lund', email: null },
		discount_applications:
			basket.discount > 0 ? [{ type: 'discount_code', code: 'FORÅR', target_type: 'line_item' }] : [],
		line_items: rows.map(({ item, share, tax }) => ({
			id: item.id,
			name: item.name,
			title: item.name,
			sku: item.sku,
			quantity: item.quantity,
			price: text(item.unitPrice),
			price_set: money(item.unitPrice),
			total_discount: text(0),
			gift_card: false,
			requires_shipping: true,
			taxable: item.rate > 0,
			tax_lines: taxLines(item, tax),
			discount_allocations: share > 0 ? [{ amount: text(share), discount_application_index: 0 }] : [],
		})),
		shipping_lines: shipped.map(({ item, tax }) => ({
			id: item.id,
			title: item.name,
			price: text(item.unitPrice),
			price_set: money(item.unitPrice),
			discounted_price: text(item.unitPrice),
			tax_lines: taxLines(item, tax),
			discount_allocations: [],
		})),
		refunds: [],
	};
	if (withTransactions && truth.total > 0) payload.transactions = transactions(basket, truth, gift, text);
	return { payload, truth };
}

function transactions(basket: Basket, truth: Truth, gift: number, text: (amount: number) => string): Json[] {
	const row = (id: number, gateway: string, amount: number, kind = 'sale', status = 'success') => ({
		id,
		kind,
		status,
		gateway,
		amount: text(amount),
		currency: basket.currency,
		processed_at: '2026-05-02T08:00:00+02:00',
	});
	return [
		row(basket.number * 10 + 1, 'shopify_payments', truth.total, 'sale', 'failure'),
		...(gift > 0 ? [row(basket.number * 10 + 2, 'gift_card', gift)] : []),
		...(truth.total - gift > 0 ? [row(basket.number * 10 + 3, 'shopify_payments', truth.total - gift)] : []),
	];
}

/** Refunds of some pieces, in any order, until nothing or something is left; each explained by its lines. */
export function shopifyRefunds(
	basket: Basket,
	truth: Truth,
	random: Random,
): Array<{ payload: Json; amount: number }> {
	const text = (amount: number) => written(amount, basket.places);
	const pieces = truth.rows
		.filter((row) => row.gross > 0)
		.flatMap((row) => {
			// A piece is worth its share of the line; the last one takes the rest.
			const shares = shareDiscount(
				row.gross,
				Array.from({ length: row.quantity }, () => 1_000_000),
			);
			const taxes = shareDiscount(
				row.tax,
				Array.from({ length: row.quantity }, () => 1_000_000),
			);
			return shares.map((gross, index) => ({ row, gross, tax: taxes[index] }));
		})
		.filter((piece) => piece.gross > 0);
	const chosen = random.shuffle(pieces).slice(0, random.whole(1, Math.max(1, pieces.length)));
	const refunds: Array<{ payload: Json; amount: number }> = [];
	while (chosen.length > 0) {
		const group = chosen.splice(0, random.whole(1, 3));
		const amount = group.reduce((all, piece) => all + piece.gross, 0);
		const id = 9_000_000 + basket.number * 50 + refunds.length;
		refunds.push({
			amount,
			payload: {
				id,
				order_id: 5_000_000_000_000 + basket.number,
				created_at: '2026-06-01T10:00:00+02:00',
				processed_at: '2026-06-01T10:00:00+02:00',
				note: 'fortrudt',
				restock: true,
				refund_line_items: group
					.filter((piece) => piece.row.kind === 'product')
					.map((piece) => ({
						line_item_id: piece.row.id,
						quantity: 1,
						subtotal: Number(text(basket.pricesIncludeTax ? piece.gross : piece.gross - piece.tax)),
						total_tax: Number(text(piece.tax)),
						line_item: { id: piece.row.id, name: piece.row.name, title: piece.row.name },
					})),
				order_adjustments: group
					.filter((piece) => piece.row.kind === 'shipping')
					.map((piece) => ({
						kind: 'shipping_refund',
						amount: text(-(piece.gross - piece.tax)),
						tax_amount: text(-piece.tax),
					})),
				transactions: [
					{
						id: id * 10,
						kind: 'refund',
						status: 'success',
						gateway: 'shopify_payments',
						amount: text(amount),
						currency: basket.currency,
						created_at: '2026-06-01T10:00:00+02:00',
					},
				],
			},
		});
	}
	return refunds;
}
