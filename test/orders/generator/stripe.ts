import { roundDivide, shareDiscount, truthOf, type Basket, type Item } from './basket';
import type { Random } from './random';
import type { Generated } from './shopify';

/** Writes a basket down as a paid Stripe invoice, in the shape before or after "basil". */
export function stripeInvoice(basket: Basket, random: Random): Generated {
	const included = basket.pricesIncludeTax;
	const basil = random.chance(0.5);
	const all: Array<{ item: Item; kind: 'product' | 'shipping' }> = [
		...basket.items.map((item) => ({ item, kind: 'product' as const })),
		...(basket.shipping ? [{ item: basket.shipping, kind: 'product' as const }] : []),
	];
	const worths = all.map(({ item }) => item.unitPrice * item.quantity);
	const shares = shareDiscount(
		Math.min(
			basket.discount,
			worths.reduce((sum, worth) => sum + worth, 0),
		),
		worths,
	);
	const rows = all.map(({ item, kind }, index) => {
		const after = worths[index] - shares[index];
		const tax = included
			? roundDivide(after * item.rate, 10000 + item.rate)
			: roundDivide(after * item.rate, 10000);
		return {
			item,
			kind,
			tax,
			share: shares[index],
			worth: worths[index],
			gross: included ? after : after + tax,
		};
	});
	const truth = truthOf(basket, rows, 1000);
	truth.paid = basket.paid ? truth.total : 0;
	const d = basket.destination;
	const taxRow = (item: Item, tax: number) => {
		if (item.rate === 0) return [];
		return basil
			? [
					{
						amount: tax,
						tax_behavior: included ? 'inclusive' : 'exclusive',
						taxability_reason: 'standard_rated',
					},
				]
			: [{ amount: tax, inclusive: included, tax_rate: 'txr_1' }];
	};
	const id = `in_${basket.number}`;
	return {
		truth,
		payload: {
			id: `evt_${basket.number}`,
			object: 'event',
			type: 'invoice.paid',
			livemode: true,
			data: {
				object: {
					id,
					object: 'invoice',
					number: `INV-${basket.number}`,
					status: basket.paid ? 'paid' : 'open',
					livemode: true,
					currency: basket.currency.toLowerCase(),
					created: 1_777_680_000,
					total: truth.total,
					amount_due: truth.total,
					amount_paid: truth.paid,
					...(basil
						? { total_taxes: [{ amount: truth.tax }] }
						: {
								total_tax_amounts: [{ amount: truth.tax, inclusive: included }],
								tax: truth.tax,
								charge: `ch_${basket.number}`,
							}),
					status_transitions: { finalized_at: 1_777_680_000, paid_at: basket.paid ? 1_777_690_000 : null },
					customer: `cus_${basket.number}`,
					customer_name: d.company ?? 'Anna Lund',
					customer_email: `kunde${basket.number}@example.com`,
					customer_address: {
						line1: 'Prøvevej 1',
						line2: null,
						postal_code: d.postcode,
						city: d.city,
						country: d.country,
					},
					customer_tax_ids: d.vatNumber
						? [{ type: 'eu_vat', value: d.vatNumber.replace(/^(?=\d{8}$)/, 'DK') }]
						: [],
					customer_tax_exempt: 'none',
					metadata: {},
					lines: {
						object: 'list',
						has_more: false,
						data: rows.map(({ item, worth, share, tax }) => ({
							id: `il_${item.id}`,
							object: 'line_item',
							amount: worth,
							currency: basket.currency.toLowerCase(),
							description: item.name,
							quantity: item.quantity,
							discount_amounts: share > 0 ? [{ amount: share, discount: 'di_1' }] : [],
							price: { lookup_key: item.sku || null },
							[basil ? 'taxes' : 'tax_amounts']: taxRow(item, tax),
						})),
					},
				},
			},
		},
	};
}
