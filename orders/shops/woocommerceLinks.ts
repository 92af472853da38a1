import { normaliseShopKey } from '../identity';
import type { Place } from '../reading';
import { hostOf } from './shared';

function links(place: Place): string[] {
	const all = place.at('_links');
	return ['self', 'up', 'collection']
		.flatMap((name) => all.items(name).map((row) => row.text('href')))
		.filter((href): href is string => href !== undefined);
}

/** The shop's address: host and folder before "/wp-json", since one host may carry several shops. */
export function wooShop(place: Place): string | undefined {
	for (const link of links(place)) {
		const match = /^https?:\/\/(.+?)\/wp-json\//i.exec(link);
		if (match) return normaliseShopKey(match[1]);
	}
	return hostOf(place.text('payment_url'));
}

/** The order that a refund belongs to, from its links: ".../orders/723/refunds/726". */
export function wooOrderOfRefund(place: Place): string | undefined {
	for (const link of links(place)) {
		const id = /\/orders\/(\d+)(?:\/|$)/.exec(link)?.[1];
		if (id !== undefined) return id;
	}
	const named = place.text('order_id', 'parent_id');
	return named === '0' ? undefined : named;
}
