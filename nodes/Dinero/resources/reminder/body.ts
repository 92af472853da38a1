import type { INodeProperties } from 'n8n-workflow';

import type { components } from '../../../../api/schema';
import { collection, documentFields } from '../../fields/documents';
import { invoice } from '../../fields/locators';
import type { Parameters } from '../../parameters';
import { present } from '../../values/present';

export type Reminder = components['schemas']['ReminderViewModel'];

export const overdueInvoice = invoice(
	{ description: 'The invoice that is overdue' },
	'searchOverdueInvoices',
);

const yesOrNo = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'boolean',
	default: true,
	description,
});

const charges: INodeProperties[] = [
	yesOrNo('Compensation', 'compensation', 'Whether compensation is claimed; from businesses only'),
	{
		...documentFields.date,
		displayName: 'Date',
		description: 'Date of the reminder; empty means the one that Dinero proposes',
	},
	yesOrNo(
		'Debt Collection Warning',
		'debtCollectionWarning',
		'Whether to warn that the debt goes to collection',
	),
	yesOrNo('Fee', 'fee', 'Whether a reminder fee is added'),
	yesOrNo('Interest', 'interest', 'Whether interest is added'),
];

/** What is counted into a reminder. */
export const chargeFields = collection('Options', 'options', charges);
/** The same with its texts, for a reminder that is kept. */
export const reminderFields = collection('Options', 'options', [
	...charges,
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 5 },
		default: '',
		description: "Empty means Dinero's own text",
	},
	{ displayName: 'Title', name: 'title', type: 'string', default: '' },
]);

/** The fields of a reminder that the user filled in. */
export function readReminder(fields: Parameters) {
	return present({
		Date: fields.optionalDay('date'),
		Title: fields.optionalText('title'),
		Description: fields.optionalText('text'),
		WithDebtCollectionWarning: fields.optionalBoolean('debtCollectionWarning'),
		WithFee: fields.optionalBoolean('fee'),
		WithInterestFee: fields.optionalBoolean('interest'),
		WithCompensationFee: fields.optionalBoolean('compensation'),
	});
}

/** What Dinero proposes, or what is there, as it is written. */
export function asReminderWrite(reminder: Reminder) {
	return {
		Date: reminder.Date,
		Title: reminder.Title ?? null,
		Description: reminder.Description ?? null,
		WithDebtCollectionWarning: reminder.WithDebtCollectionWarning,
		WithFee: reminder.WithFee,
		WithInterestFee: reminder.WithInterestFee,
		WithCompensationFee: reminder.WithCompensationFee,
	};
}
