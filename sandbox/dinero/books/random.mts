/** A small seeded generator, so that the same seed gives the same guids and the same books. */
export class Random {
	private state: number;

	constructor(seed = 1) {
		this.state = seed >>> 0;
	}

	/** A number in [0, 1). */
	next(): number {
		return this.word() / 4294967296;
	}

	/** 32 random bits. */
	private word(): number {
		// mulberry32
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let mixed = this.state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return (mixed ^ (mixed >>> 14)) >>> 0;
	}

	/** An integer in [0, limit). */
	below(limit: number): number {
		return Math.floor(this.next() * limit);
	}

	/** A guid of version 4, lower case. */
	guid(): string {
		const [one, two, three, four] = [this.word(), this.word(), this.word(), this.word()];
		const version = ((two & 0x0fff) | 0x4000) >>> 0;
		const variant = ((three >>> 16) & 0x3fff) | 0x8000;
		// Joined, since a string put together with + keeps all its parts in memory.
		return [
			hex(one, 8),
			hex(two >>> 16, 4),
			hex(version, 4),
			hex(variant, 4),
			hex(three & 0xffff, 4) + hex(four, 8),
		].join('-');
	}

	toJSON(): number {
		return this.state;
	}

	static fromJSON(state: number): Random {
		return new Random(state);
	}
}

function hex(value: number, digits: number): string {
	return value.toString(16).padStart(digits, '0');
}
