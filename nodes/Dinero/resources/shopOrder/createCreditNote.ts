import type { Operation } from '../../operation';
import { creditRefunds } from './creditNotes';
import { creditNoteEndpoints } from './endpoints';
import { creditNoteForm } from './form';

export const createCreditNote: Operation = {
	value: 'createCreditNote',
	name: 'Create Credit Note',
	action: 'Create a credit note from a refund',
	description:
		"Credit the invoice of a refunded order, on the invoice's own accounts, once for each refund, and register the money that went back",
	endpoints: creditNoteEndpoints,
	fields: creditNoteForm,
	run: creditRefunds,
};
