import type { Resource } from '../../operation';
import { getAll } from './getAll';
import { getChanges } from './getChanges';

export const entryResource: Resource = {
	value: 'entry',
	name: 'Entry',
	description: 'Entries of the books',
	operations: [getAll, getChanges],
};
