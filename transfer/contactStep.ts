import type { ContactPlan } from '../orders/plan';
import type { Refusal } from '../orders/refusal';
import { oldest, sameVatNumber } from './contactMatching';
import type { Journey } from './journey';
import type { ContactDraft, ContactState, DineroPort } from './port';
import { refusedByDinero } from './refusals';

/** What to do when several contacts fit: take one, always the same, or stop and ask. */
export type SeveralContacts = 'take' | 'refuse';

/**
 * The contacts that fit the first way of finding one that finds any, the chosen one first. Deleted ones are
 * skipped, and so is a contact of another company that shares an e-mail address. Empty when there is none.
 * Writes nothing.
 *
 * The contact under our own guid is only looked for where nothing else is known of the customer: creating it
 * answers `exists`.
 */
export async function findContacts(
	plan: ContactPlan,
	port: DineroPort,
	several: SeveralContacts,
): Promise<ContactState[] | Refusal> {
	for (const { by, value } of plan.match) {
		if (by === 'guid' && value === plan.guid && plan.match.length > 1) continue;
		const rows = by === 'guid' ? await contactByGuid(port, value) : await port.findContacts(by, value);
		const fitting = rows.filter((row) => !row.deleted && mayBe(plan, row));
		if (fitting.length === 0) continue;
		const own = fitting.find((row) => row.guid === plan.guid);
		if (fitting.length > 1 && several === 'refuse' && !own) return severalFit(plan, by, fitting);
		const office = plan.eanNumber && fitting.find((row) => row.eanNumber === plan.eanNumber);
		const chosen = office || (own ?? preferred(plan, fitting));
		return [chosen, ...fitting.filter((row) => row !== chosen)];
	}
	return [];
}

/**
 * Creates the contact under its derived guid. Where that guid is taken, the contact was created by an earlier
 * or a parallel run and counts as found, unless a person deleted it.
 */
export async function createContact(
	plan: ContactPlan,
	port: DineroPort,
	journey: Journey,
): Promise<{ guid: string; contact?: ContactState } | Refusal> {
	const answer = await port.createContact(contactDraft(plan));
	if (answer.outcome === 'refused') return refusedByDinero('contactRefused', 'the customer', answer);
	if (answer.outcome === 'created') {
		journey.did('contact');
		return { guid: answer.guid };
	}
	const contact = await port.getContact(plan.guid);
	if (!contact || contact.deleted) return contactDeleted(plan);
	if (answer.maybeByUs) journey.did('contact');
	else journey.saw('contact');
	return { guid: contact.guid, contact };
}

/** The contact as Dinero wants it: the numbers and the attention person belong to companies only. */
export function contactDraft(plan: ContactPlan): ContactDraft {
	const { guid, externalReference, name, isPerson, countryKey, street, zipCode, city, phone, email } = plan;
	const common = { guid, externalReference, name, isPerson, countryKey, street, zipCode, city, phone, email };
	if (isPerson) return common;
	return { ...common, attPerson: plan.attPerson, vatNumber: plan.vatNumber, eanNumber: plan.eanNumber };
}

async function contactByGuid(port: DineroPort, guid: string): Promise<ContactState[]> {
	const contact = await port.getContact(guid);
	return contact ? [contact] : [];
}

/** Two VAT numbers that differ are two companies, however much else they share. */
function mayBe(plan: ContactPlan, row: ContactState): boolean {
	if (!plan.vatNumber || !row.vatNumber) return true;
	return sameVatNumber(plan.vatNumber, row.vatNumber, { one: plan.countryKey, other: row.countryKey });
}

function preferred(plan: ContactPlan, rows: ContactState[]): ContactState {
	const byReference = rows.filter((row) => row.externalReference === plan.externalReference);
	const byName = rows.filter((row) => sameText(row.name, plan.name));
	return oldest(byReference.length > 0 ? byReference : byName.length > 0 ? byName : rows) as ContactState;
}

function sameText(one: string | undefined, other: string | undefined): boolean {
	return (one ?? '').trim().toLowerCase() === (other ?? '').trim().toLowerCase();
}

function severalFit(plan: ContactPlan, by: string, rows: ContactState[]): Refusal {
	const field = by === 'vatNumber' ? 'VAT number' : by === 'email' ? 'e-mail address' : 'reference';
	return {
		kind: 'refused',
		code: 'severalContacts',
		message: `${rows.length} contacts in Dinero have the ${field} of ${plan.name}: ${rows
			.slice(0, 5)
			.map((row) => row.name)
			.join(', ')}.`,
		advice: "Keep one of them in Dinero and run again, or let 'Customer: Several Fit' take the oldest one.",
		retryable: false,
	};
}

function contactDeleted(plan: ContactPlan): Refusal {
	return {
		kind: 'refused',
		code: 'contactDeleted',
		message: `The contact of ${plan.name} was deleted in Dinero, and its place cannot be taken by a new one.`,
		advice:
			'Restore the contact in Dinero, or create a contact with the same e-mail address or VAT number. Then run again.',
		retryable: false,
	};
}
