import type { Basket } from './basket';
import type { Random } from './random';
import type { Generated } from './shopify';
import { otherSpoilers } from './spoilOther';
import { shopifySpoilers } from './spoilShopify';
import { stripeSpoilers } from './spoilStripe';
import { wooSpoilers } from './spoilWooCommerce';
import type { Json, Spoiled, Spoiler } from './spoiling';

const spoilers = {
	shopify: shopifySpoilers,
	woocommerce: wooSpoilers,
	stripe: stripeSpoilers,
	other: otherSpoilers,
} satisfies Record<string, Spoiler[]>;

export type SpoiledShop = keyof typeof spoilers;

/** How many kinds of spoiling a shop has. */
export const spoilings = (shop: SpoiledShop): number => spoilers[shop].length;

export function spoil(
	shop: SpoiledShop,
	generated: Generated,
	basket: Basket,
	random: Random,
): Spoiled | undefined {
	const payload = JSON.parse(JSON.stringify(generated.payload)) as Json;
	const before = JSON.stringify(payload);
	const spoiler = random.pick(spoilers[shop]);
	const spoiled = spoiler(payload, random, generated, basket);
	if (spoiled === undefined || JSON.stringify(payload) === before) return undefined;
	// An order that costs nothing is nothing to do, before anybody asks where it goes.
	const indifferent = generated.truth.total === 0 && /country|address|test order|refunded/.test(spoiled.what);
	return { payload, ...spoiled, ...(indifferent ? { expected: 'nothingToDo' as const } : {}) };
}

/** Replaces or removes anything anywhere: whatever comes out, it must come out as an answer and not as a crash. */
export function scramble(payload: Json, random: Random): Json {
	const copy = JSON.parse(JSON.stringify(payload)) as Json;
	const places: Array<[Json, string]> = [];
	const walk = (value: unknown) => {
		if (typeof value !== 'object' || value === null) return;
		for (const key of Object.keys(value)) {
			places.push([value as Json, key]);
			walk((value as Json)[key]);
		}
	};
	walk(copy);
	for (let times = random.whole(1, 4); times > 0; times -= 1) {
		const [holder, key] = random.pick(places);
		if (random.chance(0.3)) delete holder[key];
		else
			holder[key] = random.pick<unknown>([
				null,
				'',
				'None',
				0,
				-1,
				1.5,
				1e300,
				'x',
				'-5',
				[],
				{},
				[null],
				[[1]],
				true,
				'9'.repeat(40),
				{ a: { b: 1 } },
			]);
	}
	return copy;
}
