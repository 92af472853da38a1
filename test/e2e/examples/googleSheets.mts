import type { Answer, Call, PlayedHost } from './hosts.mts';

type Cell = string | number | boolean;

/** The sheets of one spreadsheet by their names; the first row of each holds the names of its columns. */
export type Sheets = Record<string, Cell[][]>;

const documentPath = '/v4/spreadsheets/';

/** `Products!B3`, `Products!3:4`, `'Products'`: which sheet, and from which cell (counted from 0). */
function rangeOf(text: string): { sheet: string; row: number; column: number } {
	const [sheet, cells = ''] = text.replaceAll("'", '').split('!');
	const [, letters, digits] = /^([A-Z]*)(\d*)/.exec(cells)!;
	const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
	return { sheet, row: Math.max(0, Number(digits || 1) - 1), column: Math.max(0, column - 1) };
}

/**
 * Plays Google Sheets: what n8n's node reads is in `sheets`, and what it writes is put there.
 * A write to a sheet that is not there, or beyond what the node may ask, is answered as Google does, with 400.
 */
export function playGoogleSheets(host: PlayedHost, sheets: Sheets): void {
	const write = (range: string, values: Cell[][]): boolean => {
		const { sheet, row, column } = rangeOf(range);
		const rows = sheets[sheet];
		if (rows === undefined) return false;
		values.forEach((cells, down) => {
			while (rows.length <= row + down) rows.push([]);
			const target = rows[row + down];
			cells.forEach((cell, along) => {
				while (target.length < column + along) target.push('');
				target[column + along] = cell;
			});
		});
		return true;
	};
	const unknown: Answer = {
		status: 400,
		body: { error: { code: 400, message: 'Unable to parse range', status: 'INVALID_ARGUMENT' } },
	};
	const answer = ({ method, path, body }: Call): Answer => {
		const [rest] = path.slice(documentPath.length).split('?');
		const [, range] = rest.split('/values/');
		const given = body as { data?: Array<{ range: string; values: Cell[][] }>; values?: Cell[][] };
		if (rest.endsWith('/values:batchUpdate'))
			return given.data!.every((one) => write(one.range, one.values)) ? { body: {} } : unknown;
		if (rest.endsWith(':batchUpdate')) return { body: { replies: [] } };
		if (range === undefined)
			return {
				body: {
					sheets: Object.keys(sheets).map((title, index) => ({
						properties: { sheetId: index, title, index, gridProperties: { rowCount: 1000, columnCount: 26 } },
					})),
				},
			};
		if (method === 'PUT') return write(range, given.values!) ? { body: {} } : unknown;
		const values = sheets[rangeOf(range).sheet];
		return values === undefined ? unknown : { body: { range, majorDimension: 'ROWS', values } };
	};
	host.answers(new RegExp(`^(GET|PUT|POST) ${documentPath}`), answer);
}

/** The rows of a sheet by the names of their columns. */
export function sheetRows([header, ...rows]: Cell[][]): Array<Record<string, Cell>> {
	return rows.map((row) => Object.fromEntries(header.map((name, index) => [String(name), row[index] ?? ''])));
}
