import type { DocumentField } from '../fields/documents';
import type { SalesKind } from './salesDocuments';

const shared: readonly DocumentField[] = [
	'address',
	'comment',
	'currency',
	'date',
	'externalReference',
	'language',
	'template',
	'title',
];
const ofInvoices: readonly DocumentField[] = [
	'mobilePay',
	'paymentConditions',
	'paymentDays',
	'pensoPay',
	'reminderFee',
	'reminderInterestRate',
];

/** The optional fields that a kind of sales document has. */
export function fieldNames(kind: SalesKind): DocumentField[] {
	return kind === 'invoice' ? [...shared, ...ofInvoices] : [...shared];
}
