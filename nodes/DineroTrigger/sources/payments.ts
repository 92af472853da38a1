import type { PollContext } from '../context';
import type { RememberedDocument } from '../documentMemory';
import type { Question } from '../entryMemory';
import { shortKey } from '../keys';
import type { InvoicePayments, Row } from '../port';
import { text } from './changes';
import { asRow, singlesPerPoll } from './invoices';

const list = 'invoices';
const paymentKeyLength = 8;

/**
 * Asks invoices for their payments: first those that changed or are no longer open, then those of contacts that new
 * entries name. Entries name no invoice, so all of the contact's are candidates; the asking goes on in the next poll.
 */
export async function askPayments(context: PollContext): Promise<void> {
	const memory = context.documents(list);
	const entries = context.cursor.entries;
	dropBookings(context);
	const asked = new Set<string>();
	const mayAsk = () => asked.size < singlesPerPoll && context.hasTime();
	for (const [guid, document] of memory.entries()) {
		if (!document.asked) continue;
		if (!mayAsk()) return;
		asked.add(guid);
		await askOne(context, guid, document);
	}
	for (const question of [...(entries?.questions ?? [])]) {
		for (const [guid, document] of candidates(context, question)) {
			if (question.found) break;
			if (!asked.has(guid)) {
				if (!mayAsk()) return;
				asked.add(guid);
				await askOne(context, guid, document);
			}
			question.last = guid;
		}
		// The payment was found, or every invoice of the contact was asked. What is found and not told is asked for again.
		context.endings.push((untold) => {
			if (untold.some(({ event }) => event === 'payment.registered')) question.last = undefined;
			else forget(context, question);
		});
	}
}

/** Invoices of the contact that were not asked for this question yet, always in the same order. */
function candidates(
	context: PollContext,
	{ contact, last = '' }: Question,
): Array<[string, RememberedDocument]> {
	return context
		.documents(list)
		.entries()
		.filter(([guid, document]) => document.contact === contact && document.state !== 'draft' && guid > last)
		.sort(([one], [other]) => (one < other ? -1 : 1));
}

/** An invoice that is booked makes entries too: their voucher is the invoice itself. */
function dropBookings(context: PollContext): void {
	const { entries } = context.cursor;
	if (!entries) return;
	const isInvoice = (guid: string) =>
		context.documents(list).get(guid) !== undefined || context.invoices.has(guid);
	entries.questions = entries.questions.filter(({ voucher }) => voucher === '' || !isInvoice(voucher));
}

function forget(context: PollContext, question: Question): void {
	const { entries } = context.cursor;
	if (entries) entries.questions = entries.questions.filter((one) => one !== question);
}

async function askOne(context: PollContext, guid: string, document: RememberedDocument): Promise<void> {
	const answer = await context.port.payments(guid);
	if (!answer) {
		context.documents(list).delete(guid);
		return;
	}
	const news = newPayments(context, document, answer);
	document.asked = false;
	if (news.length === 0) return;
	const record = context.invoices.get(guid) ?? (await readRecord(context, guid));
	if (!record) {
		document.asked = true;
		return;
	}
	context.invoices.set(guid, record);
	for (const { payment, key } of news) tellPayment(context, { guid, document, record, answer, payment, key });
	context.endings.push((untold) => {
		if (untold.some((one) => one.event === 'payment.registered' && one.guid === guid)) document.asked = true;
	});
}

async function readRecord(context: PollContext, guid: string): Promise<Row | undefined> {
	const invoice = await context.port.document(list, guid);
	return invoice && asRow(invoice);
}

interface NewPayment {
	payment: Row;
	key: string;
}

/**
 * Payments that were not told. On an invoice that is older than the trigger only those count to which new entries
 * belong, since the others may be older as well.
 */
function newPayments(
	context: PollContext,
	document: RememberedDocument,
	answer: InvoicePayments,
): NewPayment[] {
	const questions = (context.cursor.entries?.questions ?? []).filter(
		({ contact }) => contact === document.contact,
	);
	const news: NewPayment[] = [];
	for (const payment of answer.Payments) {
		const key = shortKey(String(payment.Guid).toLowerCase(), paymentKeyLength);
		const exact = questions.find((one) => isVoucher(one, payment));
		if (exact) {
			exact.found = true;
			context.cursor.paymentsNameVouchers = true;
		}
		if (document.payments.includes(key)) continue;
		// Two payments can be alike, so one that only looks like the one in question ends no search.
		const mayBeAlike = !context.cursor.paymentsNameVouchers || !payment.RelatedVoucherId;
		if (document.born || exact || (mayBeAlike && questions.some((one) => isAlike(one, payment)))) {
			news.push({ payment, key });
		}
	}
	return news;
}

function isVoucher({ voucher }: Question, payment: Row): boolean {
	return (
		voucher !== '' &&
		[payment.RelatedVoucherId, payment.Guid].some((one) => String(one ?? '').toLowerCase() === voucher)
	);
}

/** The same amount on the same account and day: where Dinero does not say which voucher a payment is. */
function isAlike({ amounts, day }: Question, payment: Row): boolean {
	if (String(payment.PaymentDate ?? '').slice(0, 10) !== day) return false;
	const amount = Math.abs(Number(payment.Amount ?? 0));
	const inKroner = (amount * Number(payment.ExchangeRate ?? 100)) / 100;
	const account = payment.DepositAccountNumber ?? undefined;
	return [amount, inKroner].some((one) => {
		const ending = `:${Math.round(one * 100)}`;
		return amounts.some((entry) =>
			account === undefined ? entry.endsWith(ending) : entry === `${String(account)}${ending}`,
		);
	});
}

function tellPayment(
	context: PollContext,
	news: NewPayment & { guid: string; document: RememberedDocument; record: Row; answer: InvoicePayments },
): void {
	const { guid, document, record, answer, payment, key } = news;
	context.tell({
		event: 'payment.registered',
		eventId: context.eventId('payment.registered', String(payment.Guid).toLowerCase()),
		guid,
		at: context.seconds(payment.PaymentDate) ?? 0,
		occurredAt: text(payment.PaymentDate),
		list,
		record,
		payment: { ...payment, RemainingAmount: answer.RemainingAmount, PaidAmount: answer.PaidAmount },
		commit: () => {
			document.payments.push(key);
		},
	});
}
