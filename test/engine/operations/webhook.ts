import type { Engine } from '../harness';
import { made } from './rows';
import type { Given, ResourceTable, WrongRow } from './table';

const address = 'https://example.com/dinero';
const subscribed = async (engine: Engine): Promise<Given> => {
	await made(engine, 'webhook', 'subscribe', { eventId: 'entries', address });
	return {};
};
const none = async () => await Promise.resolve({});
const byItsName: WrongRow = {
	what: 'an organization by its name',
	parameters: { organizationId: '={{ "Nordlys" }}' },
	names: 'Organization',
	message: /^'Organization' is 'Nordlys', which is not an organization ID$/,
	advice: /352100/,
};
const wrongEvents = (parameters: object = {}): WrongRow[] => [
	{
		what: 'no event',
		parameters: { ...parameters, eventId: '={{ $json.nothing }}' },
		names: 'Event ID',
		message: /^'Event ID' is empty$/,
		advice: /Fill in/,
	},
	{
		what: 'an event that Dinero lacks',
		parameters: { ...parameters, eventId: 'invoices' },
		refused: [400],
		names: 'Event ID',
		message: /: 'Event ID': Unknown event 'invoices'/,
		advice: /Correct/,
	},
];

export const webhookTable: ResourceTable = {
	resource: 'webhook',
	operations: {
		getEvents: {
			required: { parameters: {}, gives: [{ EventId: 'entries', Description: expect.any(String) }] },
			full: [],
			wrong: [byItsName],
		},
		getSubscriptions: {
			given: subscribed,
			required: { parameters: {}, gives: [{ EventId: 'entries', Uri: address }] },
			full: [],
			wrong: [byItsName],
		},
		subscribe: {
			required: {
				parameters: { eventId: 'entries', address },
				gives: { subscribed: true, EventId: 'entries', Uri: address },
			},
			full: [
				{
					parameters: { eventId: 'entries', address: 'https://example.com/other' },
					reads: ({ books }) => ({
						eventId: [books.webhooks.map(({ eventId }) => eventId), ['entries']],
						address: [books.webhooks.map(({ uri }) => uri), ['https://example.com/other']],
					}),
				},
			],
			wrong: [
				...wrongEvents({ address }),
				{
					what: 'an address that is not encrypted',
					parameters: { eventId: 'entries', address: 'http://example.com/dinero' },
					names: 'Address',
					message: /^'Address' is 'http:\/\/example\.com\/dinero'$/,
					advice: /https:\/\//,
				},
			],
		},
		unsubscribe: {
			given: subscribed,
			required: { parameters: { eventId: 'entries' }, gives: { unsubscribed: true, EventId: 'entries' } },
			full: [
				{
					parameters: { eventId: 'entries' },
					reads: ({ books }) => ({ eventId: [books.webhooks, []] }),
				},
			],
			wrong: [
				...wrongEvents(),
				{
					what: 'an event without a subscription',
					given: none,
					parameters: { eventId: 'entries' },
					refused: [400],
					names: 'Event ID',
					message: /: 'Event ID': There is no subscription to 'entries'\.$/,
					advice: /Correct/,
				},
			],
		},
	},
};
