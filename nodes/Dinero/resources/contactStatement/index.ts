import type { Resource } from '../../operation';
import { downloadPdf } from './downloadPdf';
import { get } from './get';
import { sendEmail } from './sendEmail';

export const contactStatementResource: Resource = {
	value: 'contactStatement',
	name: 'Contact Statement',
	description: 'What a contact bought, paid and owes',
	operations: [get, downloadPdf, sendEmail],
};
