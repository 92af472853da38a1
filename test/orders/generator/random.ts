/** A small seeded generator of numbers (mulberry32), so that every run can be repeated by its seed. */
export class Random {
	private state: number;

	constructor(seed: number) {
		this.state = (seed * 2654435761) >>> 0;
	}

	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let mixed = this.state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	}

	/** A whole number from `low` to `high`, both included. */
	whole(low: number, high: number): number {
		return low + Math.floor(this.next() * (high - low + 1));
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(values: readonly T[]): T {
		return values[this.whole(0, values.length - 1)];
	}

	shuffle<T>(values: T[]): T[] {
		const copy = [...values];
		for (let index = copy.length - 1; index > 0; index -= 1) {
			const other = this.whole(0, index);
			[copy[index], copy[other]] = [copy[other], copy[index]];
		}
		return copy;
	}
}
