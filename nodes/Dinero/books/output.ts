import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { OperationContext } from '../context';
import { collection } from '../fields/documents';
import { limitOf, simplified } from '../fields/lists';
import { simpleEntryFields, sortEntries, totalsByAccount, type Entry } from './entries';

/** Entries one by one, or added up. */
export const entryOutput: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'Entries', value: 'entries' },
		{ name: 'Totals by Account', value: 'totals' },
	],
	default: 'entries',
};

export const entryOptions: INodeProperties = collection('Options', 'options', [
	{
		displayName: 'Account Numbers',
		name: 'accounts',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1000,1350',
		description: 'Only entries on these accounts, with commas between',
	},
	{
		displayName: 'Include Opening Entries',
		name: 'includeOpening',
		type: 'boolean',
		default: false,
		description: 'Whether the opening balances of accounting years are listed',
	},
]);

/** Sorted, cut down to the wanted accounts, and added up where the form says so. */
export function shownEntries(context: OperationContext, entries: Entry[]): IDataObject[] {
	const options = context.group('options');
	const wanted = (options.optionalText('accounts') ?? '')
		.split(',')
		.map((one) => one.trim())
		.filter((one) => one !== '');
	const wrong = wanted.find((one) => !/^\d+$/.test(one));
	if (wrong !== undefined)
		throw options.unusable('accounts', `has '${wrong}'`, 'Write account numbers with commas between.');
	const kept = sortEntries(
		wanted.length === 0 ? entries : entries.filter((entry) => wanted.includes(String(entry.AccountNumber))),
	);
	const limit = limitOf(context);
	if (context.optionalChoice('output', ['entries', 'totals']) === 'totals')
		return totalsByAccount(kept).slice(0, limit);
	const rows = kept.slice(0, limit) as unknown as IDataObject[];
	return context.boolean('simplify') ? simplified(rows, simpleEntryFields) : rows;
}
