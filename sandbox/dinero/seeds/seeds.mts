import type { World } from '../books/world.mts';
import type { Operation } from '../operations/call.mts';
import { plant, type Planting } from './plant.mts';

/** What the books may hold at the start, by name. */
export const seedNames = ['empty', 'shop', 'large'] as const;
export type SeedName = (typeof seedNames)[number];

const plantings: Record<SeedName, Omit<Planting, 'seed'> | undefined> = {
	empty: undefined,
	shop: { invoices: 1200, customers: 400, days: 365 },
	large: { invoices: 100_000, customers: 20_000, days: 700 },
};

/** True for the name of a seed. */
export function isSeedName(name: string): name is SeedName {
	return (seedNames as readonly string[]).includes(name);
}

/**
 * Plants the named past into the first organization of a world: nothing, a year of a small shop (1,200 invoices), or a
 * large company (100,000 invoices).
 */
export function plantSeed(
	world: World,
	operations: Record<string, Operation>,
	name: SeedName,
	seed: number,
): void {
	const planting = plantings[name];
	const organization = world.organizations.values().next().value;
	if (planting && organization) plant(world, organization, operations, { ...planting, seed });
}
