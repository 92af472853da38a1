import type { Entry } from '../../books/entries';
import { cutByYear } from '../../books/entries';
import { entryOptions, entryOutput, shownEntries } from '../../books/output';
import { filterFields } from '../../fields/filters';
import { returnAllOrLimit, simplify } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many entries',
	description: 'List the entries of the books in any period, or the totals of the accounts',
	endpoints: ['entry.getMany', 'accountingYear.getMany'],
	fields: [
		organization,
		{ ...filterFields.fromDate, required: true, description: 'First day of the period' },
		{ ...filterFields.toDate, required: true, description: 'Last day of the period' },
		entryOutput,
		...returnAllOrLimit,
		simplify,
		entryOptions,
	],
	async run(context) {
		const from = context.day('fromDate');
		const to = context.day('toDate');
		if (from > to)
			throw context.unusable(
				'fromDate',
				`is ${from}, after '${context.label('toDate')}' ${to}`,
				'Swap the dates.',
			);
		const includePrimo = context.group('options').boolean('includeOpening');
		const organizationId = await context.organizationId();
		const entries: Entry[] = [];
		for (const part of await cutByYear(context, from, to)) {
			const query = { fromDate: `${part.from}T00:00:00Z`, toDate: `${part.to}T00:00:00Z`, includePrimo };
			for (const entry of await context.dinero.call('entry.getMany', { organizationId, query }))
				entries.push(entry);
		}
		return shownEntries(context, entries);
	},
};
