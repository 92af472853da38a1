import { givenBookedInvoice } from '../given';
import { type Engine, picked } from '../harness';
import {
	archived,
	balancedSale,
	fullLine,
	jsonLines,
	notADate,
	notAWrittenId,
	nothingToChange,
	oneSale,
	readFullLine,
	readJsonLines,
	wrongBookLines,
} from './bookLines';
import { givenAndEmptied, made } from './rows';
import type { Given, OperationRows, Pair, ResourceTable, Seen, WrongRow } from './table';

const ownId = '5f0e8e0c-31a9-4c0c-9f0a-7d4f5f0b7a11';
const unknownId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

const ground = async (engine: Engine): Promise<Given> => ({
	fileId: await archived(engine),
	invoiceId: await givenBookedInvoice(engine),
});
/** An item of the first of February, and another one. */
const items = async (engine: Engine): Promise<Given> => {
	const item = async (voucherDate: string) =>
		String((await made(engine, 'ledgerItem', 'create', { voucherDate, lines: balancedSale })).Id);
	const itemId = await item('2026-02-01');
	return { ...(await ground(engine)), itemId, otherId: await item('2026-02-02') };
};
/** The same with a file on the first of them. */
const filed = async (engine: Engine): Promise<Given> => {
	const given = await items(engine);
	const updateFields = { fileId: picked(given.fileId) };
	await made(engine, 'ledgerItem', 'update', { ...pick(given), updateFields });
	return given;
};
/** The first of them waits for booking. */
const pending = async (engine: Engine): Promise<Given> => {
	const given = await items(engine);
	await made(engine, 'ledgerItem', 'book', pick(given));
	return given;
};
const pick = ({ itemId }: Given) => ({ ledgerItemId: itemId });
const label = 'Ledger Item ID';
const newest = ({ books }: Seen) => [...books.ledgerItems.values()].at(-1);
const one = ({ books }: Seen, { itemId }: Given) => books.ledgerItems.get(itemId);

/** The line with everything, and one that pays an invoice. */
const fullLines = ({ invoiceId }: Given) => ({
	line: [fullLine, { amount: -875, balancingAccountNumber: picked('55000'), paymentForVoucher: invoiceId }],
});
const readFullLines = (item: ReturnType<typeof newest>, { invoiceId }: Given): Record<string, Pair> => ({
	...readFullLine(item?.lines[0]),
	'lines.line.paymentForVoucher': [
		item?.lines.map(({ isPaymentForVoucherId }) => isPaymentForVoucherId),
		[null, invoiceId],
	],
});

const unknownItem: WrongRow = {
	what: 'an item that is unknown',
	parameters: { ledgerItemId: unknownId },
	refused: [400],
	names: label,
	message: /^'Ledger Item IDs?': Dinero has no ledger item with this ID$/,
	advice: /Check the ID/,
};
const notUnbooked = (parameters: object = {}): WrongRow => ({
	what: 'an item that waits for booking',
	given: pending,
	parameters: (given) => ({ ...pick(given), ...parameters }),
	names: label,
	message: /^'Ledger Item ID' (waits for booking|is booked)$/,
	advice: /new voucher/,
});
const accountAndPayment = (parameters: (given: Given) => object): WrongRow => ({
	what: 'an account together with a voucher to pay',
	parameters: (given) => ({
		...parameters(given),
		specifyLines: 'fields',
		lines: { line: [{ ...balancedSale.line[0], paymentForVoucher: given.invoiceId }] },
	}),
	names: 'Lines 1 > Account',
	message: /^'Lines 1 > Account' is given together with a voucher to pay$/,
	advice: /Leave one/,
});
const wrongNumber = (group: string, parameters: (given: Given) => object): WrongRow => ({
	what: 'a voucher number that is none',
	parameters: (given) => ({ ...parameters(given), [group]: { voucherNumber: -3 } }),
	names: 'Voucher Number',
	message: /^'Voucher Number' is -3$/,
	advice: /at least/,
});

const create: OperationRows = {
	given: ground,
	required: {
		parameters: { lines: oneSale },
		gives: { created: true, Id: expect.any(String), Lines: [{ Amount: -100, AccountNumber: 1050 }] },
	},
	full: [
		{
			what: 'lines in the editor',
			parameters: (given) => ({
				voucherDate: '2026-03-04',
				lines: fullLines(given),
				additionalFields: { fileId: picked(given.fileId), ownId, voucherNumber: 4711 },
			}),
			reads: (seen, given) => ({
				voucherDate: [newest(seen)?.date, '2026-03-04'],
				...readFullLines(newest(seen), given),
				'additionalFields.fileId': [newest(seen)?.fileGuid, given.fileId],
				'additionalFields.ownId': [newest(seen)?.guid, ownId],
				'additionalFields.voucherNumber': [newest(seen)?.voucherNumber, 4711],
			}),
		},
		{
			what: 'lines as JSON',
			parameters: { specifyLines: 'json', linesJson: jsonLines },
			reads: (seen) => readJsonLines(newest(seen)?.lines),
		},
	],
	wrong: [
		...wrongBookLines(),
		accountAndPayment(() => ({})),
		wrongNumber('additionalFields', () => ({ lines: oneSale })),
		notADate({ lines: oneSale, voucherDate: '31-12-2026' }, 'Voucher Date'),
	],
};

export const ledgerItemTable: ResourceTable = {
	resource: 'ledgerItem',
	operations: {
		create,
		getAll: {
			given: items,
			required: {
				parameters: ({ itemId }: Given) => ({ ledgerItemIds: itemId }),
				gives: [{ VoucherDate: '2026-02-01', Lines: [{ Amount: -100 }] }],
			},
			full: [
				{
					parameters: ({ itemId, otherId }) => ({ ledgerItemIds: `${itemId}, ${otherId}` }),
					reads: ({ rows }, { itemId, otherId }) => ({
						ledgerItemIds: [rows.map(({ Id }) => Id), [itemId, otherId]],
					}),
				},
			],
			wrong: [
				{
					what: 'an ID that is none among several',
					parameters: ({ itemId }) => ({ ledgerItemIds: `${itemId}, the second one` }),
					names: 'Ledger Item IDs',
					message: /^'Ledger Item IDs' is 'the second one', which is not a Dinero ID$/,
					advice: /3f2504e0/,
				},
				{ ...unknownItem, parameters: { ledgerItemIds: unknownId }, names: 'Ledger Item IDs' },
			],
		},
		getStatus: {
			given: items,
			required: { parameters: pick, gives: { Status: 'Draft', VoucherNumber: null } },
			full: [
				{
					parameters: pick,
					reads: ({ rows }, { itemId }) => ({ ledgerItemId: [rows.map(({ Id }) => Id), [itemId]] }),
				},
			],
			wrong: [notAWrittenId('ledgerItemId', label), unknownItem],
		},
		update: {
			given: items,
			required: {
				parameters: (given: Given) => ({ ...pick(given), updateFields: { voucherDate: '2026-03-05' } }),
				needs: ['updateFields'],
				gives: { VoucherDate: '2026-03-05', Lines: [{ Amount: -100 }] },
			},
			full: [
				{
					what: 'fields and lines in the editor',
					parameters: (given) => ({
						...pick(given),
						specifyLines: 'fields',
						lines: fullLines(given),
						updateFields: {
							fileId: picked(given.fileId),
							voucherDate: '2026-03-04',
							voucherNumber: 4711,
						},
					}),
					reads: (seen, given) => ({
						ledgerItemId: [seen.row.Id, given.itemId],
						specifyLines: [one(seen, given)?.lines[0]?.description, 'Sales of the market'],
						...readFullLines(one(seen, given), given),
						'updateFields.fileId': [one(seen, given)?.fileGuid, given.fileId],
						'updateFields.voucherDate': [one(seen, given)?.date, '2026-03-04'],
						'updateFields.voucherNumber': [one(seen, given)?.voucherNumber, 4711],
					}),
				},
				{
					what: 'lines as JSON',
					without: (given) => ({ ...pick(given), updateFields: { voucherDate: '2026-03-05' } }),
					parameters: (given) => ({ ...pick(given), specifyLines: 'json', linesJson: jsonLines }),
					reads: (seen, given) => readJsonLines(one(seen, given)?.lines),
				},
				{
					what: 'what is taken away',
					given: filed,
					without: pick,
					parameters: (given) => ({ ...pick(given), updateFields: { emptyFields: ['fileId'] } }),
					reads: (seen, given) => ({ 'updateFields.emptyFields': [one(seen, given)?.fileGuid, null] }),
				},
			],
			wrong: [
				nothingToChange(pick),
				givenAndEmptied('fileId', 'File', pick),
				...wrongBookLines(pick),
				accountAndPayment(pick),
				wrongNumber('updateFields', pick),
				notAWrittenId('ledgerItemId', label, { updateFields: { voucherDate: '2026-03-05' } }),
				notADate(
					(given: Given) => ({ ...pick(given), updateFields: { voucherDate: '31-12-2026' } }),
					'Voucher Date',
				),
				notUnbooked({ updateFields: { voucherDate: '2026-03-05' } }),
			],
		},
		book: {
			given: items,
			required: { parameters: pick, gives: { Status: expect.stringMatching(/^(PendingBooking|Booked)$/) } },
			full: [
				{
					parameters: pick,
					reads: (seen, { itemId, otherId }) => ({
						ledgerItemId: [
							[seen.row.Id, seen.books.ledgerItems.get(otherId)?.status],
							[itemId, 'Draft'],
						],
					}),
				},
			],
			wrong: [notAWrittenId('ledgerItemId', label), unknownItem],
		},
		delete: {
			given: items,
			required: { parameters: pick, gives: { deleted: true } },
			full: [
				{
					parameters: pick,
					reads: (seen, given) => ({
						ledgerItemId: [
							[typeof one(seen, given)?.deletedAt, seen.books.ledgerItems.get(given.otherId)?.deletedAt],
							['string', null],
						],
					}),
				},
			],
			wrong: [notAWrittenId('ledgerItemId', label), unknownItem, notUnbooked()],
		},
	},
};
