import type { IDataObject } from 'n8n-workflow';

import { pick } from '../../nodes/Dinero/fields/lists';
import { collect } from '../../nodes/Dinero/fields/query';

const rows: IDataObject[] = Array.from({ length: 10 }, (_, index) => ({
	Number: index,
	Guid: `guid ${index}`,
}));

/** Pages of three rows, and how many were asked for. */
function pagesOf(list: IDataObject[]) {
	const read = { pages: 0 };
	async function* pages() {
		for (let from = 0; from < list.length; from += 3) {
			read.pages += 1;
			yield await Promise.resolve(list.slice(from, from + 3));
		}
	}
	return { read, pages: pages() };
}

describe('a long list is held once', () => {
	test('a row that has just the wanted fields is kept as it is, not copied', () => {
		expect(pick(rows[0], ['Number', 'Guid'])).toBe(rows[0]);
	});

	test.each([
		['more', { Number: 1, Guid: 'a', Name: 'b' }],
		['fewer', { Number: 1 }],
		['others in their place', { Number: 1, Name: 'b' }],
		['an undefined one', { Number: 1, Guid: undefined }],
		['another order', { Guid: 'a', Number: 1 }],
	])('a row with %s becomes one with the wanted fields in their order', (_name, row) => {
		const picked = pick(row as IDataObject, ['Number', 'Guid']);
		expect(picked).not.toBe(row);
		expect(Object.entries(picked)).toEqual([
			['Number', 1],
			['Guid', (row as IDataObject).Guid ?? null],
		]);
	});

	test('rows are shown as they come, so that what is left out is let go page by page', async () => {
		const { pages } = pagesOf(rows);
		const seen: unknown[] = [];
		const found = await collect(
			pages,
			undefined,
			(row) => Number(row.Number) % 2 === 0,
			(row) => {
				seen.push(row.Number);
				return String(row.Guid);
			},
		);
		expect(found).toEqual(['guid 0', 'guid 2', 'guid 4', 'guid 6', 'guid 8']);
		expect(seen).toEqual([0, 2, 4, 6, 8]);
	});

	test('no page is read beyond the limit', async () => {
		const { pages, read } = pagesOf(rows);
		expect(await collect(pages, 4)).toEqual(rows.slice(0, 4));
		expect(read.pages).toBe(2);
	});
});
