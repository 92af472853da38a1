import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import type { DineroError } from '../../api/errors';

/** Fields of the form that are not called as Dinero's contract calls them. */
const formNames: Record<string, string[]> = {
	AccountTagName: ['accountTag'],
	AccountVatCode: ['vatCode'],
	AttPerson: ['attention'],
	BalancingAccountVatCode: ['balancingVatCode'],
	BaseAmountValue: ['unitPrice'],
	CompanyTypeKey: ['companyType'],
	ContactGuid: ['contactId'],
	CountryKey: ['country'],
	CreditNoteFor: ['invoiceId', 'creditNoteFor'],
	CurrencyKey: ['currency'],
	Description: ['title', 'description'],
	FileGuid: ['fileId'],
	IbanNumber: ['iban'],
	InvoiceMailOutOptionKey: ['eInvoicing'],
	InvoiceTemplateId: ['templateId'],
	IsPaymentForVoucherId: ['paymentForVoucher'],
	PaymentConditionNumberOfDays: ['paymentDays'],
	PaymentConditionType: ['paymentConditions'],
	PaymentDate: ['dueDate', 'paymentDate'],
	PreferredInvoiceCurrencyKey: ['preferredCurrency'],
	PreferredInvoiceLanguageKey: ['preferredLanguage'],
	ProductGuid: ['productId'],
	PublicStandardNumber: ['standardNumber'],
	ReceiverPhoneNumber: ['phone'],
	RegionKey: ['region'],
	RegistrationNumber: ['bankRegistration'],
	SENumber: ['seNumber'],
	SwiftNumber: ['swift'],
	Uri: ['address'],
	Webpage: ['website'],
};

/**
 * What Dinero refused, told by the names that the form shows: Dinero names its own properties, such as 'ContactGuid'
 * or 'ProductLines[0].Discount'. A property that the form does not have keeps its name.
 */
export function inFormNames(error: DineroError, fields: readonly INodeProperties[]): string {
	return error.violations.reduce((message, { property }) => {
		const label = labelOf(property, fields);
		return label === undefined ? message : message.replaceAll(`'${property}'`, `'${label}'`);
	}, error.message);
}

function labelOf(property: string, fields: readonly INodeProperties[]): string | undefined {
	const inLine = /^\w*Lines\[(\d+)\]\.(\w+)$/.exec(property);
	if (inLine === null) return labelIn(outside(fields), property);
	const lines = fields.find(({ name }) => name === 'lines');
	const [line] = (lines?.options ?? []) as INodePropertyCollection[];
	const label = line && labelIn(line.values, inLine[2]);
	return label && `${lines?.displayName} ${Number(inLine[1]) + 1} > ${label}`;
}

/** The form's fields, with those of its collections. */
function outside(fields: readonly INodeProperties[]): INodeProperties[] {
	return fields.flatMap((field) =>
		field.type === 'collection' ? ((field.options ?? []) as INodeProperties[]) : [field],
	);
}

function labelIn(fields: readonly INodeProperties[], property: string): string | undefined {
	const names = formNames[property] ?? [`${property.charAt(0).toLowerCase()}${property.slice(1)}`];
	const found = names.map((name) => fields.find((field) => field.name === name));
	return found.find((field) => field !== undefined)?.displayName;
}
