import { createHash } from 'node:crypto';

/** A short key of a text, for memories that must stay small: 6 bits for each character. */
export function shortKey(text: string, length: number): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, length);
}

/** Characters of the key of a row; 60 bits, so that two of 10,000 rows meet once in 20 billion times. */
export const rowKeyLength = 10;
/** Characters of the key of a row's version; it only has to differ from the row's other versions. */
export const versionKeyLength = 6;
/** Characters of the key of a contact; a collision costs a request, nothing more. */
export const contactKeyLength = 6;

/** A guid in 22 characters instead of 36. */
export function packGuid(guid: string): string {
	return Buffer.from(guid.replace(/-/g, ''), 'hex').toString('base64url');
}

/** The guid that `packGuid` made short, in lower case. */
export function unpackGuid(packed: string): string {
	const hex = Buffer.from(packed, 'base64url').toString('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
