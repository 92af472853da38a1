import { remaining } from '../books/claims.mts';
import type { Contact, SalesDocument, Versioned } from '../books/documents.mts';
import { fromMinor } from '../books/money.mts';
import type { Organization } from '../books/organization.mts';
import type { World } from '../books/world.mts';
import { DineroRefusal, type Answer } from '../operations/call.mts';
import type { Frame } from './frame.mts';

/** What someone else can do to a document or contact behind a caller's back. */
export const otherWriterDeeds = ['touch', 'book', 'delete', 'restore', 'pay', 'unpay', 'credit'] as const;
export type OtherWriterDeed = (typeof otherWriterDeeds)[number];

/**
 * Gives the document that a request is about a new version, as if someone in Dinero had changed it a moment ago.
 * @param path the request's path parameters; the first that names a versioned document is taken
 * @returns the guid of the changed document; undefined when the request is about none
 */
export function touchDocument(
	world: World,
	organizationId: string | undefined,
	path: Record<string, string>,
): string | undefined {
	const organization = organizationId === undefined ? undefined : world.organizations.get(organizationId);
	if (!organization) return undefined;
	const kept: Array<Map<string, Versioned>> = [
		organization.invoices,
		organization.creditNotes,
		organization.tradeOffers,
		organization.purchases,
		organization.purchaseCreditNotes,
		organization.manualVouchers,
	];
	for (const [name, value] of Object.entries(path)) {
		if (name === 'organizationId') continue;
		const guid = value.toLowerCase();
		const document = kept.map((documents) => documents.get(guid)).find((each) => each !== undefined);
		if (!document) continue;
		organization.touch(document);
		world.log(organization, 'changed by someone else', guid);
		return guid;
	}
	return undefined;
}

function sentence(error: unknown): Error {
	if (!(error instanceof DineroRefusal)) return error instanceof Error ? error : new Error(String(error));
	return new Error(
		[error.message, ...Object.entries(error.validationErrors ?? {}).map((pair) => pair.join(': '))].join(
			'. ',
		),
	);
}

/**
 * Does something to an invoice or credit note as someone in Dinero would, with its newest version: changes it, books
 * or deletes a draft, pays what remains on the default deposit account, deletes the last payment, or credits it in whole.
 * A contact can be changed, deleted and restored.
 * @returns a sentence about what was done
 * @throws Error with Dinero's reason when it cannot be done
 */
export function actAsOtherWriter(
	frame: Frame,
	organization: Organization,
	guid: string,
	deed: OtherWriterDeed,
): string {
	const document = organization.invoices.get(guid) ?? organization.creditNotes.get(guid);
	const contact = organization.contacts.get(guid);
	if (!document && !contact) throw new Error('There is no such document or contact.');
	if (!otherWriterDeeds.includes(deed))
		throw new Error(`'${String(deed)}' is not one of ${otherWriterDeeds.join(', ')}.`);
	try {
		return document
			? actOnDocument(frame, organization, document, deed)
			: actOnContact(frame, organization, contact as Contact, deed);
	} catch (error) {
		throw sentence(error);
	}
}

type Operate = (operationId: string, guid: string, body?: unknown, path?: Record<string, string>) => Answer;

/** Runs operations of the books for one organization, as nobody in particular. */
function operatorFor(frame: Frame, organization: Organization): Operate {
	return (operationId, guid, body, path = {}) => {
		const operation = frame.operations[operationId];
		if (!operation) throw new Error(`The sandbox does not play ${operationId} yet.`);
		return operation({
			operationId,
			organization,
			world: frame.world,
			path: { organizationId: organization.id, guid, ...path },
			query: {},
			body,
			accept: 'json',
		});
	};
}

function actOnContact(frame: Frame, organization: Organization, contact: Contact, deed: OtherWriterDeed): string {
	const operate = operatorFor(frame, organization);
	switch (deed) {
		case 'touch':
			contact.updatedAt = frame.world.clock.stamp();
			frame.world.log(organization, 'changed by someone else', contact.guid);
			return 'Someone changed it.';
		case 'delete':
			operate('delete_v1_organizationId_contacts_guid', contact.guid);
			return 'Someone deleted it.';
		case 'restore':
			operate('post_v1_organizationId_contacts_guid_restore', contact.guid);
			return 'Someone restored it.';
		default:
			throw new Error(`A contact is not something to '${deed}'.`);
	}
}

function actOnDocument(
	frame: Frame,
	organization: Organization,
	document: SalesDocument,
	deed: OtherWriterDeed,
): string {
	const { world } = frame;
	const isInvoice = document.kind === 'Invoice';
	const base = isInvoice ? 'invoices' : 'sales_creditnotes';
	const operate = operatorFor(frame, organization);
	const version = { Timestamp: document.timeStamp };
	switch (deed) {
		case 'touch':
			touchDocument(world, organization.id, { guid: document.guid });
			return 'Someone changed it: it has a new version.';
		case 'book':
			operate(`post_v1_organizationId_${base}_guid_book`, document.guid, version);
			return `Someone booked it as number ${document.number}.`;
		case 'delete':
			operate(`delete_v1_organizationId_${base}_guid`, document.guid, version);
			return 'Someone deleted it.';
		case 'pay': {
			if (!document.claim) throw new Error('A draft cannot be paid.');
			const deposits = [...organization.accounts.values()].filter((account) => account.isDeposit);
			const deposit = deposits.find((account) => account.isDefaultDeposit) ?? deposits[0];
			const left = remaining(document.claim);
			operate(`post_v1_organizationId_${base}_guid_payments`, document.guid, {
				...version,
				DepositAccountNumber: deposit?.number,
				RemainderIsFee: false,
				Description: 'Indbetaling',
				Amount: fromMinor(document.claim.openDkk),
				...(document.currency !== 'DKK' && { AmountInForeignCurrency: fromMinor(left) }),
			});
			return 'Someone registered a payment of what remained.';
		}
		case 'unpay': {
			const payment = document.claim?.payments.at(-1);
			if (!payment) throw new Error('There is no payment to delete.');
			operate(`delete_v1_organizationId_${base}_guid_payments_paymentGuid`, document.guid, version, {
				paymentGuid: payment.guid,
			});
			return 'Someone deleted the last payment.';
		}
		case 'credit': {
			if (!isInvoice) throw new Error('Only an invoice can be credited.');
			const made = operate('post_v1_organizationId_invoices_guid_generate_creditnote', document.guid, version)
				.json as {
				Guid: string;
				TimeStamp: string;
			};
			operate('post_v1_organizationId_sales_creditnotes_guid_book', made.Guid, { Timestamp: made.TimeStamp });
			return 'Someone credited it in whole.';
		}
		case 'restore':
			throw new Error('A deleted draft cannot be restored.');
	}
}
