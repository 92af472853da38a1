import { randomUUID } from 'node:crypto';

import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { BodyOf } from '../../../api/endpointTypes';
import { isDineroError } from '../../../api/errors';
import type { components } from '../../../api/schema';
import { timestampOf, withNewestTimestamp } from '../../../api/timestamps';
import type { OperationContext } from '../context';
import { collection, documentFields } from '../fields/documents';
import { depositAccount } from '../fields/locators';
import { danishToday } from '../values/time';
import { readReference } from './fields';
import { callFor, documentId, kinds, readBooked, type AnyDocument, type Kind } from './kinds';

export type PaidKind = Extract<Kind, 'invoice' | 'creditNote' | 'purchaseVoucher'>;
type PaymentRead = components['schemas']['PaymentReadModel'];
type Payment = Omit<BodyOf<'invoice.registerPayment'>, 'Timestamp'>;

/** Payments of a document; `remaining` in its currency where Dinero tells it, negative when too much was paid. */
export interface Payments {
	payments: readonly PaymentRead[];
	remaining?: number;
	paid?: number;
}

/** The part of the form that follows the document: account, amount, date and options. */
export function paymentForm(kind: PaidKind): INodeProperties[] {
	const { word } = kinds[kind];
	const purchase = kind === 'purchaseVoucher';
	return [
		depositAccount(),
		{
			displayName: 'Amount',
			name: 'amount',
			type: 'number',
			typeOptions: { numberPrecision: 2 },
			...(purchase ? { required: true } : {}),
			default: 0,
			description: purchase
				? `In the currency of the ${word}, at most two decimals. A negative amount is money that came back.`
				: `In the currency of the ${word}; 0 means all that is left to pay. A negative amount is money paid back.`,
		},
		{
			...documentFields.date,
			displayName: 'Payment Date',
			name: 'paymentDate',
			description: 'Empty means today',
		},
		collection('Options', 'options', purchase ? options : [...options, ...salesOptions]),
	];
}

const options: INodeProperties[] = [
	{
		displayName: 'Amount in DKK',
		name: 'amountInDkk',
		type: 'number',
		typeOptions: { numberPrecision: 2 },
		default: 0,
		description: 'What moved on the account in kroner; needed for documents in a foreign currency',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. Payment of order 1001',
		description: 'Text of the entry in the accounts',
	},
	{
		...documentFields.externalReference,
		description:
			'Your own ID of the payment, such as the transaction; a payment that already has it is not registered again',
	},
];

/** What Dinero knows for sales only: it tells no remainder of purchases, and takes no fee on them. */
const salesOptions: INodeProperties[] = [
	{
		displayName: 'Allow Overpayment',
		name: 'allowOverpayment',
		type: 'boolean',
		default: false,
		description: 'Whether to register more than what is left to pay',
	},
	{
		displayName: 'Remainder Is Fee',
		name: 'remainderIsFee',
		type: 'boolean',
		default: false,
		description: 'Whether what is missing is booked as a fee, so that the document counts as paid',
	},
];

/** Registers the payment of the form once, after looking at what is paid already. */
export async function registerDocumentPayment(
	context: OperationContext,
	kind: PaidKind,
): Promise<IDataObject> {
	const guid = documentId(context, kind);
	const payment = readPayment(context);
	const document = await readBooked<AnyDocument>(context, kind, guid, 'a payment');
	const name =
		`${kinds[kind].word.replace(/^./, (letter) => letter.toUpperCase())} ${numberOf(document) ?? ''}`.trim();
	const currency = document.Currency ?? document.CurrencyKey ?? 'DKK';
	if (currency !== 'DKK' && payment.inDkk === undefined) {
		throw context.refusal(
			`${name} is in ${currency}, so 'Amount in DKK' is needed`,
			"Add 'Amount in DKK' under Options with what moved on the account in kroner.",
		);
	}
	const before = await readPayments(context, kind, guid);
	const there = payment.reference === undefined ? undefined : paymentWith(before, payment.reference);
	if (there) return shownPayment('alreadyRegistered', document, guid, there, before);
	const amount = amountToPay(context, name, currency, payment, before.remaining);
	const reference = payment.reference ?? `n8n ${randomUUID()}`;
	await send(context, kind, guid, {
		DepositAccountNumber: payment.account,
		Amount: currency === 'DKK' ? amount : (payment.inDkk as number),
		...(currency === 'DKK' ? {} : { AmountInForeignCurrency: amount }),
		PaymentDate: payment.day,
		Description: payment.description ?? `Payment of ${kinds[kind].word} ${numberOf(document) ?? ''}`.trim(),
		RemainderIsFee: payment.remainderIsFee,
		ExternalReference: reference,
	});
	const after = await readPayments(context, kind, guid);
	return shownPayment('registered', document, guid, paymentWith(after, reference), after);
}

function readPayment(context: OperationContext) {
	const options = context.group('options');
	const inDkk = options.optionalMoney('amountInDkk');
	return {
		account: context.whole('depositAccountNumber', { minimum: 1 }),
		amount: context.optionalMoney('amount') ?? 0,
		day: context.optionalDay('paymentDate') ?? danishToday(),
		allowOverpayment: options.boolean('allowOverpayment'),
		inDkk: inDkk === 0 ? undefined : inDkk,
		description: options.optionalText('description'),
		reference: readReference(options),
		remainderIsFee: options.boolean('remainderIsFee'),
	};
}

/** Guards against paying what is paid: 0 means the rest, and more than the rest must be meant. */
function amountToPay(
	context: OperationContext,
	name: string,
	currency: string,
	payment: ReturnType<typeof readPayment>,
	left: number | undefined,
): number {
	if (left === undefined) {
		if (payment.amount !== 0) return payment.amount;
		throw context.unusable('amount', 'is 0', 'Give the amount that was paid.');
	}
	const amount = payment.amount === 0 ? left : payment.amount;
	if (amount === 0) {
		throw context.refusal(`${name} is paid in full`, 'Nothing was registered. Pick another one.');
	}
	if (amount > 0 && amount > left + 0.004 && !payment.allowOverpayment) {
		throw context.refusal(
			`'Amount' is ${amount.toFixed(2)}, but only ${left.toFixed(2)} ${currency} is left to pay`,
			"Nothing was registered. Lower the amount, or switch on 'Allow Overpayment' under Options.",
		);
	}
	return amount;
}

/** The payments of a document. For purchases Dinero answers the payments alone. */
export async function readPayments(
	context: OperationContext,
	kind: PaidKind,
	guid: string,
): Promise<Payments> {
	const answer = await callFor<readonly PaymentRead[] | components['schemas']['InvoicePaymentsModel']>(
		context,
		kind,
		'getPayments',
		guid,
	);
	if (Array.isArray(answer)) return { payments: answer as readonly PaymentRead[] };
	const model = answer as components['schemas']['InvoicePaymentsModel'];
	return { payments: model.Payments ?? [], remaining: model.RemainingAmount, paid: model.PaidAmount };
}

function paymentWith({ payments }: Payments, reference: string): PaymentRead | undefined {
	return payments.find((payment) => payment.ExternalReference === reference);
}

/**
 * Registers the payment once. Dinero gives payments no id of ours, so after an answer that was lost the payments are
 * read, and the payment is found by its reference or the doubt is told; it is never sent again blindly.
 */
async function send(
	context: OperationContext,
	kind: PaidKind,
	guid: string,
	payment: Payment,
): Promise<void> {
	await withNewestTimestamp<AnyDocument, void>({
		read: async () => await callFor<AnyDocument>(context, kind, 'get', guid),
		decide: () => ({
			act: async (Timestamp) => {
				const thrown = await callFor(context, kind, 'registerPayment', guid, {
					body: { ...payment, Timestamp },
				}).then(
					() => undefined,
					(reason: unknown) => ({ reason }),
				);
				if (thrown === undefined) return;
				if (!isDineroError(thrown.reason) || thrown.reason.kind !== 'unknownResult') throw thrown.reason;
				const after = await readPayments(context, kind, guid);
				if (paymentWith(after, String(payment.ExternalReference)) === undefined) throw thrown.reason;
			},
		}),
	});
}

/** Takes one payment off a document, with the document's newest timestamp. One that is gone already counts as done. */
export async function deleteDocumentPayment(context: OperationContext, kind: PaidKind): Promise<IDataObject> {
	const guid = documentId(context, kind);
	const paymentGuid = context.id('paymentId');
	await withNewestTimestamp<AnyDocument, void>({
		read: async () => await callFor<AnyDocument>(context, kind, 'get', guid),
		timestampOf,
		decide: async () => {
			const { payments } = await readPayments(context, kind, guid);
			if (!payments.some((payment) => payment.Guid.toLowerCase() === paymentGuid)) return { done: undefined };
			return {
				act: async (Timestamp) => {
					const path = { paymentGuid, paymentId: paymentGuid, timestamp: Timestamp };
					const body = kind === 'purchaseVoucher' ? {} : { body: { Timestamp } };
					await callFor(context, kind, 'deletePayment', guid, { path, ...body });
				},
			};
		},
	});
	return { deleted: true, paymentGuid };
}

/** The payments of the document that the form picks, one row each, with what is left to pay on every row. */
export async function listPayments(context: OperationContext, kind: PaidKind): Promise<IDataObject[]> {
	const guid = documentId(context, kind);
	const { payments, remaining, paid } = await readPayments(context, kind, guid);
	const sums = remaining === undefined ? {} : { RemainingAmount: remaining, PaidAmount: paid };
	return payments.map((payment) => ({ ...(payment as unknown as IDataObject), ...sums }));
}

function numberOf(document: AnyDocument): number | undefined {
	return document.Number ?? document.VoucherNumber ?? undefined;
}

function shownPayment(
	outcome: string,
	document: AnyDocument,
	guid: string,
	payment: PaymentRead | undefined,
	{ remaining }: Payments,
): IDataObject {
	return {
		outcome,
		documentNumber: numberOf(document) ?? null,
		documentGuid: guid,
		paymentGuid: payment?.Guid ?? null,
		amount: payment?.Amount ?? null,
		date: payment?.PaymentDate ?? null,
		externalReference: payment?.ExternalReference ?? null,
		depositAccountNumber: payment?.DepositAccountNumber ?? null,
		...(remaining === undefined ? {} : { remainingAmount: remaining, paid: remaining <= 0 }),
	};
}
