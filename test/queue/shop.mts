/** An order in the node's own order shape. */
export interface Order {
	shop: string;
	id: string;
	number: string;
	date: string;
	currency: string;
	total: string;
	pricesIncludeTax: boolean;
	lines: Array<{ text: string; sku: string; quantity: number; price: string; tax: string }>;
	shipping: string;
	shippingTax: string;
	customer: { name: string; email: string };
	billing: { street: string; postcode: string; city: string; country: string };
	payments: Array<{ method: string; amount: string; date: string; transactionId: string }>;
}

const kroner = (ore: number) => (ore / 100).toFixed(2);

/** The VAT in an amount that has it inside: 25 %, so a fifth. */
const vatIn = (ore: number) => kroner(Math.round(ore / 5));

/** As many orders as asked for, all different; every fifth customer comes back, so that contacts are shared as well. */
export function makeOrders(count: number, today: string): Order[] {
	return Array.from({ length: count }, (_, index) => {
		const quantity = 1 + (index % 3);
		const price = 4995 + index * 25;
		const shipping = index % 4 === 0 ? 0 : 4900;
		const total = kroner(quantity * price + shipping);
		const customer = index % Math.max(1, Math.ceil((count * 4) / 5));
		const id = `Q-${10_001 + index}`;
		return {
			shop: 'nordlys-cykler.example.com',
			id,
			number: id,
			date: today,
			currency: 'DKK',
			total,
			pricesIncludeTax: true,
			lines: [
				{
					text: 'Cykelslange',
					sku: `SLANGE-${index % 7}`,
					quantity,
					price: kroner(price),
					tax: vatIn(quantity * price),
				},
			],
			shipping: kroner(shipping),
			shippingTax: vatIn(shipping),
			customer: { name: `Kunde ${customer}`, email: `kunde${customer}@example.com` },
			billing: { street: `Havnegade ${customer}`, postcode: '8000', city: 'Aarhus C', country: 'DK' },
			payments: [{ method: 'card', amount: total, date: today, transactionId: `T-${id}` }],
		};
	});
}

/** Three deliveries of each order: two at once, as when a shop does not wait for its first answer, and one later. */
export function thrice(orders: Order[]): Order[] {
	const later = 15;
	const deliveries: Order[] = [];
	for (let index = 0; index < orders.length + later; index += 1) {
		if (index < orders.length) deliveries.push(orders[index], orders[index]);
		if (index >= later) deliveries.push(orders[index - later]);
	}
	return deliveries;
}

/** A shop's side of its webhooks: what is not answered 2xx is sent again, and it says how often that was. */
export class Shop {
	delivered = 0;
	/** Deliveries that n8n did not take at the first try. */
	repeated = 0;
	/** Deliveries that n8n did not take at all. */
	givenUp: string[] = [];
	private readonly from = Date.now();

	constructor(private readonly address: string) {}

	/** Whether n8n listens already: it then says that it wants something posted. */
	async isExpected(): Promise<boolean> {
		return (await (await fetch(this.address)).text()).includes('POST request');
	}

	/** Delivers them in this order, so many at a time. */
	async deliver(orders: Order[], atOnce: number): Promise<void> {
		const waiting = [...orders];
		const one = async () => {
			for (let order = waiting.shift(); order; order = waiting.shift()) await this.send(order);
		};
		await Promise.all(Array.from({ length: atOnce }, one));
	}

	private async send(order: Order): Promise<void> {
		for (let tries = 1; tries <= 40; tries += 1) {
			if (await this.taken(order)) {
				this.delivered += 1;
				return;
			}
			if (tries === 1) this.repeated += 1;
			await new Promise((again) => setTimeout(again, 1500));
		}
		this.givenUp.push(order.id);
	}

	private async taken(order: Order): Promise<boolean> {
		try {
			const answer = await fetch(this.address, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(order),
				signal: AbortSignal.timeout(20_000),
			});
			await answer.arrayBuffer();
			return answer.ok;
		} catch {
			return false;
		}
	}

	/** Seconds since it opened. */
	get seconds(): number {
		return Math.round((Date.now() - this.from) / 1000);
	}
}
