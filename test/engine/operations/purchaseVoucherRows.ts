import { type Engine, picked } from '../harness';
import { notADate } from './bookLines';
import {
	fullLines,
	ground,
	jsonLines,
	paper,
	readJsonLines,
	readLines,
	readValues,
	wrongPurchaseLines,
	type Comparable,
} from './purchaseRows';
import { made, notAnId, raw } from './rows';
import type { FullRow, Given, OperationRows, Seen, WrongRow } from './table';

/** What the tables of purchase vouchers begin with: vouchers of each kind, the form of a new one, and what can be wrong with it. */

export const label = 'Purchase Voucher ID';
export const newest = ({ books }: Seen) => [...books.purchases.values()].at(-1);
export const one = ({ books }: Seen, { purchaseId }: Given) => books.purchases.get(purchaseId);
export const pick = ({ purchaseId }: Given) => ({ purchaseVoucherId: purchaseId });

export const credit = ({ contactId }: Given) => ({ contactId: picked(contactId), lines: paper });
const cash = { purchaseType: 'cash', depositAccountNumber: picked('55000'), lines: paper };
export const dueDate = '2026-03-31';

const add = async (engine: Engine, given: Given, parameters: object): Promise<Given> => {
	const row = await made(engine, 'purchaseVoucher', 'create', { voucherDate: '2026-03-01', ...parameters });
	return { ...given, purchaseId: String(row.Guid) };
};
/** A draft of a bill, of something paid at once, and a booked bill in kroner or euro. */
export const draft = async (engine: Engine) => {
	const given = await ground(engine);
	return await add(engine, given, { ...credit(given), additionalFields: { dueDate } });
};
export const cashDraft = async (engine: Engine) => await add(engine, await ground(engine), cash);
/** A draft with a reference and a file. */
export const detailed = async (engine: Engine): Promise<Given> => {
	const given = await ground(engine);
	const additionalFields = { externalReference: 'bill 1', fileId: picked(given.fileId) };
	return await add(engine, given, { ...credit(given), additionalFields });
};
export const booked = async (engine: Engine) => {
	const given = await ground(engine);
	return await add(engine, given, { ...credit(given), book: true, additionalFields: { dueDate } });
};
export const inEuro = async (engine: Engine) => {
	const given = await ground(engine);
	const additionalFields = { dueDate, currency: 'EUR' };
	return await add(engine, given, { ...credit(given), book: true, additionalFields });
};
export const paid = async (engine: Engine): Promise<Given> => {
	const given = await booked(engine);
	const pay = async (amount: number) =>
		String(
			(
				await made(engine, 'purchaseVoucher', 'registerPayment', {
					...pick(given),
					depositAccountNumber: picked('55000'),
					amount,
				})
			).paymentGuid,
		);
	return { ...given, paymentId: await pay(100), otherPaymentId: await pay(50) };
};
export const unknownVoucher = (parameters: object = {}): WrongRow => ({
	what: 'a purchase that is unknown',
	parameters: { purchaseVoucherId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', ...parameters },
	refused: [400],
	names: label,
	message: /^'Purchase Voucher ID'.*: Dinero has nothing with this ID in this organization$/,
	advice: /Check the ID/,
});
export const stillADraft = (purpose: string, parameters: object = {}): WrongRow => ({
	what: 'a draft',
	given: draft,
	parameters: (given) => ({ ...pick(given), ...parameters }),
	names: label,
	message: new RegExp(`^'${label}' is still a draft, and ${purpose} needs a booked purchase voucher$`),
	advice: /Book it first/,
});

/** What can be wrong with the optional fields of a purchase, in their group. */
export const wrongFields = (
	group: string,
	onCredit: (given: Given) => object,
	paidAtOnce: (given: Given) => object,
): WrongRow[] => {
	const wrong = (
		names: string,
		parameters: (given: Given) => object,
		fields: object,
		message: RegExp,
		advice: RegExp,
		given?: OperationRows['given'],
	): WrongRow => ({
		what: `${names}: ${JSON.stringify(fields)}`,
		...(given === undefined ? {} : { given }),
		parameters: (known) => ({ ...parameters(known), [group]: fields }),
		names,
		message,
		advice,
	});
	const ofUpdate = group === 'updateFields' ? cashDraft : undefined;
	return [
		wrong('Currency', onCredit, { currency: 'kroner' }, /^'Currency' is 'KRONER'$/, /three letters/),
		wrong(
			'Region',
			onCredit,
			{ region: 'EU' },
			/^'Region' is for purchases that were paid at once$/,
			/Remove the field/,
		),
		wrong(
			'Due Date',
			paidAtOnce,
			{ dueDate },
			/^'Due Date' is for purchases on credit$/,
			/Remove the field/,
			ofUpdate,
		),
		wrong(
			'Currency',
			paidAtOnce,
			{ currency: 'EUR' },
			/^'Currency' is for purchases on credit$/,
			/Remove the field/,
			ofUpdate,
		),
	];
};

/** The pairs of a new purchase on credit, or of one that was paid at once; each value of its own. */
const readCredit = (purchase: Comparable, { otherId, fileId }: Given) => ({
	...readValues('', purchase, { contactId: otherId, voucherDate: '2026-03-04' }),
	...readLines(purchase),
	...readValues('additionalFields.', purchase, {
		currency: 'EUR',
		dueDate: '2026-04-15',
		externalReference: 'bill 7',
		fileId,
	}),
});
const readCash = (purchase: Comparable) => ({
	...readValues('', purchase, { purchaseType: 'cash', depositAccountNumber: 55040 }),
	...readValues('additionalFields.', purchase, { region: 'EU' }),
});

/** The rows that everything with the form of a new purchase has. */
export const formRows = (
	purchase: (seen: Seen) => Comparable,
	simplify?: (seen: Seen) => ReturnType<typeof raw>,
): FullRow[] => [
	{
		what: 'on credit, lines in the editor',
		parameters: ({ otherId, fileId }) => ({
			contactId: picked(otherId),
			voucherDate: '2026-03-04',
			lines: fullLines,
			additionalFields: {
				currency: 'eur',
				dueDate: '2026-04-15',
				externalReference: 'bill 7',
				fileId: picked(fileId),
			},
			...(simplify === undefined ? {} : { simplify: false }),
		}),
		reads: (seen, given) => ({
			...readCredit(purchase(seen), given),
			...(simplify === undefined ? {} : { simplify: simplify(seen) }),
		}),
	},
	{
		what: 'lines as JSON',
		without: credit,
		parameters: ({ contactId }) => ({
			contactId: picked(contactId),
			specifyLines: 'json',
			linesJson: jsonLines,
		}),
		reads: (seen) => readJsonLines(purchase(seen)),
	},
	{
		what: 'paid at once',
		without: credit,
		parameters: {
			...cash,
			depositAccountNumber: picked('55040'),
			additionalFields: { region: 'EU' },
		},
		reads: (seen) => readCash(purchase(seen)),
	},
];
export const wrongForm: WrongRow[] = [
	...wrongPurchaseLines(credit),
	...wrongFields('additionalFields', credit, () => cash),
	notAnId('contactId', 'Supplier', { lines: paper }),
	notADate((given: Given) => ({ ...credit(given), voucherDate: '31-12-2026' }), 'Voucher Date'),
	{
		what: 'paid from something that is no number',
		parameters: { ...cash, depositAccountNumber: '={{ "bank" }}' },
		names: 'Deposit Account',
		message: /^'Deposit Account' is 'bank', which is not a whole number$/,
		advice: /digits only/,
	},
];
