import type { components } from '../../../api/schema';
import type { Parameters } from '../parameters';
import { present } from '../values/present';

type InvoiceFields = Partial<
	Omit<components['schemas']['InvoiceCreateModel'], 'ProductLines' | 'ContactGuid'>
>;

const languages = ['da-DK', 'en-GB'] as const;
const paymentConditions = ['Netto', 'NettoCash', 'CurrentMonthOut', 'Paid'] as const;

/** The optional fields of an invoice, as Dinero's contract names them; only those that the user filled in. */
export function readInvoiceFields(fields: Parameters): InvoiceFields {
	return {
		...readDocumentFields(fields),
		...readPaymentTerms(fields),
		...present({
			ReminderFee: fields.optionalNumber('reminderFee', { minimum: 0, maximum: 100 }),
			ReminderInterestRate: fields.optionalNumber('reminderInterestRate', { minimum: 0, maximum: 100 }),
			IsMobilePayInvoiceEnabled: fields.optionalBoolean('mobilePay'),
			IsPensoPayEnabled: fields.optionalBoolean('pensoPay'),
		}),
	};
}

/** The optional fields that every sales document has. */
export function readDocumentFields(fields: Parameters) {
	return present({
		Address: fields.optionalText('address'),
		Comment: fields.optionalText('comment'),
		Currency: readCurrency(fields),
		Date: fields.optionalDay('date'),
		Description: fields.optionalText('title'),
		ExternalReference: readReference(fields),
		InvoiceTemplateId: fields.optionalId('templateId'),
		Language: fields.optionalChoice('language', languages),
	});
}

/** At most 128 characters, as Dinero's contract says. */
export function readReference(fields: Parameters, name = 'externalReference'): string | undefined {
	const reference = fields.optionalText(name);
	if (reference !== undefined && reference.length > 128) {
		throw fields.unusable(name, `has ${reference.length} characters`, 'Shorten it to 128 characters.');
	}
	return reference;
}

export function readCurrency(fields: Parameters): string | undefined {
	const currency = fields.optionalText('currency')?.trim().toUpperCase();
	if (currency === undefined || /^[A-Z]{3}$/.test(currency)) return currency;
	throw fields.unusable(
		'currency',
		`is '${currency}'`,
		'Give the three letters of a currency, such as DKK or EUR.',
	);
}

/** A number of people and companies that has so many digits, such as an EAN number; spaces are left out. */
export function readDigits(fields: Parameters, name: string, length: number): string | undefined {
	const digits = fields.optionalText(name)?.replace(/\s/g, '');
	if (digits === undefined || new RegExp(`^\\d{${length}}$`).test(digits)) return digits;
	throw fields.unusable(name, `is '${digits}'`, `Give ${length} digits.`);
}

/** Days go with Net Days and End of Month only; with the other terms Dinero's contract wants none. */
export function readPaymentTerms(fields: Parameters) {
	const type = fields.optionalChoice('paymentConditions', paymentConditions);
	const days = fields.optionalWhole('paymentDays', { minimum: 0 });
	if (type === undefined && days !== undefined) {
		return { PaymentConditionType: 'Netto', PaymentConditionNumberOfDays: days };
	}
	if (type === 'Netto' || type === 'CurrentMonthOut') {
		return present({ PaymentConditionType: type, PaymentConditionNumberOfDays: days });
	}
	if (days !== undefined && days !== 0) {
		throw fields.unusable(
			'paymentDays',
			`is ${days}, which does not go with '${fields.label('paymentConditions')}'`,
			'Remove the days, or choose Net Days.',
		);
	}
	return present({ PaymentConditionType: type });
}

interface Terms {
	PaymentConditionType?: string | null;
	PaymentConditionNumberOfDays?: number | null;
}

/**
 * What is there with what the form gives put over it, for updates that replace the whole. The payment terms fit together:
 * days alone keep End of Month, and terms without days, which are read with 0 days, are written without.
 */
export function putOver<Current extends Terms>(
	current: Current,
	given: Partial<Current>,
	fields: Parameters,
): Current {
	const next: Current & Terms = { ...current, ...given };
	const isEndOfMonth = current.PaymentConditionType === 'CurrentMonthOut';
	if (isEndOfMonth && !fields.has('paymentConditions')) next.PaymentConditionType = 'CurrentMonthOut';
	const type = next.PaymentConditionType;
	if (type === 'NettoCash' || type === 'Paid') next.PaymentConditionNumberOfDays = null;
	return next;
}
