/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { endpoints } from '../../api/endpoints';
import { resources } from '../../nodes/Dinero/resources';
import { operationsDocs } from '../../scripts/docs/operations.mts';

const page = operationsDocs(resources, endpoints);
const lines = page.split('\n');

describe('docs/operations.md', () => {
	test('is what the code says; npm run docs:operations writes it anew', () => {
		const kept = readFileSync(resolve(__dirname, '../../docs/operations.md'), 'utf8').split('\n');
		expect(kept.filter((line) => !lines.includes(line))).toEqual([]);
		expect(lines.filter((line) => !kept.includes(line))).toEqual([]);
		expect(kept).toEqual(lines);
	});

	test('tells every operation and every field of its own', () => {
		for (const resource of resources) {
			for (const { action, description, fields } of resource.operations) {
				const from = lines.indexOf(`### ${action}`);
				const length = lines.slice(from + 1).findIndex((line) => line.startsWith('#'));
				const part = lines.slice(from, length < 0 ? undefined : from + 1 + length).join('\n');
				expect(part).toContain(description);
				for (const field of fields) {
					if (field.type !== 'notice')
						expect([action, part]).toEqual([action, expect.stringContaining(field.displayName)]);
				}
			}
		}
	});

	test('links lead to headings, and no heading stands twice', () => {
		const headings = lines
			.filter((line) => line.startsWith('#'))
			.map((line) =>
				line
					.replace(/^#+ /, '')
					.toLowerCase()
					.replace(/[^\w -]/g, '')
					.replace(/ /g, '-'),
			);
		expect(headings.filter((heading, index) => headings.indexOf(heading) !== index)).toEqual([]);
		const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, link]) => link);
		expect(links.length).toBeGreaterThan(resources.length);
		expect(links.filter((link) => !headings.includes(link))).toEqual([]);
	});

	test('tables are whole: as many cells in each row as in the head', () => {
		let columns = 0;
		for (const line of lines) {
			const cells = line.startsWith('|') ? line.split(/(?<!\\)\|/).length - 2 : 0;
			if (cells === 0) columns = 0;
			else if (columns === 0) columns = cells;
			else expect([line, cells]).toEqual([line, columns]);
		}
	});
});
