import type { DineroClient } from '../api/client';
import { findProducts, forgetProductList, productList, type ProductRow } from '../api/productList';
import type { ProductPlan } from '../orders/plan';
import { attempt, refusedOr } from './dineroAttempt';
import type { ProductPort, ProductState } from './productPort';
import { sameNumber } from './productStep';
import { condition } from './queryFilter';

/** What this process is doing, by name; whoever comes next waits for it. */
const queues = new Map<string, Promise<unknown>>();

/** The products over the Dinero client; errors as in `createDineroPort`. */
export class ClientProductPort implements ProductPort {
	/** Requests for the list, which count as settings. */
	listRequests = 0;

	constructor(
		private readonly client: DineroClient,
		private readonly organizationId: string,
	) {}

	async list(anew = false): Promise<ProductState[]> {
		if (anew) forgetProductList(this.client, this.organizationId);
		const before = this.client.requests;
		const rows = await productList(this.client, this.organizationId);
		this.listRequests += this.client.requests - before;
		return rows.filter((row) => !row.DeletedAt).map(productState);
	}

	/** A number that Dinero's filter cannot say is looked for in the whole list. */
	async find(number: string): Promise<ProductState[]> {
		const queryFilter = condition('ProductNumber', 'eq', number);
		if (queryFilter === undefined) return of(number, await this.list(true));
		const rows = await findProducts(this.client, this.organizationId, queryFilter);
		return of(number, rows.filter((row) => !row.DeletedAt).map(productState));
	}

	async create(product: ProductPlan) {
		const answer = await attempt(
			this.client.call('product.create', {
				organizationId: this.organizationId,
				body: {
					ProductNumber: product.number,
					Name: product.name,
					BaseAmountValue: product.price,
					Quantity: 1,
					AccountNumber: product.accountNumber,
					Unit: 'parts',
					ExternalReference: product.externalReference,
				},
			}),
		);
		if (answer.error) {
			return answer.error.kind === 'unknownResult'
				? { outcome: 'unknown' as const }
				: refusedOr(answer.error);
		}
		const guid = answer.value.ProductGuid;
		await this.remember(product, guid);
		return { outcome: 'created' as const, guid };
	}

	async remove(guid: string): Promise<void> {
		const { organizationId } = this;
		const { error } = await attempt(this.client.call('product.delete', { organizationId, path: { guid } }));
		if (error && error.kind !== 'notFound' && error.kind !== 'deleted') throw error;
		forgetProductList(this.client, organizationId);
	}

	async inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
		const key = `${this.client.identity}|${this.organizationId}|${name}`;
		const mine = (queues.get(key) ?? Promise.resolve()).then(work, work);
		queues.set(key, mine);
		return await mine.finally(() => {
			if (queues.get(key) === mine) queues.delete(key);
		});
	}

	/** So that the next order finds it without another reading. */
	private async remember(product: ProductPlan, guid: string): Promise<void> {
		const rows = await productList(this.client, this.organizationId);
		if (rows.some((row) => row.ProductGuid === guid)) return;
		const { number: ProductNumber, name: Name, externalReference: ExternalReference } = product;
		rows.push({ ProductGuid: guid, ProductNumber, Name, ExternalReference } as ProductRow);
	}
}

function of(number: string, products: ProductState[]): ProductState[] {
	return products.filter((one) => sameNumber(one.number, number));
}

function productState(row: ProductRow): ProductState {
	return {
		guid: row.ProductGuid,
		name: row.Name ?? '',
		number: row.ProductNumber ?? '',
		externalReference: row.ExternalReference ?? undefined,
		createdAt: row.CreatedAt ?? '',
	};
}
