import type { Resource } from '../../operation';
import { book } from './book';
import { create } from './create';
import { remove } from './delete';
import { getAll } from './getAll';
import { getStatus } from './getStatus';
import { update } from './update';

export const ledgerItemResource: Resource = {
	value: 'ledgerItem',
	name: 'Ledger Item',
	description: 'Items of the ledger (kassekladde), which become vouchers',
	operations: [create, book, remove, getAll, getStatus, update],
};
