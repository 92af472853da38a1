import { givenContact } from '../given';
import { Engine, picked } from '../harness';
import { unknown } from './rows';
import { contact, oneLine } from './salesRows';
import { newestOf } from './salesDocuments';
import { runFull, runRequired, runWrong, type FullRow, type OperationRows, type WrongRow } from './table';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start();
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => await engine.close());

const required = (given: Record<string, string>) => ({ ...contact(given), lines: oneLine });
const rows: OperationRows = {
	given: async () => ({ contactId: await givenContact(engine) }),
	required: { parameters: required, gives: { Status: 'Draft' } },
	full: [],
	wrong: [],
};
const more = (additionalFields: object, reads: FullRow['reads']): FullRow => ({
	without: required,
	parameters: (given) => ({ ...required(given), additionalFields }),
	reads,
});
const full = async (row: FullRow) => await runFull(engine, 'invoice', 'create', rows, row);
const wrong = async (row: Partial<WrongRow>) =>
	await runWrong(engine, 'invoice', 'create', rows, {
		what: 'something',
		parameters: (given) => ({ ...required(given), additionalFields: { date: 'today' } }),
		names: 'Date',
		message: /^'Date' is 'today', which is not a date$/,
		advice: /2026-11-30/,
		...row,
	});

describe('the runner of the tables is content with', () => {
	test('values that arrive', async () => {
		await full(
			more({ comment: 'Thanks', mobilePay: true, pensoPay: true }, ({ books }) => ({
				'additionalFields.comment': [newestOf(books, 'invoice')?.comment, 'Thanks'],
				'additionalFields.mobilePay': [newestOf(books, 'invoice')?.isMobilePayInvoiceEnabled, true],
				'additionalFields.pensoPay': [newestOf(books, 'invoice')?.isPensoPayEnabled, true],
			})),
		);
	});

	test('wrong input that is refused', async () => {
		await wrong({});
	});
});

describe('the runner of the tables does not take', () => {
	const comment = { comment: 'Thanks' };
	test.each<[string, FullRow, RegExp]>([
		[
			'a pair that holds without the field',
			more(comment, ({ books }) => ({
				'additionalFields.comment': [newestOf(books, 'invoice')?.currency, 'DKK'],
			})),
			/read back even when it is left out/,
		],
		[
			'a value that did not arrive',
			more(comment, ({ books }) => ({
				'additionalFields.comment': [newestOf(books, 'invoice')?.address, 'Thanks'],
			})),
			/Thanks/,
		],
		['a field that is not read', more(comment, () => ({})), /additionalFields\.comment/],
		['two fields with the same value', more({ comment: 'Thanks', title: 'Thanks' }, () => ({})), /alike/],
		[
			'a value that is the default',
			{ ...more({}, () => ({})), parameters: (given) => ({ ...required(given), book: false }) },
			/set to the default/,
		],
		[
			'two switches of which one could be the other',
			more({ mobilePay: true, pensoPay: true }, ({ books }) => ({
				'additionalFields.mobilePay': [newestOf(books, 'invoice')?.isPensoPayEnabled, true],
				'additionalFields.pensoPay': [newestOf(books, 'invoice')?.isMobilePayInvoiceEnabled, true],
			})),
			/changed without additionalFields\.mobilePay/,
		],
		[
			'a run that is refused',
			more({ templateId: unknown }, () => ({ 'additionalFields.templateId': [1, 2] })),
			/InvoiceTemplateId/,
		],
	])('%s', async (_what, row, message) => {
		await expect(full(row)).rejects.toThrow(message);
	});

	test.each<[string, Partial<WrongRow>]>([
		['wrong input that is written all the same', { parameters: required }],
		['a message that names another field', { names: 'Due Date' }],
		['another message', { message: /^'Date' is wrong$/ }],
		['other advice', { advice: /tomorrow/ }],
		[
			'a request that Dinero refuses without being meant to',
			{
				parameters: { contactId: unknown, lines: oneLine },
				names: 'contact',
				message: /contact/,
				advice: /contact/,
			},
		],
	])('%s', async (_what, row) => {
		await expect(wrong(row)).rejects.toThrow();
	});

	test('required fields that give something else', async () => {
		const other = { ...rows, required: { ...rows.required, gives: { Status: 'Booked' } } };
		await expect(runRequired(engine, 'invoice', 'create', other)).rejects.toThrow(/Booked/);
	});

	test('the books of another organization', async () => {
		const elsewhere: FullRow = {
			without: {},
			parameters: { organizationId: picked('352200'), limit: 7 },
			reads: ({ calls }) => ({
				organizationId: [calls.at(-1)?.organizationId, '352200'],
				limit: [calls.at(-1)?.query.pageSize, '7'],
			}),
		};
		await expect(runFull(engine, 'invoice', 'getAll', rows, elsewhere)).rejects.toThrow(/352200/);
	});
});
