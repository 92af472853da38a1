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

/** The item's id with its newest version, which Dinero wants for every change. An unbooked item is found among the ledgers. */
export async function readItem(context: OperationContext, id: string): Promise<LedgerItem> {
	const organizationId = await context.organizationId();
	const items = await context.dinero.call('ledgerItem.getMany', { organizationId, body: [{ Id: id }] });
	const item = items.find((one) => one.Id?.toLowerCase() === id);
	if (item) return item;
	throw context.unusable(
		'ledgerItemId',
		'is not among the unbooked ledger items',
		'It may be booked or deleted already.',
	);
}

/** Id and version as Dinero wants them. */
export function ledgerIdentity(item: LedgerItem): { Id: string; Version?: string } {
	return { Id: item.Id ?? '', ...(item.Version ? { Version: item.Version } : {}) };
}
