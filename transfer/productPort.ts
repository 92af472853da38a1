import type { ProductPlan } from '../orders/plan';
import type { Refused } from './port';

/** What the lines of an invoice need of Dinero's products. They have no guid of our own and no timestamp. */
export interface ProductPort {
	/** Cached in the process; one request for every thousand. `anew` reads it now. */
	list(anew?: boolean): Promise<ProductState[]>;
	/** One request: the products of this number in any case, deleted ones left out. */
	find(number: string): Promise<ProductState[]>;
	/** Never repeated by the port: `unknown` when the answer was lost. */
	create(
		product: ProductPlan,
	): Promise<{ outcome: 'created'; guid: string } | { outcome: 'unknown' } | Refused>;
	/** Already gone counts as deleted. */
	remove(guid: string): Promise<void>;
	/** Does the work after whatever this process is doing under the same name. */
	inTurn<T>(name: string, work: () => Promise<T>): Promise<T>;
}

export interface ProductState {
	guid: string;
	name: string;
	number: string;
	externalReference?: string;
	/** As Dinero says it, to the second. */
	createdAt: string;
}
