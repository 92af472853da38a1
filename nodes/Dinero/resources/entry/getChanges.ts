import type { Entry } from '../../books/entries';
import { cutIntoWindows } from '../../books/entries';
import { entryOptions, entryOutput, shownEntries } from '../../books/output';
import { collection } from '../../fields/documents';
import { returnAllOrLimit, simplify } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { toMoment } from '../../values/time';

export const getChanges: Operation = {
	value: 'getChanges',
	name: 'Get Changes',
	action: 'Get changed entries',
	description: 'List the entries that were added since a time, whatever their date',
	endpoints: ['entry.getChanges'],
	fields: [
		organization,
		{
			displayName: 'Added Since',
			name: 'since',
			type: 'dateTime',
			required: true,
			default: '',
			description: 'Danish time unless it names a zone',
		},
		entryOutput,
		...returnAllOrLimit,
		simplify,
		entryOptions,
		collection('Additional Fields', 'additionalFields', [
			{
				displayName: 'Added Until',
				name: 'until',
				type: 'dateTime',
				default: '',
				description: 'Empty means now',
			},
		]),
	],
	async run(context) {
		const since = context.optionalMoment('since');
		if (since === undefined)
			throw context.unusable('since', 'is empty', 'Say from when on entries are wanted.');
		const until = context.group('additionalFields').optionalMoment('until');
		const end = until === undefined ? Date.now() : Date.parse(until);
		if (Date.parse(since) > end) {
			throw until === undefined
				? context.unusable('since', `is ${since}, which is still to come`, 'Give a time that is over.')
				: context.unusable('since', `is ${since}, later than 'Added Until' ${until}`, 'Swap the times.');
		}
		const includePrimo = context.group('options').boolean('includeOpening');
		const organizationId = await context.organizationId();
		const newest = new Map<string, Entry>();
		for (const { from, to } of cutIntoWindows(Date.parse(since), end)) {
			const query = {
				changesFrom: toMoment(new Date(from)),
				changesTo: toMoment(new Date(to)),
				includePrimo,
			};
			const entries = await context.dinero.call('entry.getChanges', { organizationId, query });
			for (const entry of entries) newest.set(entry.EntryGuid ?? JSON.stringify(entry), entry);
		}
		return shownEntries(context, [...newest.values()]);
	},
};
