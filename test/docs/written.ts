/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Holds the part of a page that is made from the code against what the code says now. The part stands between
 * `<!-- made: NAME -->` and `<!-- end: NAME -->`. With WRITE_DOCS=1 it is written anew instead (`npm run docs:pages`).
 *
 * @param page a file of docs/, such as 'vat.md'
 */
export function expectWritten(page: string, name: string, lines: string[]): void {
	const file = resolve(__dirname, '../../docs', page);
	const [begin, end] = [`<!-- made: ${name} -->`, `<!-- end: ${name} -->`];
	const kept = readFileSync(file, 'utf8');
	const [head, rest = ''] = kept.split(begin);
	const [, tail] = rest.split(end);
	if (tail === undefined) throw new Error(`${page} has no part between ${begin} and ${end}`);
	const written = `${head}${begin}\n\n${lines.join('\n')}\n\n${end}${tail}`;
	if (process.env.WRITE_DOCS === '1') writeFileSync(file, written);
	else expect(kept.split('\n')).toEqual(written.split('\n'));
}
