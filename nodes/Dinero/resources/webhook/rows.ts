import type { IDataObject } from 'n8n-workflow';

/** What an answer without a documented shape holds, as rows: a list as it is, texts as rows of their own. */
export function toRows(answer: unknown): IDataObject[] {
	const list = Array.isArray(answer) ? answer : answer === undefined || answer === null ? [] : [answer];
	return list.map((row: unknown) =>
		typeof row === 'object' && row !== null ? (row as IDataObject) : { value: row as string },
	);
}
