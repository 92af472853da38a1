import type { Resource } from '../../operation';
import { book } from './book';
import { create } from './create';
import { remove } from './delete';
import { downloadPdf } from './downloadPdf';
import { get } from './get';
import { getAll } from './getAll';
import { getEmailTemplate } from './getEmailTemplate';
import { getNext } from './getNext';
import { preview } from './preview';
import { sendEReminder } from './sendEReminder';
import { sendEmail } from './sendEmail';
import { update } from './update';

export const reminderResource: Resource = {
	value: 'reminder',
	name: 'Reminder',
	description: 'Reminders of overdue invoices',
	operations: [
		getAll,
		book,
		create,
		remove,
		downloadPdf,
		get,
		getEmailTemplate,
		getNext,
		preview,
		sendEReminder,
		sendEmail,
		update,
	],
};
