import type { Resource } from '../../operation';
import { book } from './book';
import { create } from './create';
import { createCreditNote } from './createCreditNote';
import { remove } from './delete';
import { deletePayment } from './deletePayment';
import { downloadPdf } from './downloadPdf';
import { get } from './get';
import { getAll } from './getAll';
import { getEmailTemplate } from './getEmailTemplate';
import { getMailouts } from './getMailouts';
import { getPayments } from './getPayments';
import { getPreReminderTemplate } from './getPreReminderTemplate';
import { getTemplates } from './getTemplates';
import { previewTotals } from './previewTotals';
import { registerPayment } from './registerPayment';
import { sendEInvoice } from './sendEInvoice';
import { sendEmail } from './sendEmail';
import { sendPreReminder } from './sendPreReminder';
import { sendSms } from './sendSms';
import { update } from './update';

export const invoiceResource: Resource = {
	value: 'invoice',
	name: 'Invoice',
	description: 'Sales invoices, from draft to paid',
	operations: [
		getAll,
		book,
		create,
		createCreditNote,
		remove,
		deletePayment,
		downloadPdf,
		get,
		getEmailTemplate,
		getMailouts,
		getPayments,
		getPreReminderTemplate,
		getTemplates,
		previewTotals,
		registerPayment,
		sendEInvoice,
		sendEmail,
		sendPreReminder,
		sendSms,
		update,
	],
};
