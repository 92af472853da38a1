import type { INodeProperties } from 'n8n-workflow';

import { collection, documentFields, type DocumentField } from '../fields/documents';
import { emptyField, type Emptiable } from '../fields/emptying';
import { contact } from '../fields/locators';
import { fieldNames } from './fieldNames';
import type { SalesKind } from './salesDocuments';

// An update replaces the whole document, and an invoice that is read does not hold the reminder's fee and interest.
const notTold = "Dinero does not tell it, so an update without it sets the organization's.";
/** What an update says otherwise than a new document. */
const descriptions: Partial<Record<DocumentField, string>> = {
	date: 'Date of issue',
	reminderFee: `${documentFields.reminderFee.description}. ${notTold}`,
	reminderInterestRate: `${documentFields.reminderInterestRate.description}. ${notTold}`,
};

function changeable(name: DocumentField): INodeProperties {
	const field: INodeProperties = documentFields[name];
	const description = descriptions[name];
	return description === undefined ? field : { ...field, description };
}

/** Texts of a draft that can be taken away; without an address of its own it has the contact's. */
export const emptiableTexts: Emptiable = {
	address: 'Address',
	comment: 'Comment',
	externalReference: 'ExternalReference',
	title: 'Description',
};

/** What can be changed of a draft besides its lines. */
export function updateForm(kind: SalesKind): INodeProperties {
	const fields = [
		contact({ description: 'Another contact for the document' }),
		...fieldNames(kind).map(changeable),
	];
	return collection('Update Fields', 'updateFields', [...fields, emptyField(emptiableTexts, fields)]);
}
