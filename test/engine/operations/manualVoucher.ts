import type { ManualVoucher } from '../../../sandbox/dinero/books/documents.mts';
import type { Engine } from '../harness';
import { picked } from '../harness';
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
import { givenAndEmptied, made, raw } from './rows';
import type { FullRow, Given, OperationRows, Pair, ResourceTable, Seen, WrongRow } from './table';

const files = async (engine: Engine): Promise<Given> => ({ fileId: await archived(engine) });
/** A draft of which everything is known. */
const draft = async (engine: Engine): Promise<Given> => {
	const row = await made(engine, 'manualVoucher', 'create', {
		voucherDate: '2026-02-01',
		lines: balancedSale,
		additionalFields: { externalReference: 'day 1' },
	});
	return { ...(await files(engine)), voucherId: String(row.Guid) };
};
/** The same with a file. */
const filed = async (engine: Engine): Promise<Given> => {
	const given = await draft(engine);
	const updateFields = { fileId: picked(given.fileId) };
	await made(engine, 'manualVoucher', 'update', { ...pick(given), updateFields });
	return given;
};
const booked = async (engine: Engine): Promise<Given> => {
	const row = await made(engine, 'manualVoucher', 'create', {
		voucherDate: '2026-02-01',
		lines: balancedSale,
		book: true,
	});
	return { ...(await files(engine)), voucherId: String(row.Guid) };
};
const pick = ({ voucherId }: Given) => ({ manualVoucherId: voucherId });
const label = 'Manual Voucher ID';
const newest = ({ books }: Seen) => [...books.manualVouchers.values()].at(-1);
const one = ({ books }: Seen, { voucherId }: Given): ManualVoucher | undefined =>
	books.manualVouchers.get(voucherId);

const unknownVoucher = (parameters: object = {}): WrongRow => ({
	what: 'a voucher that is unknown',
	parameters: { manualVoucherId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', ...parameters },
	refused: [400],
	names: label,
	message: /^'Manual Voucher ID'.*: Dinero has nothing with this ID in this organization$/,
	advice: /Check the ID/,
});
const bookedAlready = (purpose: string, parameters: object): WrongRow => ({
	what: 'a booked voucher',
	given: booked,
	parameters: (given) => ({ ...pick(given), ...parameters }),
	names: label,
	message: new RegExp(`^'${label}' is booked, and a booked manual voucher cannot be ${purpose}$`),
	advice: /new document/,
});
const wrongReference = (group: string, parameters: (given: Given) => object): WrongRow => ({
	what: 'a reference that is too long',
	parameters: (given) => ({ ...parameters(given), [group]: { externalReference: 'x'.repeat(129) } }),
	names: 'External Reference',
	message: /^'External Reference' has 129 characters$/,
	advice: /128/,
});
const readFields = (
	group: string,
	voucher: ManualVoucher | undefined,
	{ fileId }: Given,
): Record<string, Pair> => ({
	[`${group}.externalReference`]: [voucher?.externalReference, 'day 2'],
	[`${group}.fileId`]: [voucher?.fileGuid, fileId],
});

const linesAsJson: FullRow = {
	what: 'lines as JSON',
	parameters: { specifyLines: 'json', linesJson: jsonLines },
	reads: (seen) => readJsonLines(newest(seen)?.lines),
};

const create: OperationRows = {
	given: files,
	required: {
		parameters: { lines: oneSale },
		gives: { Guid: expect.any(String), Status: 'Draft', VoucherNumber: null, ExternalReference: null },
	},
	full: [
		{
			what: 'lines in the editor',
			parameters: ({ fileId }) => ({
				voucherDate: '2026-03-04',
				lines: { line: [fullLine] },
				additionalFields: { externalReference: 'day 2', fileId: picked(fileId) },
				simplify: false,
			}),
			reads: (seen, given) => ({
				voucherDate: [newest(seen)?.date, '2026-03-04'],
				...readFullLine(newest(seen)?.lines[0]),
				...readFields('additionalFields', newest(seen), given),
				simplify: raw(seen, 'Lines'),
			}),
		},
		linesAsJson,
		{
			what: 'booked',
			without: { lines: balancedSale },
			parameters: { lines: balancedSale, book: true },
			reads: (seen) => ({ book: [newest(seen)?.status, 'Booked'] }),
		},
	],
	wrong: [
		...wrongBookLines(),
		notADate({ lines: oneSale, voucherDate: '31-12-2026' }, 'Voucher Date'),
		wrongReference('additionalFields', () => ({ lines: oneSale })),
		{
			what: 'an account that is unknown',
			parameters: { lines: { line: [{ ...balancedSale.line[0], accountNumber: picked('1999') }] } },
			refused: [400],
			names: 'Lines 1 > Account',
			message: /'Lines 1 > Account': Account 1999 does not exist\.$/,
			advice: /Correct/,
		},
	],
};

export const manualVoucherTable: ResourceTable = {
	resource: 'manualVoucher',
	operations: {
		create,
		get: {
			given: draft,
			required: { parameters: pick, gives: { Status: 'Draft', ExternalReference: 'day 1' } },
			full: [
				{
					parameters: (given) => ({ ...pick(given), simplify: false }),
					reads: (seen, { voucherId }) => ({
						manualVoucherId: [seen.row.Guid, voucherId],
						simplify: raw(seen, 'Lines'),
					}),
				},
			],
			wrong: [notAWrittenId('manualVoucherId', label), unknownVoucher()],
		},
		update: {
			given: draft,
			required: {
				parameters: (given: Given) => ({ ...pick(given), updateFields: { externalReference: 'day 3' } }),
				needs: ['updateFields'],
				gives: { Status: 'Draft', VoucherDate: '2026-02-01', ExternalReference: 'day 3' },
			},
			full: [
				{
					what: 'fields and lines in the editor',
					parameters: (given) => ({
						...pick(given),
						specifyLines: 'fields',
						lines: { line: [fullLine] },
						updateFields: {
							externalReference: 'day 2',
							fileId: picked(given.fileId),
							voucherDate: '2026-03-04',
						},
						simplify: false,
					}),
					reads: (seen, given) => ({
						manualVoucherId: [seen.row.Guid, given.voucherId],
						specifyLines: [one(seen, given)?.lines[0]?.description, 'Sales of the market'],
						...readFullLine(one(seen, given)?.lines[0]),
						...readFields('updateFields', one(seen, given), given),
						'updateFields.voucherDate': [one(seen, given)?.date, '2026-03-04'],
						simplify: raw(seen, 'Lines'),
					}),
				},
				{
					what: 'lines as JSON',
					without: (given) => ({ ...pick(given), updateFields: { externalReference: 'day 3' } }),
					parameters: (given) => ({ ...pick(given), specifyLines: 'json', linesJson: jsonLines }),
					reads: (seen, given) => readJsonLines(one(seen, given)?.lines),
				},
				{
					what: 'what is taken away',
					given: filed,
					without: pick,
					parameters: (given) => ({
						...pick(given),
						updateFields: { emptyFields: ['externalReference', 'fileId'] },
					}),
					reads: (seen, given) => {
						const { externalReference, fileGuid } = one(seen, given) ?? {};
						return {
							'updateFields.emptyFields': [
								[externalReference, fileGuid],
								[null, null],
							],
						};
					},
				},
			],
			wrong: [
				nothingToChange(pick),
				givenAndEmptied('externalReference', 'External Reference', pick),
				...wrongBookLines(pick),
				notAWrittenId('manualVoucherId', label, { updateFields: { externalReference: 'day 3' } }),
				notADate(
					(given: Given) => ({ ...pick(given), updateFields: { voucherDate: '31-12-2026' } }),
					'Voucher Date',
				),
				wrongReference('updateFields', pick),
				bookedAlready('changed', { updateFields: { externalReference: 'day 3' } }),
			],
		},
		book: {
			given: draft,
			required: { parameters: pick, gives: { outcome: 'booked', Status: 'Booked' } },
			full: [
				{
					parameters: (given) => ({ ...pick(given), simplify: false }),
					reads: (seen, given) => ({
						manualVoucherId: [
							[one(seen, given)?.status, seen.books.ledger.ofVoucher(given.voucherId).length],
							['Booked', 2],
						],
						simplify: raw(seen, 'Lines'),
					}),
				},
			],
			wrong: [notAWrittenId('manualVoucherId', label), unknownVoucher()],
		},
		delete: {
			given: draft,
			required: { parameters: pick, gives: { deleted: true } },
			full: [
				{
					parameters: pick,
					reads: (seen, given) => ({
						manualVoucherId: [typeof one(seen, given)?.deletedAt, 'string'],
					}),
				},
			],
			wrong: [notAWrittenId('manualVoucherId', label), unknownVoucher()],
		},
	},
};
