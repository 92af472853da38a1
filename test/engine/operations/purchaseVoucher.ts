import { picked } from '../harness';
import { notADate, notAWrittenId, nothingToChange } from './bookLines';
import {
	fullLines,
	ground,
	inBooks,
	inRequest,
	jsonLines,
	paper,
	readJsonLines,
	readLines,
	readValues,
	wrongPurchaseLines,
} from './purchaseRows';
import {
	booked,
	cashDraft,
	credit,
	detailed,
	draft,
	dueDate,
	formRows,
	inEuro,
	label,
	newest,
	one,
	paid,
	pick,
	stillADraft,
	unknownVoucher,
	wrongFields,
	wrongForm,
} from './purchaseVoucherRows';
import { givenAndEmptied, notAnId, raw } from './rows';
import type { Given, OperationRows, ResourceTable, Seen } from './table';

/** A preview and a search for the like change nothing: what they ask is what is compared. */
const asking = (address: string, gives: object): OperationRows => ({
	given: ground,
	required: { parameters: credit, gives },
	full: formRows((seen) => inRequest(seen.sent(address).body)),
	wrong: [...wrongPurchaseLines(credit).slice(0, 2), notAnId('contactId', 'Supplier', { lines: paper })],
});

const create: OperationRows = {
	given: ground,
	required: {
		parameters: credit,
		gives: { Guid: expect.any(String), Status: 'Draft', PurchaseType: 'credit', CurrencyKey: 'DKK' },
	},
	full: [
		...formRows(
			(seen) => inBooks(newest(seen)),
			(seen) => raw(seen, 'Lines'),
		),
		{
			what: 'booked',
			without: (given) => ({ ...credit(given), additionalFields: { dueDate } }),
			parameters: (given) => ({ ...credit(given), book: true, additionalFields: { dueDate } }),
			reads: (seen) => ({ book: [newest(seen)?.status, 'Booked'] }),
		},
	],
	wrong: [
		...wrongForm,
		{
			what: 'booked without a due date',
			parameters: (given) => ({ ...credit(given), book: true }),
			names: 'Due Date',
			message: /^'Due Date' is empty, and a purchase on credit needs it to be booked$/,
			advice: /Additional Fields/,
		},
	],
};

const change = { updateFields: { externalReference: 'bill 8' } };
const update: OperationRows = {
	given: draft,
	required: {
		parameters: (given: Given) => ({ ...pick(given), ...change }),
		needs: ['updateFields'],
		gives: { Status: 'Draft', ExternalReference: 'bill 8', VoucherDate: '2026-03-01', PaymentDate: dueDate },
	},
	full: [
		{
			what: 'on credit, lines in the editor',
			parameters: (given) => ({
				...pick(given),
				specifyLines: 'fields',
				lines: fullLines,
				updateFields: {
					contactId: picked(given.otherId),
					currency: 'eur',
					dueDate: '2026-04-15',
					externalReference: 'bill 7',
					fileId: picked(given.fileId),
					voucherDate: '2026-03-04',
				},
				simplify: false,
			}),
			reads: (seen, given) => {
				const purchase = inBooks(one(seen, given));
				return {
					purchaseVoucherId: [seen.row.Guid, given.purchaseId],
					specifyLines: [purchase.lines.map(({ description }) => description), ['Ink']],
					...readLines(purchase),
					...readValues('updateFields.', purchase, {
						contactId: given.otherId,
						currency: 'EUR',
						dueDate: '2026-04-15',
						externalReference: 'bill 7',
						fileId: given.fileId,
						voucherDate: '2026-03-04',
					}),
					simplify: raw(seen, 'Lines'),
				};
			},
		},
		{
			what: 'lines as JSON',
			without: (given) => ({ ...pick(given), ...change }),
			parameters: (given) => ({ ...pick(given), specifyLines: 'json', linesJson: jsonLines }),
			reads: (seen, given) => readJsonLines(inBooks(one(seen, given))),
		},
		{
			what: 'what is taken away',
			given: detailed,
			without: pick,
			parameters: (given) => ({
				...pick(given),
				updateFields: { emptyFields: ['externalReference', 'fileId'] },
			}),
			reads: (seen, given) => {
				const { externalReference, fileId } = inBooks(one(seen, given)).values;
				return {
					'updateFields.emptyFields': [
						[externalReference, fileId],
						[null, null],
					],
				};
			},
		},
		{
			what: 'paid at once',
			given: cashDraft,
			parameters: (given) => ({
				...pick(given),
				updateFields: { depositAccountNumber: picked('55040'), region: 'EU' },
			}),
			reads: (seen, given) => ({
				purchaseVoucherId: [seen.row.Guid, given.purchaseId],
				...readValues('updateFields.', inBooks(one(seen, given)), {
					depositAccountNumber: 55040,
					region: 'EU',
				}),
			}),
		},
	],
	wrong: [
		nothingToChange(pick),
		givenAndEmptied('externalReference', 'External Reference', pick),
		notAWrittenId('purchaseVoucherId', label, change),
		unknownVoucher(change),
		...wrongPurchaseLines(pick),
		...wrongFields('updateFields', pick, pick),
		notADate(
			(given: Given) => ({ ...pick(given), updateFields: { voucherDate: '31-12-2026' } }),
			'Voucher Date',
		),
		{
			what: 'a booked purchase',
			given: booked,
			parameters: (given) => ({ ...pick(given), ...change }),
			names: label,
			message: /^'Purchase Voucher ID' is booked, and a booked purchase voucher cannot be changed$/,
			advice: /new document/,
		},
	],
};

const payment = (given: Given) => ({
	...pick(given),
	depositAccountNumber: picked('55000'),
	amount: 100,
});
const paymentOf = (seen: Seen, given: Given) => one(seen, given)?.claim?.payments.at(-1);
const registerPayment: OperationRows = {
	given: booked,
	required: {
		parameters: payment,
		gives: { outcome: 'registered', amount: 100, depositAccountNumber: 55000 },
	},
	full: [
		{
			what: 'in kroner',
			parameters: (given) => ({
				...pick(given),
				depositAccountNumber: picked('55040'),
				amount: '75.50',
				paymentDate: '2026-03-20',
				options: { description: 'From the till', externalReference: 'tx 9' },
			}),
			reads: (seen, given) => {
				const found = paymentOf(seen, given);
				return {
					purchaseVoucherId: [seen.row.documentGuid, given.purchaseId],
					depositAccountNumber: [found?.depositAccountNumber, 55040],
					amount: [found?.amount, 7550],
					paymentDate: [found?.date, '2026-03-20'],
					'options.description': [found?.description, 'From the till'],
					'options.externalReference': [found?.externalReference, 'tx 9'],
				};
			},
		},
		{
			what: 'in euro',
			given: inEuro,
			without: (given) => ({ ...payment(given), options: { amountInDkk: 746 } }),
			parameters: (given) => ({ ...payment(given), options: { amountInDkk: '745.50' } }),
			reads: (seen, given) => ({ 'options.amountInDkk': [paymentOf(seen, given)?.amountDkk, 74550] }),
		},
	],
	wrong: [
		notAWrittenId('purchaseVoucherId', label, { depositAccountNumber: picked('55000'), amount: 100 }),
		stillADraft('a payment', { depositAccountNumber: picked('55000'), amount: 100 }),
		{
			what: 'no amount',
			parameters: (given) => ({ ...payment(given), amount: '={{ 0 }}' }),
			names: 'Amount',
			message: /^'Amount' is 0$/,
			advice: /that was paid/,
		},
		{
			what: 'an amount with three decimals',
			parameters: (given) => ({ ...payment(given), amount: '10.005' }),
			names: 'Amount',
			message: /^'Amount' is 10\.005, which has more than two decimals$/,
			advice: /Round/,
		},
		{
			what: 'euro without kroner',
			given: inEuro,
			parameters: payment,
			names: 'Amount in DKK',
			message: /^Purchase voucher \d+ is in EUR, so 'Amount in DKK' is needed$/,
			advice: /under Options/,
		},
	],
};

export const purchaseVoucherTable: ResourceTable = {
	resource: 'purchaseVoucher',
	operations: {
		create,
		previewTotals: asking('POST /vouchers/purchase/fetch', {
			PurchaseType: 'credit',
			Status: 'Draft',
			VoucherTotals: expect.any(Object),
		}),
		findSimilar: asking('POST /vouchers/purchase/similar', { SimilarFound: false }),
		update,
		registerPayment,
		get: {
			given: draft,
			required: { parameters: pick, gives: { Status: 'Draft', PaymentDate: dueDate } },
			full: [
				{
					parameters: (given) => ({ ...pick(given), simplify: false }),
					reads: (seen, { purchaseId }) => ({
						purchaseVoucherId: [seen.row.Guid, purchaseId],
						simplify: raw(seen, 'Lines'),
					}),
				},
			],
			wrong: [notAWrittenId('purchaseVoucherId', label), unknownVoucher()],
		},
		book: {
			given: draft,
			required: { parameters: pick, gives: { outcome: 'booked', Status: 'Overdue' } },
			full: [
				{
					parameters: (given) => ({ ...pick(given), simplify: false }),
					reads: (seen, given) => ({
						purchaseVoucherId: [one(seen, given)?.status, 'Booked'],
						simplify: raw(seen, 'Lines'),
					}),
				},
			],
			wrong: [notAWrittenId('purchaseVoucherId', label), unknownVoucher()],
		},
		createCreditNote: {
			given: booked,
			required: { parameters: pick, gives: { created: true, Guid: expect.any(String) } },
			full: [
				{
					parameters: (given) => ({
						...pick(given),
						options: { fileId: picked(given.fileId), voucherDate: '2026-03-10' },
					}),
					reads: (seen, { purchaseId, fileId }) => {
						const creditNote = [...seen.books.purchaseCreditNotes.values()].at(-1);
						return {
							purchaseVoucherId: [creditNote?.creditNoteFor, purchaseId],
							'options.fileId': [creditNote?.fileGuid, fileId],
							'options.voucherDate': [creditNote?.date, '2026-03-10'],
						};
					},
				},
			],
			wrong: [
				notAWrittenId('purchaseVoucherId', label),
				unknownVoucher(),
				stillADraft('a credit note'),
				notADate(
					(given: Given) => ({ ...pick(given), options: { voucherDate: '31-12-2026' } }),
					'Voucher Date',
				),
			],
		},
		delete: {
			given: draft,
			required: { parameters: pick, gives: { deleted: true } },
			full: [
				{
					parameters: pick,
					reads: (seen, given) => ({ purchaseVoucherId: [typeof one(seen, given)?.deletedAt, 'string'] }),
				},
				{
					what: 'a booked one',
					given: booked,
					parameters: pick,
					reads: (seen, given) => {
						const { ledger } = seen.books;
						const sum = ledger
							.ofVoucher(given.purchaseId)
							.filter(({ accountNumber }) => accountNumber === 7200)
							.reduce((total, { amount }) => total + amount, 0);
						return {
							purchaseVoucherId: [
								[typeof one(seen, given)?.deletedAt, sum],
								['string', 0],
							],
						};
					},
				},
			],
			wrong: [notAWrittenId('purchaseVoucherId', label), unknownVoucher()],
		},
		getPayments: {
			given: paid,
			required: { parameters: pick, gives: [{ Amount: 100 }, { Amount: 50 }] },
			full: [
				{
					parameters: pick,
					reads: ({ rows }, { paymentId, otherPaymentId }) => ({
						purchaseVoucherId: [rows.map(({ Guid }) => Guid), [paymentId, otherPaymentId]],
					}),
				},
			],
			wrong: [notAWrittenId('purchaseVoucherId', label), unknownVoucher()],
		},
		deletePayment: {
			given: paid,
			required: {
				parameters: (given: Given) => ({ ...pick(given), paymentId: picked(given.paymentId) }),
				gives: { deleted: true },
			},
			full: [
				{
					parameters: (given) => ({ ...pick(given), paymentId: picked(given.otherPaymentId) }),
					reads: (seen, given) => {
						const left = one(seen, given)?.claim?.payments.map(({ guid }) => guid);
						return { purchaseVoucherId: [left, [given.paymentId]], paymentId: [left, [given.paymentId]] };
					},
				},
			],
			wrong: [
				notAnId('paymentId', 'Payment', pick),
				notAWrittenId('purchaseVoucherId', label, {
					paymentId: picked('3f2504e0-4f89-41d3-9a0c-0305e82c3301'),
				}),
			],
		},
		findByFile: {
			given: detailed,
			required: {
				parameters: ({ fileId }: Given) => ({ fileId: picked(fileId) }),
				gives: [{ Guid: expect.any(String) }],
			},
			full: [
				{
					parameters: ({ fileId }) => ({ fileId: picked(fileId) }),
					reads: ({ rows }, { purchaseId, fileId }) => ({
						fileId: [rows, [{ Guid: purchaseId, FileGuid: fileId }]],
					}),
				},
			],
			wrong: [
				{
					what: 'no file',
					parameters: { fileId: '={{ $json.nothing }}' },
					names: 'File',
					message: /^'File' is empty$/,
					advice: /Pick one from the list/,
				},
			],
		},
	},
};
