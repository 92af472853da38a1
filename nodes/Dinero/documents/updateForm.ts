import type { INodeProperties } from 'n8n-workflow';

import { collection, documentFields } from '../fields/documents';
import { contact } from '../fields/locators';
import type { SalesKind } from './salesDocuments';

const shared = [
	contact({ description: 'Another contact for the document' }),
	documentFields.address,
	documentFields.comment,
	documentFields.currency,
	documentFields.date,
	documentFields.externalReference,
	documentFields.language,
	documentFields.template,
	documentFields.title,
];

const invoiceOnly = [
	documentFields.mobilePay,
	documentFields.paymentConditions,
	documentFields.paymentDays,
	documentFields.pensoPay,
	documentFields.reminderFee,
	documentFields.reminderInterestRate,
];

/** What can be changed of a draft besides its lines. */
export function updateForm(kind: SalesKind): INodeProperties {
	return collection(
		'Update Fields',
		'updateFields',
		kind === 'invoice' ? [...shared, ...invoiceOnly] : shared,
	);
}
