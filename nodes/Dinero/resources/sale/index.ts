import type { Resource } from '../../operation';
import { getAll } from './getAll';
import { getSettings } from './getSettings';

export const saleResource: Resource = {
	value: 'sale',
	name: 'Sale',
	description: 'Invoices and credit notes together, and the settings of sales',
	operations: [getAll, getSettings],
};
