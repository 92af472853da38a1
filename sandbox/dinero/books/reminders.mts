import { DEBTORS, INTEREST_INCOME, REMINDER_FEES } from './chart.mts';
import { paid, remaining } from './claims.mts';
import { addDays, daysBetween, isDate } from './clock.mts';
import type { Claim, Reminder, SalesDocument } from './documents.mts';
import { convert, decimal, divideRounded } from './money.mts';
import type { Organization } from './organization.mts';
import { refuseField, refuseNoResult, refuseRule } from './refusals.mts';

/** An invoice can have this many reminders, this many days apart. */
export const mostReminders = 3;
export const daysBetweenReminders = 10;

/** The Danish compensation fee, once per invoice and only from companies, in øre. */
const compensationFee = 31000;

/** Which parts a reminder shall have. */
export interface ReminderWishes {
	date: string;
	withDebtCollectionWarning: boolean;
	withFee: boolean;
	withInterestFee: boolean;
	withCompensationFee: boolean;
}

/** Reminders that are not deleted, by number. */
export function remindersOf(invoice: SalesDocument): Reminder[] {
	return invoice.reminders.filter((reminder) => !reminder.isDeleted);
}

/** The reminder that an id names; refuses an unknown one as 400, code 63. */
export function reminderOf(invoice: SalesDocument, id: number): Reminder {
	const reminder = remindersOf(invoice).find((each) => each.id === id);
	if (!reminder) refuseNoResult('the invoice has no such reminder');
	return reminder as Reminder;
}

/** The claim of an overdue invoice; refuses any other invoice. */
export function overdueClaim(organization: Organization, invoice: SalesDocument): Claim {
	const { claim } = invoice;
	if (!claim || remaining(claim) <= 0 || invoice.dueDate >= organization.world.clock.today())
		refuseRule('The invoice must be overdue.');
	return claim as Claim;
}

/** Refuses a new reminder while one is a draft, within ten days of the last, and after three. */
export function checkNextReminder(invoice: SalesDocument, date: string): void {
	const existing = remindersOf(invoice);
	if (existing.length >= mostReminders) refuseRule(`An invoice can have at most ${mostReminders} reminders.`);
	if (existing.some(({ isDraft }) => isDraft)) refuseRule('There is a reminder that is not booked yet.');
	const last = existing.at(-1);
	if (last && date < addDays(last.date, daysBetweenReminders)) {
		refuseField('Date', `Another reminder can be added ${daysBetweenReminders} days after the last one.`);
	}
}

/** What a reminder with these parts would come to; it is not kept. */
export function calculateReminder(
	organization: Organization,
	invoice: SalesDocument,
	wishes: ReminderWishes,
	number: number,
): Reminder {
	if (!isDate(wishes.date)) refuseField('Date', `'${wishes.date}' is not a date of the form YYYY-MM-DD.`);
	if (wishes.date <= invoice.dueDate) refuseField('Date', 'A reminder is dated after the due date.');
	if (wishes.withCompensationFee && !compensationAvailable(organization, invoice)) {
		refuseField('WithCompensationFee', 'A compensation fee is only for companies, and only once.');
	}
	const earlier = remindersOf(invoice).filter((reminder) => reminder.number < number && !reminder.isDraft);
	const interestFrom =
		earlier.filter(({ withInterestFee }) => withInterestFee).at(-1)?.date ?? invoice.dueDate;
	return {
		...wishes,
		id: number,
		number,
		isDraft: true,
		isDeleted: false,
		title: `${number}. rykker`,
		description: '',
		fee: wishes.withFee ? Math.round(invoice.reminderFee * 100) : 0,
		interest: wishes.withInterestFee ? interest(invoice, interestFrom, wishes.date) : 0,
		compensation: wishes.withCompensationFee ? compensationFee : 0,
		interestFrom,
		voucherGuid: null,
		updatedAt: organization.world.clock.stamp(),
	};
}

/** A compensation fee can be asked of a company, once. */
export function compensationAvailable(organization: Organization, invoice: SalesDocument): boolean {
	const contact = invoice.contactGuid ? organization.contacts.get(invoice.contactGuid) : undefined;
	return (
		contact !== undefined &&
		!contact.isPerson &&
		!remindersOf(invoice).some((reminder) => reminder.withCompensationFee && !reminder.isDraft)
	);
}

/** Interest on what is open, in øre: the invoice's rate for each month of 30 days. */
function interest(invoice: SalesDocument, from: string, to: string): number {
	const open = invoice.claim ? Math.max(0, invoice.claim.openDkk) : 0;
	const rate = decimal(invoice.reminderInterestRate);
	const days = Math.max(0, daysBetween(from, to));
	return Number(divideRounded(BigInt(open) * rate.digits * BigInt(days), 3000n * 10n ** BigInt(rate.scale)));
}

/** Fees, interest and compensation of booked reminders before this one, in øre. */
export function accumulatedBefore(invoice: SalesDocument, number: number): number {
	return remindersOf(invoice)
		.filter((reminder) => !reminder.isDraft && reminder.number < number)
		.reduce((sum, reminder) => sum + expenses(reminder), 0);
}

export function expenses(reminder: Reminder): number {
	return reminder.fee + reminder.interest + reminder.compensation;
}

/** What was paid on the invoice, in øre. */
export function paidDkk(invoice: SalesDocument): number {
	const amount = invoice.claim ? paid(invoice.claim) : 0;
	return invoice.currency === 'DKK' ? amount : convert(amount, invoice.exchangeRate);
}

/** Books a reminder: its expenses are added to what the customer owes. */
export function bookReminder(organization: Organization, invoice: SalesDocument, reminder: Reminder): void {
	if (!reminder.isDraft) refuseRule('The reminder is already booked.');
	const claim = invoice.claim as Claim;
	organization.checkBookingDate(reminder.date, 'Date');
	const total = expenses(reminder);
	reminder.isDraft = false;
	reminder.voucherGuid = organization.world.random.guid();
	addToClaim(invoice, claim, total);
	organization.post(
		{
			guid: reminder.voucherGuid,
			number: organization.takeNumber(organization.voucherSeries(reminder.date)),
			date: reminder.date,
			type: 'Reminder',
			description: `${reminder.number}. rykker, faktura ${invoice.number}`,
			contactGuid: invoice.contactGuid,
		},
		[
			{ accountNumber: DEBTORS, amount: total },
			{ accountNumber: REMINDER_FEES, amount: -(reminder.fee + reminder.compensation) },
			{ accountNumber: INTEREST_INCOME, amount: -reminder.interest },
		],
	);
	touch(organization, invoice, reminder, 'reminder booked');
}

/** Takes a reminder back: a draft goes, a booked one is offset. Only the last one can go. */
export function deleteReminder(organization: Organization, invoice: SalesDocument, reminder: Reminder): void {
	if (remindersOf(invoice).at(-1) !== reminder) refuseRule('Only the last reminder can be deleted.');
	reminder.isDeleted = true;
	if (reminder.voucherGuid) {
		addToClaim(invoice, invoice.claim as Claim, -expenses(reminder));
		organization.offset(reminder.voucherGuid);
	}
	touch(organization, invoice, reminder, 'reminder deleted');
}

/** Expenses are kroner; a claim in a foreign currency takes them at the invoice's rate. */
function addToClaim(invoice: SalesDocument, claim: Claim, totalDkk: number): void {
	const rate = decimal(invoice.exchangeRate);
	claim.total +=
		invoice.currency === 'DKK'
			? totalDkk
			: Number(divideRounded(BigInt(totalDkk) * 100n * 10n ** BigInt(rate.scale), rate.digits));
	claim.totalDkk += totalDkk;
	claim.openDkk += totalDkk;
}

/** A reminder has no version of its own: the invoice gets a new one. */
export function touch(
	organization: Organization,
	invoice: SalesDocument,
	reminder: Reminder,
	what: string,
): void {
	reminder.updatedAt = organization.world.clock.stamp();
	organization.touch(invoice);
	organization.world.log(organization, what, invoice.guid, String(reminder.number));
}
