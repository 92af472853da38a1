import type { Resource } from '../../operation';
import { book } from './book';
import { create } from './create';
import { createFromInvoice } from './createFromInvoice';
import { remove } from './delete';
import { deletePayment } from './deletePayment';
import { downloadPdf } from './downloadPdf';
import { get } from './get';
import { getAll } from './getAll';
import { getEmailTemplate } from './getEmailTemplate';
import { getMailouts } from './getMailouts';
import { getPayments } from './getPayments';
import { previewTotals } from './previewTotals';
import { registerPayment } from './registerPayment';
import { sendECreditNote } from './sendECreditNote';
import { sendEmail } from './sendEmail';
import { update } from './update';

export const creditNoteResource: Resource = {
	value: 'creditNote',
	name: 'Credit Note',
	description: 'Credit notes to customers, for invoices or on their own',
	operations: [
		getAll,
		book,
		create,
		createFromInvoice,
		remove,
		deletePayment,
		downloadPdf,
		get,
		getEmailTemplate,
		getMailouts,
		getPayments,
		previewTotals,
		registerPayment,
		sendECreditNote,
		sendEmail,
		update,
	],
};
