import type { Resource } from '../../operation';
import { book } from './book';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { update } from './update';

export const purchaseCreditNoteResource: Resource = {
	value: 'purchaseCreditNote',
	name: 'Purchase Credit Note',
	description: 'Credit notes from suppliers',
	operations: [create, book, remove, get, update],
};
