import type { Contact, SalesDocument } from '../books/documents.mts';
import { refuseDeleted, refuseNoResult, refuseNotFound } from '../books/refusals.mts';
import { documentsOf } from '../books/salesDocuments.mts';
import type { World } from '../books/world.mts';
import type { Call } from './call.mts';

/** The contact of a path parameter; refuses an unknown one as 404. A deleted one is found. */
export function contactOf(call: Call, guid = call.path.guid): Contact {
	const contact = call.organization.contacts.get(guid.toLowerCase());
	if (!contact) refuseNotFound(`The contact ${guid}`);
	return contact as Contact;
}

/** As `contactOf`, for a write: refuses a deleted one (65). */
export function liveContactOf(call: Call, guid = call.path.guid): Contact {
	const contact = contactOf(call, guid);
	if (contact.deletedAt) refuseDeleted();
	return contact;
}

/** The sales document of a path parameter; refuses an unknown one as 400, code 63. A deleted one is found. */
export function documentOf(call: Call, kind: SalesDocument['kind'], guid = call.path.guid): SalesDocument {
	const document = documentsOf(call.organization, kind).get(guid.toLowerCase());
	if (!document)
		refuseNoResult(
			`there is no such ${kind === 'Invoice' ? 'invoice' : kind === 'CreditNote' ? 'credit note' : 'trade offer'}`,
		);
	return document as SalesDocument;
}

/** As `documentOf`, for a write: refuses a deleted one (65). */
export function liveDocumentOf(
	call: Call,
	kind: SalesDocument['kind'],
	guid = call.path.guid,
): SalesDocument {
	const document = documentOf(call, kind, guid);
	if (document.deletedAt) refuseDeleted();
	return document;
}

/** A kept stamp as it is answered: without a zone mark, or with one, by the switch. */
export function answered<Stamp extends string | null>(world: World, stamp: Stamp): Stamp {
	return (stamp !== null && world.switches.zoneMark === 'Z' ? `${stamp}Z` : stamp) as Stamp;
}

/** Where a voucher was booked from, as the API shows it. */
export function bookedBy(voucher: { bookedAt: string | null }) {
	return {
		BookedByType: voucher.bookedAt ? 'API' : null,
		BookedByUsername: null,
		BookingTime: voucher.bookedAt?.slice(0, 10) ?? null,
	};
}
