import type { Random } from './random';

/** What was sold, before any shop writes it down. Imports nothing of the project; money in minor units. */
export interface Basket {
	number: number;
	currency: string;
	/** Decimals of the currency. */
	places: number;
	destination: Destination;
	/** Prices were typed with the tax inside. */
	pricesIncludeTax: boolean;
	items: Item[];
	shipping?: Item;
	/** A discount on the whole order, in the prices' own terms (with or without tax). */
	discount: number;
	giftCard: number;
	paid: boolean;
}

export interface Item {
	id: number;
	name: string;
	sku: string;
	quantity: number;
	unitPrice: number;
	/** Basis points of tax that the shop charges. */
	rate: number;
}

export interface Destination {
	country: string;
	postcode: string;
	city: string;
	company?: string;
	vatNumber?: string;
	/** Basis points that a Danish shop charges there. */
	rate: number;
	/** The account on which standard goods stand, by the standard chart. */
	account: number;
}

const PLACES: Record<string, number> = { DKK: 2, EUR: 2, SEK: 2, NOK: 2, USD: 2, GBP: 2, JPY: 0 };

const DESTINATIONS: Destination[] = [
	{ country: 'DK', postcode: '2100', city: 'København Ø', rate: 2500, account: 1000 },
	{
		country: 'DK',
		postcode: '8000',
		city: 'Aarhus C',
		rate: 2500,
		account: 1000,
		company: 'Nordlys ApS',
		vatNumber: '25063864',
	},
	{ country: 'DE', postcode: '10115', city: 'Berlin', rate: 2500, account: 1000 },
	{ country: 'SE', postcode: '111 22', city: 'Stockholm', rate: 2500, account: 1000 },
	{
		country: 'DE',
		postcode: '20095',
		city: 'Hamburg',
		rate: 0,
		account: 1100,
		company: 'Hafen GmbH',
		vatNumber: 'DE123456789',
	},
	{ country: 'NO', postcode: '0150', city: 'Oslo', rate: 0, account: 1255 },
	{ country: 'GL', postcode: '3900', city: 'Nuuk', rate: 0, account: 1255 },
	{ country: 'FO', postcode: '100', city: 'Tórshavn', rate: 0, account: 1255 },
	{ country: 'GB', postcode: 'BT1 5GS', city: 'Belfast', rate: 2500, account: 1000 },
	{ country: 'US', postcode: '94103', city: 'San Francisco', rate: 0, account: 1255 },
];

/** SKUs that begin so are sold without tax everywhere and stand on account 1050 (second-hand goods). */
export const USED = 'USED-';

export function randomBasket(random: Random, number: number): Basket {
	const destination = random.pick(DESTINATIONS);
	const currency = random.pick(['DKK', 'DKK', 'DKK', 'EUR', 'SEK', 'NOK', 'USD', 'GBP', 'JPY']);
	const items = Array.from({ length: random.whole(1, 6) }, (_, index): Item => {
		const used = random.chance(0.15);
		return {
			id: number * 100 + index + 1,
			name: `Item ${index + 1}${random.chance(0.3) ? ' æøå' : ''}`,
			sku: used ? `${USED}${index}` : `NEW-${index}`,
			quantity: random.pick([1, 1, 1, 2, 3, 4, 7, 12]),
			unitPrice: random.chance(0.05)
				? 0
				: random.pick([random.whole(1, 999), random.whole(1000, 99999), 9997, 1999, 293]),
			rate: used ? 0 : destination.rate,
		};
	});
	const worth = items.reduce((all, item) => all + item.unitPrice * item.quantity, 0);
	const shipping: Item | undefined = random.chance(0.75)
		? {
				id: number * 100 + 90,
				name: 'GLS',
				sku: '',
				quantity: 1,
				unitPrice: random.pick([0, 2900, 4900, 3995, 1]),
				rate: destination.rate,
			}
		: undefined;
	return {
		number,
		currency,
		places: PLACES[currency],
		destination,
		pricesIncludeTax: random.chance(0.6),
		items,
		...(shipping ? { shipping } : {}),
		discount: random.chance(0.4) ? random.whole(0, random.chance(0.1) ? worth : Math.floor(worth / 2)) : 0,
		giftCard: random.chance(0.2) ? random.whole(1, 20000) : 0,
		paid: random.chance(0.8),
	};
}

/** Half up, on non-negative numbers of safe size. */
export function roundDivide(dividend: number, divisor: number): number {
	const quotient = (BigInt(dividend) * 2n + BigInt(divisor)) / (BigInt(divisor) * 2n);
	return Number(quotient);
}

/** Minor units as the shop writes them. */
export function written(amount: number, places: number): string {
	const digits = String(Math.abs(amount)).padStart(places + 1, '0');
	const sign = amount < 0 ? '-' : '';
	return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** One share of a discount after the other, each rounded by what is left: the last takes the rest. */
export function shareDiscount(discount: number, worths: number[]): number[] {
	let left = discount;
	let worthLeft = worths.reduce((all, worth) => all + worth, 0);
	return worths.map((worth) => {
		const share = worthLeft === 0 ? 0 : Math.min(worth, roundDivide(left * worth, worthLeft));
		left -= share;
		worthLeft -= worth;
		return share;
	});
}

export type LineKind = 'product' | 'shipping' | 'fee';

/** What must come out, known without the code under test. */
export interface Truth {
	total: number;
	tax: number;
	currency: string;
	/** Sum of the lines on each expected account, with tax. */
	byAccount: Record<number, number>;
	taxByAccount: Record<number, number>;
	paid: number;
	lines: number;
	/** A negative line was spread over the lines with the same rate: only sums a rate are known, not a single account's. */
	spread?: boolean;
	/** What each line costs with tax, for refunds. */
	rows: Array<{ id: number; name: string; kind: LineKind; quantity: number; gross: number; tax: number }>;
}

export function truthOf(
	basket: Basket,
	rows: Array<{ item: Item; kind: LineKind; gross: number; tax: number }>,
	shippingAccount: number,
): Truth {
	const byAccount: Record<number, number> = {};
	const taxByAccount: Record<number, number> = {};
	for (const { item, kind, gross, tax } of rows) {
		const account = item.sku.startsWith(USED)
			? 1050
			: kind === 'shipping' && basket.destination.country === 'DK'
				? shippingAccount
				: basket.destination.account;
		byAccount[account] = (byAccount[account] ?? 0) + gross;
		taxByAccount[account] = (taxByAccount[account] ?? 0) + tax;
	}
	const total = rows.reduce((all, row) => all + row.gross, 0);
	return {
		total,
		tax: rows.reduce((all, row) => all + row.tax, 0),
		currency: basket.currency,
		byAccount,
		taxByAccount,
		paid: 0,
		lines: rows.length,
		rows: rows.map(({ item, kind, gross, tax }) => ({
			id: item.id,
			name: item.name,
			kind,
			quantity: item.quantity,
			gross,
			tax,
		})),
	};
}
