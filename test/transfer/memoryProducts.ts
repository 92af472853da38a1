import type { DocumentDraft } from '../../transfer/port';
import type { ProductPort, ProductState } from '../../transfer/productPort';
import { sameNumber } from '../../transfer/productStep';

interface Row extends ProductState {
	price: number;
	accountNumber: number;
	deleted: boolean;
}

/** Sends one request of a port through its faults and gates. */
type Request = <T>(method: string, effect: () => T, lost?: T) => Promise<T>;

/** The products of the books in memory: Dinero chooses their guids, and may have two of one number. */
export class MemoryProducts {
	readonly rows = new Map<string, Row>();
	/** Two that are made within one second cannot be told apart by the time. */
	sameSecond = false;

	add(product: Pick<Row, 'name' | 'number'> & Partial<Row>): Row {
		const made = this.rows.size + 1;
		const guid = product.guid ?? `00000000-0000-4000-a000-${String(made).padStart(12, '0')}`;
		const createdAt = `2026-11-20T10:00:${String(this.sameSecond ? 0 : made).padStart(2, '0')}`;
		const row = { price: 0, accountNumber: 1000, createdAt, deleted: false, ...product, guid };
		this.rows.set(guid, row);
		return row;
	}

	living(): Row[] {
		return structuredClone([...this.rows.values()].filter((one) => !one.deleted));
	}

	knowAll(draft: DocumentDraft): boolean {
		return draft.lines.every(
			({ productGuid }) => productGuid === undefined || this.rows.get(productGuid)?.deleted === false,
		);
	}

	/** Whether an invoice may have these lines; Dinero refuses a product that it does not have. */
	refusal(draft: DocumentDraft) {
		return this.knowAll(draft)
			? undefined
			: { outcome: 'refused' as const, message: 'The product does not exist.', advice: '' };
	}

	nameOf(guid: string | undefined): string | undefined {
		return guid === undefined ? undefined : this.rows.get(guid)?.name;
	}

	copy(): MemoryProducts {
		const other = new MemoryProducts();
		for (const [guid, row] of this.rows) other.rows.set(guid, structuredClone(row));
		other.sameSecond = this.sameSecond;
		return other;
	}

	/** @param remembered what this process read a while ago */
	port(request: Request, remembered?: ProductState[]): ProductPort {
		return {
			list: async (anew) =>
				await Promise.resolve(remembered && !anew ? structuredClone(remembered) : this.living()),
			find: async (number) =>
				await request('findProducts', () => this.living().filter((one) => sameNumber(one.number, number))),
			create: async ({ number, name, externalReference, price, accountNumber }) =>
				await request<Awaited<ReturnType<ProductPort['create']>>>(
					'createProduct',
					() => ({
						outcome: 'created',
						guid: this.add({ number, name, externalReference, price, accountNumber }).guid,
					}),
					{ outcome: 'unknown' },
				),
			remove: async (guid) =>
				await request('removeProduct', () => {
					const row = this.rows.get(guid);
					if (row) row.deleted = true;
				}),
			// The other run is another process, which does not wait.
			inTurn: async (_name, work) => await work(),
		};
	}
}
