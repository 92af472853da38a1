import { givenContact } from '../given';
import { type Engine, picked } from '../harness';
import { archived } from './bookLines';
import { limitRows, listRow, made, noLimit, rawRow } from './rows';
import { booksOf, type Given, type OperationRows, type ResourceTable, type Seen } from './table';

const pdf = (text: string, fileName: string) => ({
	data: Buffer.from(`%PDF-1.4 ${text}`).toString('base64'),
	mimeType: 'application/pdf',
	fileName,
});
const twoFiles = [
	{ json: {}, binary: { data: pdf('bill', 'bill.pdf'), receipt: pdf('receipt', 'receipt.pdf') } },
];
const newest = ({ books }: Seen) => [...books.files.values()].at(-1);

/** A file that is a second old, since Dinero needs about that long to show it, and another one. */
const two = async (engine: Engine): Promise<Given> => {
	const given = { fileId: await archived(engine, 'bill.pdf'), otherId: await archived(engine, 'other.pdf') };
	engine.dinero.world.clock.move(2_000);
	return given;
};
/** Three files: a picture of 2019, a bill of 2020 on a voucher, and one of today. */
const many = async (engine: Engine): Promise<Given> => {
	const fileId = await archived(engine, 'bill.pdf');
	const photo = await archived(engine, 'photo.png');
	await archived(engine, 'today.pdf');
	await made(engine, 'purchaseVoucher', 'create', {
		contactId: picked(await givenContact(engine)),
		lines: { line: [{ description: 'Paper', amount: 100, accountNumber: picked('7200') }] },
		additionalFields: { fileId: picked(fileId) },
	});
	const { files } = booksOf(engine);
	files.get(photo)!.uploadedAt = '2019-06-01T10:00:00';
	files.get(fileId)!.uploadedAt = '2020-06-01T10:00:00';
	engine.dinero.world.clock.move(2_000);
	return {};
};

const uploadRows = (inArchive: boolean): OperationRows => ({
	required: {
		input: twoFiles,
		parameters: {},
		gives: { FileGuid: expect.any(String), fileName: 'bill.pdf' },
	},
	full: [
		{
			input: twoFiles,
			parameters: { inputField: 'receipt', options: { fileName: 'paper.pdf' } },
			reads: (seen) => ({
				inputField: [
					[newest(seen)?.content, newest(seen)?.inArchive],
					[twoFiles[0].binary.receipt.data, inArchive],
				],
				'options.fileName': [newest(seen)?.name, 'paper.pdf'],
			}),
		},
	],
	wrong: [
		{
			what: 'no file in the field',
			input: twoFiles,
			parameters: { inputField: 'scan' },
			names: 'Input Data Field Name',
			message: /^'Input Data Field Name' is 'scan', and the incoming item has no file there$/,
			advice: /data, receipt/,
		},
		{
			what: 'a kind of file that Dinero does not take',
			input: [{ json: {}, binary: { data: { ...pdf('', 'list.csv'), mimeType: 'text/csv' } } }],
			parameters: {},
			names: 'Input Data Field Name',
			message: /^'Input Data Field Name' holds a file of type text\/csv$/,
			advice: /PDF files and images/,
		},
		{
			what: 'a file that is too large',
			input: [
				{
					json: {},
					binary: { data: { ...pdf('', 'big.pdf'), data: Buffer.alloc(6_400_000).toString('base64') } },
				},
			],
			parameters: {},
			names: 'Input Data Field Name',
			message: /^'Input Data Field Name' holds 6\.1 MB$/,
			advice: /at most 6 MB/,
		},
	],
});

export const fileTable: ResourceTable = {
	resource: 'file',
	operations: {
		upload: uploadRows(true),
		uploadAttachment: uploadRows(false),
		getAll: {
			given: many,
			required: { parameters: {}, gives: { FileGuid: expect.any(String), Extension: 'pdf' } },
			full: [
				...limitRows('GET /files'),
				rawRow('Linked'),
				listRow('filters.extensions', '.png, gif', 'Name', ['photo.png']),
				listRow('filters.uploadedAfter', '2020-12-31', 'Name', ['today.pdf']),
				listRow('filters.uploadedBefore', '2019-12-31', 'Name', ['photo.png']),
				listRow('filters.use', 'Used', 'Name', ['bill.pdf']),
			],
			wrong: [
				noLimit(),
				{
					what: 'a date in Danish writing',
					parameters: { filters: { uploadedAfter: '31-12-2026' } },
					names: 'Uploaded After',
					message: /^'Uploaded After' is '31-12-2026', which is not a date$/,
					advice: /2026-11-30/,
				},
				{
					what: 'a use that is none',
					parameters: { filters: { use: '={{ "Sometimes" }}' } },
					names: 'Use',
					message: /^'Use' is 'Sometimes', which is not a choice here$/,
					advice: /Unused/,
				},
			],
		},
		download: {
			given: two,
			required: {
				parameters: ({ fileId }: Given) => ({ fileId: picked(fileId) }),
				gives: { FileGuid: expect.any(String), fileName: 'bill.pdf' },
			},
			full: [
				{
					parameters: ({ otherId }) => ({ fileId: picked(otherId), outputField: 'receipt' }),
					reads: ({ ran }, { otherId }) => {
						const [item] = ran.items;
						const [field] = Object.keys(item?.binary ?? {});
						const { fileName } = item?.binary?.[field] ?? {};
						return {
							fileId: [
								[item?.json.FileGuid, fileName],
								[otherId, 'other.pdf'],
							],
							outputField: [field, 'receipt'],
						};
					},
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
				{
					what: 'a file that is unknown',
					parameters: { fileId: picked('0f8fad5bd9cb469fa16570867728950e') },
					refused: [404],
					names: 'File',
					message: /^'File'.*: Dinero has nothing with this ID/,
					advice: /Check the ID/,
				},
			],
		},
	},
};
