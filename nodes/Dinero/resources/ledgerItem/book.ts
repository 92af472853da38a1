import type { IDataObject } from 'n8n-workflow';

import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { ledgerIdentity, ledgerItemField, readItem } from './items';

export const book: Operation = {
	value: 'book',
	name: 'Book',
	action: 'Book a ledger item',
	description: 'Hand a ledger item to booking, which Dinero does in the background; this cannot be undone',
	endpoints: ['ledgerItem.getMany', 'ledgerItem.book', 'ledgerItem.getStatus'],
	fields: [organization, ledgerItemField],
	async run(context) {
		const id = context.id('ledgerItemId');
		const organizationId = await context.organizationId();
		const [state] = await context.dinero.call('ledgerItem.getStatus', { organizationId, body: [{ Id: id }] });
		if (state !== undefined && state.Status !== 'Draft') return state as unknown as IDataObject;
		const item = await readItem(context, id);
		await context.dinero.call('ledgerItem.book', { organizationId, body: [ledgerIdentity(item)] });
		const [after] = await context.dinero.call('ledgerItem.getStatus', { organizationId, body: [{ Id: id }] });
		return after as unknown as IDataObject;
	},
};
