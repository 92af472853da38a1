import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { toRows } from './rows';

export const getSubscriptions: Operation = {
	value: 'getSubscriptions',
	name: 'Get Subscriptions',
	action: 'Get webhook subscriptions',
	description: 'List the addresses that Dinero calls',
	endpoints: ['webhook.getSubscriptions'],
	fields: [organization],
	async run(context) {
		const organizationId = await context.organizationId();
		return toRows(await context.dinero.call('webhook.getSubscriptions', { organizationId }));
	},
};
