/** The middle value; of an even number, the higher of the two in the middle. */
export function median(values: number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
