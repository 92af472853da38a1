import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { ledgerIdentity, ledgerItemField, readDraftItem } from './items';

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a ledger item',
	description: 'Remove an unbooked ledger item for good',
	endpoints: ['ledgerItem.getStatus', 'ledgerItem.getMany', 'ledgerItem.delete'],
	fields: [organization, ledgerItemField],
	async run(context) {
		const id = context.id('ledgerItemId');
		const organizationId = await context.organizationId();
		const item = await readDraftItem(context, id);
		await context.dinero.call('ledgerItem.delete', { organizationId, body: [ledgerIdentity(item)] });
		return { deleted: true, Id: id };
	},
};
