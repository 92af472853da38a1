import { deleteDraft } from '../../documents/drafts';
import { organization, tradeOffer } from '../../fields/locators';
import type { Operation } from '../../operation';

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a trade offer',
	description: 'Remove a trade offer for good',
	endpoints: ['tradeOffer.get', 'tradeOffer.delete'],
	fields: [organization, tradeOffer()],
	async run(context) {
		return await deleteDraft(context, 'tradeOffer');
	},
};
