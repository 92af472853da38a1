import type { Resource } from '../../operation';
import { create } from './create';
import { createOrUpdate } from './createOrUpdate';
import { remove } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

export const productResource: Resource = {
	value: 'product',
	name: 'Product',
	description: 'Products with price, unit and account',
	operations: [getAll, create, createOrUpdate, remove, get, update],
};
