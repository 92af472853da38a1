import type { Resource } from '../../operation';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

export const contactNoteResource: Resource = {
	value: 'contactNote',
	name: 'Contact Note',
	description: 'Internal notes on customers and suppliers',
	operations: [getAll, create, remove, get, update],
};
