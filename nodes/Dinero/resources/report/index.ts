import type { Resource } from '../../operation';
import { getBalance } from './getBalance';
import { getOpeningBalance } from './getOpeningBalance';
import { getResult } from './getResult';
import { getTrialBalance } from './getTrialBalance';

export const reportResource: Resource = {
	value: 'report',
	name: 'Report',
	description: 'Result, balance and trial balance of an accounting year',
	operations: [getBalance, getOpeningBalance, getResult, getTrialBalance],
};
