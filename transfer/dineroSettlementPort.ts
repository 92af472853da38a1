import { decimalNumber } from '../orders/money';
import type { OrganizationFacts } from '../orders/plan';
import { attempt, refusedOr, uploaded } from './dineroAttempt';
import { ClientPort, minor, type AnswerOf, type DineroClient, type DineroPort } from './dineroPort';
import type { ArchivedFile, SettlementPort, VoucherDraft, VoucherState } from './settlementPort';

/** The settlement's view of Dinero over the Dinero client; errors as in `createDineroPort`. */
export function createSettlementPort(client: DineroClient, organizationId: string): SettlementPort {
	return new ClientSettlementPort(client, organizationId, new ClientPort(client, organizationId));
}

class ClientSettlementPort implements SettlementPort {
	constructor(
		private readonly client: DineroClient,
		readonly organizationId: string,
		private readonly common: DineroPort,
	) {}

	calls(): { order: number; settings: number } {
		return this.common.calls();
	}

	async facts(): Promise<OrganizationFacts> {
		return await this.common.facts();
	}

	async findFiles(partOfName: string): Promise<ArchivedFile[]> {
		const rows = await this.client.getMany('file.getMany', {
			...this.organization,
			query: { extensions: ['pdf'] },
		});
		return rows
			.filter((row) => row.Name?.includes(partOfName))
			.map((row) => ({
				guid: row.FileGuid ?? '',
				name: row.Name ?? '',
				vouchers: (row.Linked ?? []).map((link) => ({ guid: link.VoucherGuid, id: link.VoucherId })),
			}))
			.sort((a, b) => (a.guid < b.guid ? -1 : 1));
	}

	async uploadFile({ name, bytes }: { name: string; bytes: Uint8Array }) {
		const upload = { bytes, fileName: name, mimeType: 'application/pdf' };
		return uploaded(await attempt(this.client.call('file.upload', { ...this.organization, upload })));
	}

	async createVoucher(draft: VoucherDraft) {
		const answer = await attempt(
			this.client.call('manualVoucher.create', { ...this.organization, body: voucherBody(draft) }),
		);
		if (!answer.error) return { outcome: 'created' as const, voucher: voucherState(answer.value) };
		if (answer.error.kind === 'unknownResult') return { outcome: 'unknown' as const };
		return refusedOr(answer.error);
	}

	async getVoucher(guid: string): Promise<VoucherState | undefined> {
		const answer = await attempt(
			this.client.call('manualVoucher.get', { ...this.organization, path: { guid } }),
		);
		if (!answer.error) return voucherState(answer.value);
		if (answer.error.kind === 'notFound' || answer.error.kind === 'deleted') return undefined;
		throw answer.error;
	}

	async bookVoucher(guid: string, timestamp: string) {
		const answer = await attempt(
			this.client.call('manualVoucher.book', {
				...this.organization,
				path: { guid },
				body: { Timestamp: timestamp },
			}),
		);
		if (!answer.error) return { outcome: 'booked' as const, voucher: voucherState(answer.value) };
		if (['stale', 'unknownResult', 'deleted', 'notFound'].includes(answer.error.kind)) {
			return { outcome: 'stale' as const };
		}
		return refusedOr(answer.error);
	}

	async deleteDraft(guid: string, timestamp: string): Promise<void> {
		const answer = await attempt(
			this.client.call('manualVoucher.delete', {
				...this.organization,
				path: { guid },
				body: { Timestamp: timestamp },
			}),
		);
		if (answer.error && !['deleted', 'notFound'].includes(answer.error.kind)) throw answer.error;
	}

	async pause(): Promise<void> {
		await this.client.clock.sleep(1200);
	}

	private get organization(): { organizationId: string } {
		return { organizationId: this.organizationId };
	}
}

/** ManuelVoucherCreateModel. Lines stand on one account each; the voucher balances as a whole. */
function voucherBody(draft: VoucherDraft) {
	return {
		VoucherDate: draft.day,
		ExternalReference: draft.externalReference,
		FileGuid: draft.fileGuid,
		Lines: draft.lines.map((line) => ({
			Description: line.text,
			AccountNumber: line.accountNumber,
			AccountVatCode: line.vatCode,
			Amount: decimalNumber(line.amount, 'DKK'),
		})),
	};
}

function voucherState(read: AnswerOf<'manualVoucher.get'>): VoucherState {
	const booked = read.Status === 'Booked';
	return {
		guid: read.Guid,
		timestamp: read.Timestamp ?? '',
		booked,
		number: booked ? (read.VoucherNumber ?? undefined) : undefined,
		day: (read.VoucherDate ?? '').slice(0, 10),
		externalReference: read.ExternalReference ?? undefined,
		lines: (read.Lines ?? []).map((line) => ({
			accountNumber: line.AccountNumber ?? 0,
			gross: minor(line.AmountInclVatValue, 'DKK'),
			net: minor(line.AmountExclVatValue, 'DKK'),
		})),
	};
}
