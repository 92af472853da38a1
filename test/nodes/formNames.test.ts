import { DineroError } from '../../api/errors';
import { inFormNames } from '../../nodes/Dinero/formNames';
import { resources } from '../../nodes/Dinero/resources';

const fieldsOf = (resource: string, operation: string) =>
	resources.find(({ value }) => value === resource)?.operations.find(({ value }) => value === operation)
		?.fields ?? [];

const told = (properties: string[], resource: string, operation: string) => {
	const message = `Dinero did not accept the values: ${properties.map((name) => `'${name}': no`).join('; ')}`;
	const violations = properties.map((property) => ({ property, reason: 'no' }));
	const error = new DineroError({ kind: 'validation', message, description: '', violations });
	return inFormNames(error, fieldsOf(resource, operation));
};

test.each([
	['DepositAccountNumber', 'invoice', 'registerPayment', 'Deposit Account'],
	['Description', 'invoice', 'registerPayment', 'Description'],
	['Description', 'invoice', 'create', 'Title'],
	['ContactGuid', 'invoice', 'create', 'Contact'],
	['CreditNoteFor', 'creditNote', 'create', 'Credits Invoice'],
	['PaymentConditionNumberOfDays', 'contact', 'update', 'Payment Terms: Days'],
	['ReceiverPhoneNumber', 'invoice', 'sendSms', 'Phone Number'],
	['SENumber', 'contact', 'create', 'SE Number'],
	['ProductLines[1].Discount', 'invoice', 'create', 'Lines 2 > Discount (%)'],
	['ProductLines[0].BaseAmountValue', 'tradeOffer', 'create', 'Lines 1 > Unit Price'],
	['Lines[2].Amount', 'purchaseVoucher', 'create', 'Lines 3 > Amount'],
])("Dinero's '%s' is told as the form of %s %s calls it", (property, resource, operation, label) => {
	expect(told([property], resource, operation)).toBe(`Dinero did not accept the values: '${label}': no`);
});

test('what the form does not have keeps its name', () => {
	expect(told(['ContactGuid', 'Lines[0].Amount', 'Timestamp'], 'invoice', 'sendEInvoice')).toBe(
		"Dinero did not accept the values: 'ContactGuid': no; 'Lines[0].Amount': no; 'Timestamp': no",
	);
});

test('several are told, each by its own name', () => {
	expect(told(['Currency', 'ProductLines[0].Unit'], 'invoice', 'create')).toBe(
		"Dinero did not accept the values: 'Currency': no; 'Lines 1 > Unit': no",
	);
});
