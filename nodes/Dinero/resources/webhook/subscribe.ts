import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const subscribe: Operation = {
	value: 'subscribe',
	name: 'Subscribe',
	action: 'Subscribe to a webhook',
	description: 'Have Dinero call an address for an event; for connections by OAuth2 only',
	endpoints: ['webhook.subscribe'],
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
		{
			displayName: 'Address',
			name: 'address',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/webhook',
			description: 'A public https address',
		},
	],
	async run(context) {
		const EventId = context.text('eventId');
		const Uri = context.text('address').trim();
		if (!/^https:\/\/[^\s/]+/.test(Uri))
			throw context.unusable('address', `is '${Uri}'`, 'Give an address that begins with https://.');
		const organizationId = await context.organizationId();
		await context.dinero.call('webhook.subscribe', { organizationId, body: { EventId, Uri } });
		return { subscribed: true, EventId, Uri };
	},
};
