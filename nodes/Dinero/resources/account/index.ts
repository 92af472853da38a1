import type { Resource } from '../../operation';
import { createDeposit } from './createDeposit';
import { createEntry } from './createEntry';
import { getAll } from './getAll';

export const accountResource: Resource = {
	value: 'account',
	name: 'Account',
	description: 'Accounts of the chart, and bank and clearing accounts',
	operations: [getAll, createDeposit, createEntry],
};
