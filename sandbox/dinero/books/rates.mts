/**
 * Exchange rates: kroner per 100 units. A fixed base table with a small, repeatable movement by day, so that a
 * document and its payment can have different rates; the krone's tie to the euro is kept.
 */
const base: Record<string, number> = {
	EUR: 746.0,
	USD: 689.5,
	GBP: 873.2,
	SEK: 65.4,
	NOK: 63.9,
	CHF: 779.8,
	PLN: 174.6,
	CZK: 29.9,
	HUF: 1.86,
	RON: 149.7,
	BGN: 381.4,
	ISK: 4.95,
	TRY: 20.1,
	JPY: 4.62,
	CNY: 95.2,
	HKD: 88.3,
	KRW: 0.489,
	SGD: 524.6,
	THB: 20.5,
	INR: 8.01,
	IDR: 0.0425,
	MYR: 155.3,
	PHP: 12.1,
	AUD: 446.8,
	NZD: 408.5,
	CAD: 495.1,
	MXN: 34.9,
	BRL: 121.5,
	ZAR: 37.9,
	ILS: 188.6,
};

/** Settable rates: by currency, or by currency and day. */
export class RateTable {
	private own = new Map<string, number>();

	/** Currencies that a document can have. */
	currencies(): string[] {
		return ['DKK', ...Object.keys(base)];
	}

	/** Kroner per 100 units on the date (`YYYY-MM-DD`); undefined for an unknown currency. DKK is 100. */
	rate(currency: string, date: string): number | undefined {
		if (currency === 'DKK') return 100;
		const own = this.own.get(`${currency} ${date}`) ?? this.own.get(currency);
		if (own !== undefined) return own;
		const middle = base[currency];
		if (middle === undefined) return undefined;
		if (currency === 'EUR' || currency === 'BGN') return middle;
		const day = Math.floor(Date.parse(`${date}T00:00:00Z`) / 86400000);
		const movement = 1 + 0.004 * Math.sin(day / 9 + currency.charCodeAt(0) + currency.charCodeAt(1));
		return Number((middle * movement).toPrecision(6));
	}

	/** Sets a rate, on one date or on all. */
	set(currency: string, rate: number, date?: string): void {
		if (!(rate > 0)) throw new RangeError(`Not a rate: ${rate}`);
		this.own.set(date ? `${currency} ${date}` : currency, rate);
	}

	toJSON(): Array<[string, number]> {
		return [...this.own];
	}

	static fromJSON(state: Array<[string, number]>): RateTable {
		const table = new RateTable();
		table.own = new Map(state);
		return table;
	}
}
