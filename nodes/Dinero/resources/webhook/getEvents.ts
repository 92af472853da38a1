import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { toRows } from './rows';

export const getEvents: Operation = {
	value: 'getEvents',
	name: 'Get Events',
	action: 'Get webhook events',
	description: 'List the events that Dinero can call an address for',
	endpoints: ['webhook.getEvents'],
	fields: [organization],
	async run(context) {
		const organizationId = await context.organizationId();
		return toRows(await context.dinero.call('webhook.getEvents', { organizationId }));
	},
};
