import type { Resource } from '../../operation';
import { getAll } from './getAll';

export const accountingYearResource: Resource = {
	value: 'accountingYear',
	name: 'Accounting Year',
	description: 'First and last day of each accounting year',
	operations: [getAll],
};
