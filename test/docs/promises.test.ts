/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const pages = [
	...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
	...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.md'))
		.map((file) => join('docs', file)),
	...readdirSync(join(root, 'workflows-examples'))
		.filter((file) => file.endsWith('.md'))
		.map((file) => join('workflows-examples', file)),
];

/** A heading's name in links, as GitHub makes it. */
const anchorOf = (heading: string) =>
	heading
		.trim()
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.replace(/\s/g, '-');

/** Links of a page to files of this project that are not there, or to headings that are not in them. */
function broken(page: string): string[] {
	const text = readFileSync(join(root, page), 'utf8').replace(/```[\s\S]*?```/g, '');
	return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target]) => {
		if (/^(https?:|mailto:)/.test(target)) return [];
		const [path, anchor] = target.split('#');
		const file = path === '' ? join(root, page) : resolve(root, dirname(page), path);
		if (!existsSync(file)) return [`${page}: ${target}`];
		if (!anchor || !file.endsWith('.md')) return [];
		const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, one]) => anchorOf(one));
		return headings.includes(anchor) ? [] : [`${relative(root, file)} has no heading for ${target}`];
	});
}

test.each(pages)('%s links only to what is there', (page) => {
	expect(broken(page)).toEqual([]);
});

test('docs/promises.md tells of each of the 25 promises what came of it, and shows it', () => {
	const text = readFileSync(join(root, 'docs/promises.md'), 'utf8');
	const rows = [...text.matchAll(/^\| (\d+) \| (.+?) \| (.+?) \| (.+) \|$/gm)];
	expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
	for (const [, number, , state, shown] of rows) {
		expect([number, state]).toEqual([number, expect.stringMatching(/^(kept|kept in part: .+|not kept: .+|not a goal: .+)$/)]);
		if (state.startsWith('kept')) expect([number, shown]).toEqual([number, expect.stringMatching(/\]\(|`npm run/)]);
	}
});
