import type { Resource } from '../../operation';
import { getEvents } from './getEvents';
import { getSubscriptions } from './getSubscriptions';
import { subscribe } from './subscribe';
import { unsubscribe } from './unsubscribe';

export const webhookResource: Resource = {
	value: 'webhook',
	name: 'Webhook',
	description: 'Addresses that Dinero calls when something happens',
	operations: [getEvents, getSubscriptions, subscribe, unsubscribe],
};
