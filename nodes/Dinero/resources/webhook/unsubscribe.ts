import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const unsubscribe: Operation = {
	value: 'unsubscribe',
	name: 'Unsubscribe',
	action: 'Unsubscribe from a webhook',
	description: 'Stop Dinero from calling an address for an event',
	endpoints: ['webhook.unsubscribe'],
	fields: [
		organization,
		{
			displayName: 'Event ID',
			name: 'eventId',
			type: 'string',
			required: true,
			default: '',
			description: "As 'Get Events' lists it",
		},
	],
	async run(context) {
		const EventId = context.text('eventId');
		const organizationId = await context.organizationId();
		await context.dinero.call('webhook.unsubscribe', { organizationId, body: { EventId } });
		return { unsubscribed: true, EventId };
	},
};
