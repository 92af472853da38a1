import { ExpiringCache } from './cache';
import type { DineroClient } from './client';
import type { RowOf } from './endpointTypes';

/** As long as the settings of an organization. */
const cache = new ExpiringCache(5 * 60_000);

const fields = 'ProductGuid,Name,ProductNumber,ExternalReference,CreatedAt,DeletedAt';

export type ProductRow = RowOf<'product.getMany'>;

const keyOf = (client: DineroClient, organizationId: string) => `${client.identity}|${organizationId}`;

/**
 * All products of an organization, remembered for five minutes in this process, apart for each credential: one request for
 * every thousand. The list is the remembered one itself: whoever makes a product may add it.
 * @throws DineroError what Dinero answers; nothing is remembered then
 */
export async function productList(client: DineroClient, organizationId: string): Promise<ProductRow[]> {
	return await cache.get(
		keyOf(client, organizationId),
		client.clock,
		async () => await client.getMany('product.getMany', { organizationId, query: { fields } }),
	);
}

/** The products that a filter of Dinero's finds; never remembered. */
export async function findProducts(
	client: DineroClient,
	organizationId: string,
	queryFilter: string,
): Promise<ProductRow[]> {
	return await client.getMany('product.getMany', { organizationId, query: { fields, queryFilter } });
}

/** Forgets the products of an organization; without one, of all (for tests). */
export function forgetProductList(client?: DineroClient, organizationId?: string): void {
	cache.clear(client && organizationId ? keyOf(client, organizationId) : '');
}
