import type { Minor } from '../orders/order';
import type { OrganizationFacts } from '../orders/plan';
import type { Refused } from './port';

/**
 * What the settlement of a day or a payout needs of Dinero. Manual vouchers have no guid of our own and no list, so the voucher is
 * found through the file that is attached to it: the archive can be listed, and names its vouchers. Each method
 * is one request, `findFiles` one for every thousand PDF files.
 */
export interface SettlementPort {
	readonly organizationId: string;
	/** Cached in the process. */
	facts(): Promise<OrganizationFacts>;
	/** PDF files of the archive whose name contains the text. */
	findFiles(partOfName: string): Promise<ArchivedFile[]>;
	/** Never repeated by the port: `unknown` when the answer was lost. */
	uploadFile(file: {
		name: string;
		bytes: Uint8Array;
	}): Promise<{ outcome: 'uploaded'; guid: string } | { outcome: 'unknown' } | Refused>;
	/** Never repeated by the port: `unknown` when the answer was lost. */
	createVoucher(
		draft: VoucherDraft,
	): Promise<{ outcome: 'created'; voucher: VoucherState } | { outcome: 'unknown' } | Refused>;
	/** Undefined when there is none, or it was deleted. */
	getVoucher(guid: string): Promise<VoucherState | undefined>;
	/** `stale`: the timestamp was outdated or the answer was lost: read again, decide again. */
	bookVoucher(
		guid: string,
		timestamp: string,
	): Promise<{ outcome: 'booked'; voucher: VoucherState } | { outcome: 'stale' } | Refused>;
	/** A draft only. Already gone counts as deleted. */
	deleteDraft(guid: string, timestamp: string): Promise<void>;
	/** An uploaded file takes about a second to show. */
	pause(): Promise<void>;
	/** Requests made so far through this port, settings included and told apart. */
	calls(): { order: number; settings: number };
}

export interface ArchivedFile {
	guid: string;
	name: string;
	/** The vouchers that it is attached to; `id` grows with each new link. */
	vouchers: Array<{ guid: string; id: number }>;
}

export interface VoucherDraft {
	/** `YYYY-MM-DD`. */
	day: string;
	externalReference: string;
	fileGuid: string;
	lines: Array<{
		text: string;
		accountNumber: number;
		/** 'none' for a line without VAT. */
		vatCode: string;
		/** Øre; without VAT where the code is one of sales. */
		amount: Minor;
	}>;
}

export interface VoucherState {
	guid: string;
	timestamp: string;
	booked: boolean;
	/** Only booked vouchers have one. Numbers start over in each accounting year. */
	number?: number;
	day: string;
	externalReference?: string;
	/** Øre, with VAT and without it. */
	lines: Array<{ accountNumber: number; gross: Minor; net: Minor }>;
}
