import type { INodeProperties } from 'n8n-workflow';

import { invoiceTemplate } from './locators';

/** Fields that invoices, credit notes and trade offers share; each operation picks the ones that its document has. */
export const documentFields = {
	address: {
		displayName: 'Address',
		name: 'address',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description: "The address printed on the document. Empty means the contact's.",
	},
	comment: {
		displayName: 'Comment',
		name: 'comment',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		description: 'Free text on the document',
	},
	currency: {
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		default: 'DKK',
		placeholder: 'e.g. EUR',
		description: "Three-letter code. Dinero takes the day's rate.",
	},
	date: {
		displayName: 'Date',
		name: 'date',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		description: 'Date of issue; empty means today',
	},
	externalReference: {
		displayName: 'External Reference',
		name: 'externalReference',
		type: 'string',
		default: '',
		placeholder: 'e.g. order 1001',
		description: 'Your own ID of it, at most 128 characters. It can be searched for later.',
	},
	language: {
		displayName: 'Language',
		name: 'language',
		type: 'options',
		options: [
			{ name: 'Danish', value: 'da-DK' },
			{ name: 'English', value: 'en-GB' },
		],
		default: 'da-DK',
	},
	mobilePay: {
		displayName: 'MobilePay Invoice',
		name: 'mobilePay',
		type: 'boolean',
		default: false,
		description: 'Whether the customer can pay by MobilePay Invoice',
	},
	ownId: {
		displayName: 'ID to Give It',
		name: 'ownId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3f2504e0-4f89-41d3-9a0c-0305e82c3301',
		description: 'A UUID of your own. Running again with the same one makes no second document.',
	},
	paymentConditions: {
		displayName: 'Payment Terms',
		name: 'paymentConditions',
		type: 'options',
		options: [
			{ name: 'Cash', value: 'NettoCash' },
			{ name: 'End of Month Plus Days', value: 'CurrentMonthOut' },
			{ name: 'Net Days', value: 'Netto' },
			{ name: 'Paid', value: 'Paid', description: 'Only what is printed; register the payment as well' },
		],
		default: 'Netto',
		description: "Left out, the contact's own terms apply",
	},
	paymentDays: {
		displayName: 'Payment Terms: Days',
		name: 'paymentDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 8,
		description: 'Days until payment is due, for Net Days and End of Month',
	},
	pensoPay: {
		displayName: 'PensoPay',
		name: 'pensoPay',
		type: 'boolean',
		default: false,
		description: 'Whether the customer can pay by PensoPay',
	},
	reminderFee: {
		displayName: 'Reminder Fee',
		name: 'reminderFee',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 2 },
		default: 0,
		description: 'Fee for a reminder about this invoice, at most 100',
	},
	reminderInterestRate: {
		displayName: 'Reminder Interest Rate',
		name: 'reminderInterestRate',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 2 },
		default: 0,
		description: 'Interest for a reminder about this invoice, in percent',
	},
	template: invoiceTemplate({ required: false, description: 'The design; empty means the default one' }),
	title: {
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. Invoice for order 1001',
		description: 'The heading of the document; empty means the kind of document in its language',
	},
} satisfies Record<string, INodeProperties>;

export type DocumentField = keyof typeof documentFields;

/** A collection of document fields, sorted by what the form shows. */
export function documentCollection(
	displayName: string,
	name: string,
	fields: readonly DocumentField[],
): INodeProperties {
	return collection(
		displayName,
		name,
		fields.map((field) => documentFields[field] as INodeProperties),
	);
}

/** A collection whose options stand in alphabetical order, as n8n asks. */
export function collection(displayName: string, name: string, options: INodeProperties[]): INodeProperties {
	return {
		displayName,
		name,
		type: 'collection',
		placeholder:
			displayName === 'Filters' ? 'Add Filter' : displayName === 'Options' ? 'Add Option' : 'Add Field',
		default: {},
		options: options
			.map(optional)
			.sort((one, other) => one.displayName.localeCompare(other.displayName, 'en')),
	};
}

/** A field inside a collection is there because the user added it; n8n would ask for a required one even when it is not. */
function optional(field: INodeProperties): INodeProperties {
	const copy = { ...field };
	delete copy.required;
	return copy;
}
