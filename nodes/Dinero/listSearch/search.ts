import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import type { DineroClient } from '../../../api/client';
import { clientFor } from '../../../api/n8n';
import { toNodeError } from '../../../api/errors';
import { locatorValue } from '../values/identifier';

/** What a list in the editor works with. */
export interface Search {
	dinero: DineroClient;
	organizationId: string;
	/** What the user typed into the search box; empty for everything. */
	text: string;
	/** Zero-based page for lists that Dinero pages. */
	page: number;
	/** Another field of the same form, such as the contact whose notes are listed. */
	field(name: string): unknown;
	/** Another field of the same row of a list, such as what the account is for. */
	beside(name: string): unknown;
}

export type SearchRows = (search: Search) => Promise<{ rows: INodeListSearchItems[]; more?: boolean }>;

/** How many rows a list shows before it asks for more. */
export const searchPageSize = 100;

/** Makes a list of the editor that follows the organization chosen in the form. */
export function searchOf(find: SearchRows) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const page = Number(paginationToken ?? 0) || 0;
		const answer = await found(this, find, filter?.trim() ?? '', page).then(
			(value) => ({ value }),
			(reason: unknown) => ({ reason }),
		);
		if ('reason' in answer) throw toNodeError(this.getNode(), answer.reason);
		const { rows, more } = answer.value;
		return { results: rows, ...(more ? { paginationToken: String(page + 1) } : {}) };
	};
}

async function found(functions: ILoadOptionsFunctions, find: SearchRows, text: string, page: number) {
	const dinero = await clientFor(functions, { priority: 'editor' });
	const field = (name: string) => locatorValue(functions.getNodeParameter(name, ''));
	const given = String(field('organizationId') ?? '').trim();
	const organizationId = await dinero.resolveOrganization(given === '' ? undefined : given);
	const beside = (name: string) => locatorValue(functions.getCurrentNodeParameter(`&${name}`));
	return await find({ dinero, organizationId, text, page, field, beside });
}

/** Rows whose name or value contains what was typed; for lists that come whole. */
export function matching(rows: INodeListSearchItems[], text: string): INodeListSearchItems[] {
	const wanted = text.toLowerCase();
	if (wanted === '') return rows;
	return rows.filter((row) => `${row.name} ${String(row.value)}`.toLowerCase().includes(wanted));
}

/** The parts that are there, with a dash between: "1042 - Nordlys Cykler ApS - 1,250.00 DKK". */
export function titled(...parts: Array<string | number | null | undefined | false>): string {
	return parts
		.filter((part) => part !== null && part !== undefined && part !== false && part !== '')
		.join(' - ');
}
