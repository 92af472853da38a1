import { organizationId, pickedOrganization } from '../../sandbox/runner/settings.mts';

/** One node of the workflow: what it does and what its first item must hold. */
export interface Step {
	/** The node's name, by which later nodes refer to it. */
	name: string;
	resource: string;
	operation: string;
	parameters: Record<string, unknown>;
	/** Fields of the node's first item; a pattern is held against the field as text. */
	expected: Record<string, unknown>;
	/** How many items the node gives; one unless said. */
	items?: number | 'several';
}

/** What an earlier node gave, as somebody would drag it into a field. */
const from = (node: string, field: string) => `={{ $('${node}').first().json.${field} }}`;
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const here = (node: string, field: string) => byId(from(node, field));

const lines = {
	line: [
		{ description: 'Repair of a bicycle', quantity: 1, unitPrice: 500 },
		{ description: 'Tube', quantity: 2, unitPrice: '100.00' },
	],
};
/** 700.00 without VAT. */
const total = { TotalInclVat: 875 };
const posting = (amount: number) => ({
	line: [
		{
			description: 'Sales of the day',
			amount,
			accountNumber: byId('1000'),
			balancingAccountNumber: byId('55000'),
		},
	],
});
const paper = {
	line: [{ description: 'Paper', amount: '250.00', accountNumber: byId('7200') }],
};
const bank = byId('55000');
const withoutOrganization = new Set(['organization', 'country']);

function step(
	name: string,
	[resource, operation]: [string, string],
	parameters: Record<string, unknown>,
	expected: Record<string, unknown>,
	items?: Step['items'],
): Step {
	const organization = withoutOrganization.has(resource) ? {} : { organizationId: pickedOrganization };
	return {
		name,
		resource,
		operation,
		parameters: { resource, operation, ...organization, ...parameters },
		expected,
		items,
	};
}

/** The year in which the documents of `stepsFor` lie. */
export const thisYear = () => new Date().getFullYear();
const deleted = { deleted: true };
const sent = { sent: true };
const all = { returnAll: true };

/**
 * Main operations of every resource but Shop Order, in an order in which each finds what it needs; they begin in books without
 * contacts and documents.
 */
export function stepsFor(year: number): Step[] {
	const customer = here('Create Contact', 'ContactGuid');
	const supplier = here('Create Supplier', 'ContactGuid');
	const invoice = here('Create Invoice', 'Guid');
	const note = { contactId: customer, noteId: here('Notes', 'Id') };
	const creditNote = here('Credit a Line', 'Guid');
	const overdue = here('Create Overdue Invoice', 'Guid');
	const reminder = {
		invoiceId: overdue,
		reminderId: here('Create Reminder', 'Id'),
	};
	const offer = here('Create Trade Offer', 'Guid');
	const day = `${year}-03-01`;
	return [
		step('Organizations', ['organization', 'getAll'], all, { Id: Number(organizationId) }, 3),
		step('Countries', ['country', 'getAll'], all, { Key: /^[A-Z]{2}$/ }, 'several'),
		step('VAT Types', ['vatType', 'getAll'], all, { VatCode: /./ }, 'several'),
		step('Accounting Years', ['accountingYear', 'getAll'], all, { FromDate: /^\d{4}-/ }, 'several'),
		step('Create Account', ['account', 'createEntry'], { number: 1010, name: 'Used bikes', vatCode: byId('U25') }, {}),
		step('Create Clearing Account', ['account', 'createDeposit'], { number: 55990, name: 'Clearing' }, {}),
		step('Bank Accounts', ['account', 'getAll'], { kind: 'deposit', ...all }, { AccountNumber: 55000 }, 'several'),

		step(
			'Create Contact',
			['contact', 'create'],
			{
				name: 'Havnens Is ApS',
				additionalFields: {
					...{
						email: 'kontor@havnens-is.example',
						eanNumber: '5798009811578',
						eInvoicing: 'GLN',
					},
					...{ vatNumber: 'DK99102012', phone: '20123456' },
				},
			},
			{ Name: 'Havnens Is ApS' },
		),
		step('Create Supplier', ['contact', 'create'], { name: 'Papirhuset A/S' }, { Name: 'Papirhuset A/S' }),
		step(
			'Create or Update Contact',
			['contact', 'upsert'],
			{
				...{
					matchBy: 'vatNumber',
					matchValue: 'DK99102012',
					name: 'Havnens Is ApS',
				},
				additionalFields: { city: 'Gilleleje' },
			},
			{ outcome: 'updated', Name: 'Havnens Is ApS' },
		),
		step(
			'Update Contact',
			['contact', 'update'],
			{ contactId: customer, updateFields: { street: 'Havnegade 14' } },
			{},
		),
		step(
			'Get Contact',
			['contact', 'get'],
			{ contactId: customer, simplify: false },
			{
				City: 'Gilleleje',
				Street: 'Havnegade 14',
			},
		),
		step('Delete Supplier', ['contact', 'delete'], { contactId: supplier }, deleted),
		step('Restore Supplier', ['contact', 'restore'], { contactId: supplier }, { Name: 'Papirhuset A/S' }),
		step('Contacts', ['contact', 'getAll'], all, {}, 2),

		step('Create Note', ['contactNote', 'create'], { contactId: customer, text: 'Prefers mornings' }, {}),
		step('Notes', ['contactNote', 'getAll'], { contactId: customer, ...all }, { Text: 'Prefers mornings' }),
		step(
			'Update Note',
			['contactNote', 'update'],
			{ ...note, text: 'Or noon', keep: true },
			{
				Text: 'Prefers mornings\nOr noon',
			},
		),
		step('Get Note', ['contactNote', 'get'], note, { Text: /noon/ }),
		step('Delete Note', ['contactNote', 'delete'], note, deleted),

		step(
			'Create Product',
			['product', 'create'],
			{
				...{
					name: 'Bike',
					unitPrice: '800.00',
					additionalFields: {
						productNumber: 'BIKE-1',
						accountNumber: byId('1010'),
					},
				},
			},
			{ Name: 'Bike' },
		),
		step(
			'Create or Update Product',
			['product', 'upsert'],
			{
				...{
					matchBy: 'productNumber',
					matchValue: 'BIKE-1',
					name: 'Bike',
					unitPrice: 900,
				},
			},
			{ outcome: 'updated' },
		),
		step(
			'Get Product',
			['product', 'get'],
			{ productId: here('Create Product', 'ProductGuid') },
			{
				BaseAmountValue: 900,
			},
		),
		step('Products', ['product', 'getAll'], all, { ProductNumber: 'BIKE-1' }),

		step('Preview Invoice', ['invoice', 'previewTotals'], { contactId: customer, lines }, total),
		step('Create Invoice', ['invoice', 'create'], { contactId: customer, lines }, { Status: 'Draft', ...total }),
		step(
			'Update Invoice',
			['invoice', 'update'],
			{ invoiceId: invoice, updateFields: { comment: 'Thank you' } },
			total,
		),
		step('Book Invoice', ['invoice', 'book'], { invoiceId: invoice }, { outcome: 'booked', Number: 1 }),
		step('Send Invoice', ['invoice', 'sendEmail'], { invoiceId: invoice }, sent),
		step('Send E-Invoice', ['invoice', 'sendEInvoice'], { invoiceId: invoice }, sent),
		step(
			'Register Payment',
			['invoice', 'registerPayment'],
			{
				...{ invoiceId: invoice, depositAccountNumber: bank, amount: '750.00' },
			},
			{ outcome: 'registered', remainingAmount: 125 },
		),
		step('Payments', ['invoice', 'getPayments'], { invoiceId: invoice }, { RemainingAmount: 125 }),
		step('Create Unwanted Invoice', ['invoice', 'create'], { contactId: customer, lines }, { Status: 'Draft' }),
		step('Delete Invoice', ['invoice', 'delete'], { invoiceId: here('Create Unwanted Invoice', 'Guid') }, deleted),
		step('Get Invoice', ['invoice', 'get'], { invoiceId: invoice }, { Number: 1, ...total }),
		step('Invoices', ['invoice', 'getAll'], all, { Number: 1 }),

		step(
			'Credit a Line',
			['creditNote', 'createFromInvoice'],
			{
				...{
					invoiceId: invoice,
					credit: 'lines',
					creditLines: { line: [{ number: 2, quantity: 1 }] },
				},
			},
			{ Status: 'Draft', TotalInclVat: 125 },
		),
		step('Book Credit Note', ['creditNote', 'book'], { creditNoteId: creditNote }, { outcome: 'booked' }),
		step('Send Credit Note', ['creditNote', 'sendEmail'], { creditNoteId: creditNote }, sent),
		step('Get Credit Note', ['creditNote', 'get'], { creditNoteId: creditNote }, { TotalInclVat: 125 }),
		step('Credit Notes', ['creditNote', 'getAll'], all, { TotalInclVat: 125 }),

		step('Invoice as PDF', ['invoice', 'downloadPdf'], { invoiceId: invoice }, { fileName: 'invoice-1.pdf' }),
		step('Upload File', ['file', 'upload'], {}, { FileGuid: /./ }),
		step('Credit Note as PDF', ['creditNote', 'downloadPdf'], { creditNoteId: creditNote }, { fileName: /\.pdf$/ }),
		step('Upload Attachment', ['file', 'uploadAttachment'], {}, { FileGuid: /./ }),
		step(
			'Attach File',
			['attachment', 'add'],
			{
				...{
					invoiceId: invoice,
					fileId: here('Upload Attachment', 'FileGuid'),
					fileName: 'terms.pdf',
				},
			},
			{},
		),
		step('Attachments', ['attachment', 'getAll'], { invoiceId: invoice }, { FileName: 'terms.pdf' }),
		step(
			'Take File Off',
			['attachment', 'delete'],
			{
				...{
					invoiceId: invoice,
					fileId: here('Upload Attachment', 'FileGuid'),
				},
			},
			{},
		),

		step('Sales', ['sale', 'getAll'], all, {}, 2),
		step('Sales Settings', ['sale', 'getSettings'], {}, { DefaultAccountNumber: 1000 }),
		step('Statement', ['contactStatement', 'get'], { contactId: customer }, {}),
		step('Send Statement', ['contactStatement', 'sendEmail'], { contactId: customer }, sent),

		step(
			'Create Overdue Invoice',
			['invoice', 'create'],
			{
				...{ contactId: customer, lines, book: true },
				additionalFields: {
					date: `${year}-01-05`,
					paymentConditions: 'NettoCash',
				},
			},
			{ Status: /Booked|Overdue/ },
		),
		step('Next Reminder', ['reminder', 'getNext'], { invoiceId: overdue }, { Timestamp: /./ }),
		step(
			'Create Reminder',
			['reminder', 'create'],
			{ invoiceId: overdue, options: { title: 'Please pay', fee: true } },
			{
				IsDraft: true,
				Title: 'Please pay',
			},
		),
		step('Book Reminder', ['reminder', 'book'], reminder, { IsDraft: false }),
		step('Send Reminder', ['reminder', 'sendEmail'], { invoiceId: overdue }, sent),
		step('Reminders', ['reminder', 'getAll'], { invoiceId: overdue }, { Title: 'Please pay' }),

		step('Create Trade Offer', ['tradeOffer', 'create'], { contactId: customer, lines }, total),
		step(
			'Update Trade Offer',
			['tradeOffer', 'update'],
			{ tradeOfferId: offer, updateFields: { title: 'Our offer' } },
			{
				Description: 'Our offer',
			},
		),
		step('Send Trade Offer', ['tradeOffer', 'sendEmail'], { tradeOfferId: offer }, sent),
		step('Trade Offers', ['tradeOffer', 'getAll'], all, total),
		step(
			'Invoice Trade Offer',
			['tradeOffer', 'createInvoice'],
			{ tradeOfferId: offer },
			{ Status: 'Draft', ...total },
		),

		step(
			'Create Purchase',
			['purchaseVoucher', 'create'],
			{
				...{ contactId: supplier, voucherDate: day, lines: paper },
				additionalFields: {
					dueDate: `${year}-03-31`,
					fileId: here('Upload File', 'FileGuid'),
				},
			},
			{ Status: 'Draft' },
		),
		step(
			'Book Purchase',
			['purchaseVoucher', 'book'],
			{ purchaseVoucherId: from('Create Purchase', 'Guid') },
			{
				outcome: 'booked',
			},
		),
		step(
			'Pay Purchase',
			['purchaseVoucher', 'registerPayment'],
			{
				...{
					purchaseVoucherId: from('Create Purchase', 'Guid'),
					depositAccountNumber: bank,
					amount: 100,
				},
			},
			{ outcome: 'registered' },
		),
		step('Get Purchase', ['purchaseVoucher', 'get'], { purchaseVoucherId: from('Create Purchase', 'Guid') }, {}),
		step(
			'Create Purchase Credit Note',
			['purchaseCreditNote', 'create'],
			{ contactId: supplier, lines: paper },
			{
				Status: 'Draft',
			},
		),
		step(
			'Book Purchase Credit Note',
			['purchaseCreditNote', 'book'],
			{
				purchaseCreditNoteId: from('Create Purchase Credit Note', 'Guid'),
			},
			{ outcome: 'booked' },
		),
		step(
			'Get Purchase Credit Note',
			['purchaseCreditNote', 'get'],
			{
				purchaseCreditNoteId: from('Create Purchase Credit Note', 'Guid'),
			},
			{ Guid: /./ },
		),

		step(
			'Create Manual Voucher',
			['manualVoucher', 'create'],
			{ voucherDate: day, lines: posting(-1000) },
			{
				Status: 'Draft',
			},
		),
		step(
			'Book Manual Voucher',
			['manualVoucher', 'book'],
			{ manualVoucherId: from('Create Manual Voucher', 'Guid') },
			{
				outcome: 'booked',
			},
		),
		step(
			'Create Ledger Item',
			['ledgerItem', 'create'],
			{ voucherDate: day, lines: posting(-2000) },
			{ created: true },
		),
		step(
			'Ledger Item Status',
			['ledgerItem', 'getStatus'],
			{ ledgerItemId: from('Create Ledger Item', 'Id') },
			{
				Status: 'Draft',
			},
		),
		step('Delete Ledger Item', ['ledgerItem', 'delete'], { ledgerItemId: from('Create Ledger Item', 'Id') }, deleted),

		step(
			'Entries',
			['entry', 'getAll'],
			{
				...{
					fromDate: `${year}-01-01`,
					toDate: `${year}-12-31`,
					options: { accounts: '55000' },
					...all,
				},
			},
			{ AccountNumber: 55000 },
			3,
		),
		step('Changed Entries', ['entry', 'getChanges'], { since: `${year}-01-01`, ...all }, {}, 'several'),
		step('Result', ['report', 'getResult'], { accountingYear: byId(String(year)) }, {}, 'several'),
		step('Balance', ['report', 'getBalance'], { accountingYear: byId(String(year)) }, {}, 'several'),

		step('Webhook Events', ['webhook', 'getEvents'], {}, { EventId: /./ }),
		step('Webhook Subscriptions', ['webhook', 'getSubscriptions'], {}, {}, 0),

		// Last, behind a wait: Dinero needs about a second before it lists what was uploaded.
		step('Files', ['file', 'getAll'], all, { Name: /invoice-1/ }),
	];
}
