import type { Resource } from '../../operation';
import { create } from './create';
import { createOrUpdate } from './createOrUpdate';
import { remove } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { restore } from './restore';
import { update } from './update';

export const contactResource: Resource = {
	value: 'contact',
	name: 'Contact',
	description: 'Customers and suppliers',
	operations: [getAll, create, createOrUpdate, remove, get, restore, update],
};
