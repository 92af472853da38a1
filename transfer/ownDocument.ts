import type { InvoiceState } from './port';

/** How many times a document that was deleted can be made anew. */
const mostTimes = 9;

/**
 * Where a document of ours stands. Its guid is derived, and Dinero never gives a guid twice: once a person has
 * deleted the draft, a further one needs a numbered guid (`time` 2, 3 ...), which is derived as well.
 */
export class OwnDocument {
	private time = 1;

	/**
	 * @param guidOf the guid of the first document, of the second after the first was deleted, and so on
	 * @param read undefined when Dinero has nothing under the guid
	 * @param reissue whether a deleted one may be made anew
	 */
	constructor(
		private readonly guidOf: (time: number) => string,
		private readonly read: (guid: string) => Promise<InvoiceState | undefined>,
		private readonly reissue: boolean,
	) {}

	get guid(): string {
		return this.guidOf(this.time);
	}

	/** Whether an earlier one was deleted by a person. */
	get wasDeleted(): boolean {
		return this.time > 1;
	}

	/** The newest one. `deleted`: a person deleted it, and it is not to be made anew. One request, where none was deleted. */
	async find(): Promise<InvoiceState | 'deleted' | undefined> {
		const state = await this.read(this.guid);
		return state?.deleted ? await this.findNext() : state;
	}

	/** The same from the next guid on, after this one proved to be taken by a deleted document. */
	async findNext(): Promise<InvoiceState | 'deleted' | undefined> {
		if (this.time === mostTimes) return 'deleted';
		this.time += 1;
		const state = await this.find();
		return state === undefined && !this.reissue ? 'deleted' : state;
	}
}
