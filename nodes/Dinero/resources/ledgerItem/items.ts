import type { INodeProperties } from 'n8n-workflow';

import type { components } from '../../../../api/schema';
import type { OperationContext } from '../../context';
import { guidField } from '../../fields/locators';

export type LedgerItem = components['schemas']['LedgerItemModelV2'];

export const ledgerItemField: INodeProperties = guidField(
	'Ledger Item ID',
	'ledgerItemId',
	"The ID that 'Create' gave; Dinero has no list of them",
);

/** An unbooked item, which is found among the ledgers; undefined for one that is booked. */
export async function findItem(context: OperationContext, id: string): Promise<LedgerItem | undefined> {
	const organizationId = await context.organizationId();
	const items = await context.dinero.call('ledgerItem.getMany', { organizationId, body: [{ Id: id }] });
	return items.find((one) => one.Id?.toLowerCase() === id);
}

/** The item that the form picks, with its newest version, which Dinero wants for every change. */
export async function readItem(context: OperationContext, id: string): Promise<LedgerItem> {
	const item = await findItem(context, id);
	if (item) return item;
	throw context.unusable(
		'ledgerItemId',
		'is not among the unbooked ledger items',
		'It may be booked or deleted already.',
	);
}

/** An item that may still be changed: Dinero books those that wait for it within seconds. */
export async function readDraftItem(context: OperationContext, id: string): Promise<LedgerItem> {
	const organizationId = await context.organizationId();
	const [state] = await context.dinero.call('ledgerItem.getStatus', { organizationId, body: [{ Id: id }] });
	if (state === undefined || state.Status === 'Draft') return await readItem(context, id);
	throw context.unusable(
		'ledgerItemId',
		state.Status === 'Booked' ? 'is booked' : 'waits for booking',
		'What is booked cannot be changed. Correct it with a new voucher.',
	);
}

/** Id and version as Dinero wants them. */
export function ledgerIdentity(item: LedgerItem): { Id: string; Version?: string } {
	return { Id: item.Id ?? '', ...(item.Version ? { Version: item.Version } : {}) };
}
