import { refuseField } from '../books/refusals.mts';
import type { Answer, Call, Operation } from './call.mts';

/** Public sources describe one event, about new entries; its real id is not known. */
export const webhookEvents = [{ EventId: 'entries', Description: 'Entries were added to the ledger.' }];

function readEvent(call: Call): string {
	const eventId: string = call.body?.EventId ?? '';
	if (!webhookEvents.some(({ EventId }) => EventId === eventId)) {
		refuseField(
			'EventId',
			`Unknown event '${eventId}'. Known: ${webhookEvents.map(({ EventId }) => EventId).join(', ')}.`,
		);
	}
	return eventId;
}

/** One subscription for each event: subscribing again moves it to the new address. */
function subscribe(call: Call): Answer {
	const { organization, world } = call;
	const eventId = readEvent(call);
	const uri: string = call.body.Uri ?? '';
	if (!/^https?:$/.test(URL.canParse(uri) ? new URL(uri).protocol : ''))
		refuseField('Uri', `'${uri}' is not a web address.`);
	organization.webhooks = organization.webhooks.filter((subscription) => subscription.eventId !== eventId);
	organization.webhooks.push({ eventId, uri, createdAt: world.clock.stamp() });
	world.log(organization, 'webhook subscribed', eventId, uri);
	return {};
}

function unsubscribe(call: Call): Answer {
	const { organization, world } = call;
	const eventId = readEvent(call);
	if (!organization.webhooks.some((subscription) => subscription.eventId === eventId)) {
		refuseField('EventId', `There is no subscription to '${eventId}'.`);
	}
	organization.webhooks = organization.webhooks.filter((subscription) => subscription.eventId !== eventId);
	world.log(organization, 'webhook unsubscribed', eventId);
	return {};
}

export const webhookOperations: Record<string, Operation> = {
	post_v1_organizationId_webhooks_subscribe: subscribe,
	delete_v1_organizationId_webhooks_unsubscribe: unsubscribe,
	get_v1_organizationId_webhooks_subscriptions: ({ organization }) => ({
		json: organization.webhooks.map(({ eventId, uri }) => ({ EventId: eventId, Uri: uri })),
	}),
	get_v1_organizationId_webhooks_events: () => ({ json: webhookEvents }),
};
