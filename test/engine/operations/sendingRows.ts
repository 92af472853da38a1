import { picked } from '../harness';
import { made, notAnId, unknown } from './rows';
import { addresses, booked, documentIn, drafted, pick, stillADraft, wrongPick } from './salesRows';
import type { SalesKind } from './salesDocuments';
import { booksOf, type Given, type OperationRows, type Pair, type Seen, type WrongRow } from './table';

/** Rows of everything that is sent about a sales document, and of its payments. */

type Prepare = NonNullable<OperationRows['given']>;

/** Every option of an e-mail, each unlike what Dinero would do by itself. */
export const emailOptions = {
	attachPdf: false,
	copyToSender: true,
	message: 'Here you are',
	receiver: 'nathan@example.com, kim@example.com',
	sender: 'shop@example.com',
	subject: 'From your shop',
	trustpilot: true,
};

/** What was sent, by the options' paths. */
export function readEmail({ outbox }: Seen): Record<string, Pair> {
	const [mail] = outbox;
	const copies = mail?.copyTo?.split(',') ?? [];
	return {
		'options.attachPdf': [mail?.attachments, []],
		'options.copyToSender': [copies.includes(String(mail?.from)), true],
		'options.message': [mail?.text, expect.stringMatching(/^Here you are\n\nhttps:/)],
		'options.receiver': [mail?.to, 'nathan@example.com,kim@example.com'],
		'options.sender': [mail?.from, 'shop@example.com'],
		'options.subject': [mail?.subject, 'From your shop'],
		'options.trustpilot': [copies.includes('nordlys@invite.trustpilot.example'), true],
	};
}

/** An organization that attaches PDF files unless told otherwise, and that has an address at Trustpilot. */
export const withMailSettings =
	(prepare: Prepare): Prepare =>
	async (engine) => {
		const given = await prepare(engine);
		const { settings } = booksOf(engine);
		settings.addVoucherAsPdfAttachment = true;
		settings.trustPilotEmail = 'nordlys@invite.trustpilot.example';
		return given;
	};

/** What can be wrong with an e-mail. */
export const wrongEmail = (picks: (given: Given) => object): WrongRow[] => {
	const wrong = (options: object, names: string, message: RegExp, advice: RegExp): WrongRow => ({
		what: `${names} of an e-mail`,
		parameters: (given) => ({ ...picks(given), options }),
		names,
		message,
		advice,
	});
	return [
		wrong(
			{ receiver: 'nathan@example.com, kim' },
			'Receiver',
			/^'Receiver' has 'kim', which is not an e-mail address$/,
			/nathan@example\.com/,
		),
		wrong({ sender: 'a@example.com, b@example.com' }, 'Sender', /^'Sender' has 2 addresses$/, /at most 1/),
	];
};

/** Sending an e-mail about a document; `prepare` makes one that can be sent. */
export function emailRows(kind: SalesKind, prepare: Prepare): OperationRows {
	const picks = pick(kind);
	return {
		given: withMailSettings(prepare),
		required: { parameters: picks, gives: { sent: true, Number: 1 } },
		full: [
			{
				parameters: (given) => ({ ...picks(given), options: emailOptions }),
				reads: (seen, { documentId }) => ({
					[`${kind}Id`]: [seen.outbox[0]?.documentGuid, documentId],
					...readEmail(seen),
				}),
			},
		],
		wrong: [
			...wrongPick(kind),
			...(kind === 'tradeOffer' ? [] : [stillADraft(kind, 'an e-mail')]),
			...wrongEmail(picks),
		],
	};
}

/** Sending a document electronically. */
export function eDocumentRows(kind: 'invoice' | 'creditNote', address: string): OperationRows {
	const picks = pick(kind);
	const withEan: Prepare = async (engine) => {
		const given = await booked(kind)(engine);
		const updateFields = { eanNumber: '5798009811578' };
		await made(engine, 'contact', 'update', { contactId: picked(given.contactId), updateFields });
		return given;
	};
	return {
		given: withEan,
		required: { parameters: picks, gives: { sent: true, Number: 1 } },
		full: [
			{
				parameters: (given) => ({
					...picks(given),
					options: { attention: 'Kim', orderReference: 'PO-17', paymentMeans: 'FIK' },
				}),
				reads: ({ outbox, sent }, { documentId }) => ({
					[`${kind}Id`]: [outbox[0]?.documentGuid, documentId],
					'options.attention': [outbox[0]?.text.split(', ')[1], 'Att. Kim'],
					'options.orderReference': [outbox[0]?.text.split(', ')[0], 'Ordre PO-17'],
					'options.paymentMeans': [sent(address).body.PaymentMeanEnum, 'FIK'],
				}),
			},
		],
		wrong: [
			...wrongPick(kind),
			stillADraft(kind, 'sending it electronically'),
			{
				what: 'payment means that are none',
				parameters: (given) => ({ ...picks(given), options: { paymentMeans: '={{ "Cash" }}' } }),
				names: 'Payment Means',
				message: /^'Payment Means' is 'Cash', which is not a choice here$/,
				advice: /Domestic, International, FIK/,
			},
			{
				what: 'a contact without any number',
				given: booked(kind),
				parameters: picks,
				refused: [400],
				names: 'ContactGuid',
				message: /The contact has no EAN, CVR, SE or P number/,
				advice: /contact/,
			},
		],
	};
}

/** What was sent of a document: an e-mail long ago and one, by text message where there is such, now. */
export function mailoutRows(kind: SalesKind): OperationRows {
	const picks = pick(kind);
	const sends: Prepare = async (engine) => {
		const given = await (kind === 'tradeOffer' ? drafted(kind) : booked(kind))(engine);
		await made(engine, kind, 'sendEmail', picks(given));
		const [mailout] = mapMailouts(engine, kind, given);
		mailout.date = '2019-01-01T00:00:00';
		await made(engine, kind, 'sendEmail', picks(given));
		mapMailouts(engine, kind, given)[1].isSms = true;
		return given;
	};
	const sms = kind === 'creditNote' ? {} : { includeSms: false };
	const row = (what: string, filters: object, read: (seen: Seen) => Record<string, Pair>) => ({
		what,
		without: picks,
		parameters: (given: Given) => ({ ...picks(given), filters }),
		reads: read,
	});
	const ids = ({ rows }: Seen) => rows.map(({ IsSmsMessage }) => IsSmsMessage);
	return {
		given: sends,
		required: { parameters: picks, gives: [{ Type: expect.any(String) }, { IsSmsMessage: true }] },
		full: [
			{
				parameters: picks,
				reads: ({ calls }, { documentId }) => ({
					[`${kind}Id`]: [calls.at(-1)?.path, expect.stringContaining(documentId)],
				}),
			},
			row('changedSince', { changedSince: '2020-02-03T04:05:06Z' }, (seen) => ({
				'filters.changedSince': [ids(seen), [true]],
			})),
			...('includeSms' in sms
				? [row('includeSms', sms, (seen) => ({ 'filters.includeSms': [ids(seen), [false]] }))]
				: []),
		],
		wrong: [
			...wrongPick(kind),
			{
				what: 'a time that is none',
				parameters: (given) => ({ ...picks(given), filters: { changedSince: 'yesterday' } }),
				names: 'Changed Since',
				message: /^'Changed Since' is 'yesterday', which is not a time$/,
				advice: /2026-11-30T14:00:00/,
			},
		],
	};
}

function mapMailouts(engine: Parameters<Prepare>[0], kind: SalesKind, given: Given) {
	return documentIn({ books: booksOf(engine) } as Seen, kind, given)!.mailouts;
}

/** Registering payments; the document comes to 125.00. */
export function paymentRows(kind: 'invoice' | 'creditNote'): OperationRows {
	const picks = pick(kind);
	const required = (given: Given) => ({ ...picks(given), depositAccountNumber: picked('55000') });
	const payment = (seen: Seen, given: Given) => documentIn(seen, kind, given)?.claim?.payments[0];
	const wrong = (what: string, more: object, names: string, message: RegExp, advice: RegExp): WrongRow => ({
		what,
		parameters: (given) => ({ ...required(given), ...more }),
		names,
		message,
		advice,
	});
	return {
		given: booked(kind),
		required: {
			parameters: required,
			gives: {
				outcome: 'registered',
				amount: 125,
				remainingAmount: 0,
				paid: true,
				depositAccountNumber: 55000,
			},
		},
		full: [
			{
				what: 'in another currency',
				given: booked(kind, { additionalFields: { currency: 'EUR', date: '2026-03-04' } }),
				parameters: (given) => ({
					...picks(given),
					depositAccountNumber: picked('55040'),
					amount: '100.50',
					paymentDate: '2026-03-20',
					options: {
						amountInDkk: '749.90',
						description: 'Card payment',
						externalReference: 'transaction 7',
						remainderIsFee: true,
					},
				}),
				reads: (seen, given) => ({
					[`${kind}Id`]: [documentIn(seen, kind, given)?.claim?.payments.length, 1],
					depositAccountNumber: [payment(seen, given)?.depositAccountNumber, 55040],
					amount: [payment(seen, given)?.amount, 10050],
					paymentDate: [payment(seen, given)?.date, '2026-03-20'],
					'options.amountInDkk': [payment(seen, given)?.amountDkk, 74990],
					'options.description': [payment(seen, given)?.description, 'Card payment'],
					'options.externalReference': [payment(seen, given)?.externalReference, 'transaction 7'],
					'options.remainderIsFee': [payment(seen, given)?.fee, 2450],
				}),
			},
			{
				what: 'more than is left',
				without: (given) => ({ ...required(given), amount: 150 }),
				parameters: (given) => ({ ...required(given), amount: 150, options: { allowOverpayment: true } }),
				reads: (seen, given) => ({ 'options.allowOverpayment': [payment(seen, given)?.amount, 15000] }),
			},
		],
		wrong: [
			...wrongPick(kind, { depositAccountNumber: picked('55000') }),
			stillADraft(kind, 'a payment', { depositAccountNumber: picked('55000') }),
			wrong(
				'three decimals',
				{ amount: '10.005' },
				'Amount',
				/^'Amount' is 10\.005, which has more than two decimals$/,
				/Round/,
			),
			wrong(
				'more than is left',
				{ amount: 150 },
				'Amount',
				/^'Amount' is 150\.00, but only 125\.00 DKK is left to pay$/,
				/Allow Overpayment/,
			),
			wrong(
				'an account that is no number',
				{ depositAccountNumber: '={{ "Bank" }}' },
				'Deposit Account',
				/^'Deposit Account' is 'Bank', which is not a whole number$/,
				/digits/,
			),
			{
				what: 'an account that no money lies on',
				parameters: (given) => ({ ...picks(given), depositAccountNumber: picked('1000') }),
				refused: [400],
				names: 'Deposit Account',
				message: /'Deposit Account': Account 1000 is not a deposit account/,
				advice: /Pick the deposit account from the list/,
			},
			{
				what: 'kroner left out for another currency',
				given: booked(kind, { additionalFields: { currency: 'EUR' } }),
				parameters: required,
				names: 'Amount in DKK',
				message: /is in EUR, so 'Amount in DKK' is needed$/,
				advice: /under Options/,
			},
		],
	};
}

/** A document with a payment of 25.00 on it. */
export const partlyPaid =
	(kind: 'invoice' | 'creditNote'): Prepare =>
	async (engine) => {
		const given = await booked(kind)(engine);
		const paid = await made(engine, kind, 'registerPayment', {
			...pick(kind)(given),
			depositAccountNumber: picked('55000'),
			amount: 25,
		});
		return { ...given, paymentId: String(paid.paymentGuid) };
	};

export function deletePaymentRows(kind: 'invoice' | 'creditNote'): OperationRows {
	const both = (given: Given) => ({ ...pick(kind)(given), paymentId: picked(given.paymentId) });
	return {
		given: partlyPaid(kind),
		required: { parameters: both, gives: { deleted: true } },
		full: [
			{
				parameters: both,
				reads: (seen, given) => ({
					[`${kind}Id`]: [documentIn(seen, kind, given)?.claim?.payments, []],
					paymentId: [
						seen.calls.find(({ method }) => method === 'DELETE')?.path,
						expect.stringContaining(given.paymentId),
					],
				}),
			},
		],
		wrong: [...wrongPick(kind, { paymentId: unknown }), notAnId('paymentId', 'Payment', pick(kind))],
	};
}

export { addresses };
