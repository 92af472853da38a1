import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { sharedRateLimiter } from '../../api/rateLimit';
import { DineroTrigger } from '../../nodes/DineroTrigger/DineroTrigger.node';
import { events } from '../../nodes/DineroTrigger/events';
import { forgetBeginnings } from '../../nodes/DineroTrigger/run';
import { Answered, hostFor, listOf, type HostOptions } from './support';

const trigger = new DineroTrigger();
const minute = 60_000;

beforeEach(() => {
	sharedRateLimiter.clear();
	forgetBeginnings();
});

const stamp = (ago: number) => `${new Date(Date.now() - ago).toISOString().slice(0, 19)}Z`;

function invoice(more: IDataObject = {}): IDataObject {
	return {
		Guid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
		Number: 0,
		Status: 'Draft',
		MailOutStatus: 'NotSent',
		Date: '2026-06-10',
		PaymentDate: '2026-06-18',
		ContactGuid: '11111111-1111-4111-8111-111111111111',
		ContactName: 'Nathan Smith',
		TotalInclVat: 125,
		TotalExclVat: 100,
		Currency: 'DKK',
		ExternalReference: 'shopify:example.com:order:1',
		CreatedAt: stamp(minute),
		UpdatedAt: stamp(minute),
		DeletedAt: null,
		...more,
	};
}

async function poll(options: HostOptions) {
	const host = hostFor(options);
	const items = await trigger.poll.call(host.functions);
	return { ...host, items: items?.[0].map(({ json }) => json) ?? null };
}

async function failing(options: HostOptions) {
	const host = hostFor(options);
	const before = JSON.stringify(host.data);
	const error = await trigger.poll.call(host.functions).then(
		() => undefined,
		(reason: unknown) => reason as Error & { description: string; failure?: unknown; httpCode?: string },
	);
	if (!error) throw new Error('it should have failed');
	expect(JSON.stringify(host.data)).toBe(before);
	return error;
}

describe('the form', () => {
	const field = (name: string) =>
		trigger.description.properties.find((one) => one.name === name) as INodeProperties;

	it('is a polling trigger without inputs', () => {
		const { polling, inputs, usableAsTool, displayName } = trigger.description;
		expect({ polling, inputs, usableAsTool }).toEqual({ polling: true, inputs: [], usableAsTool: undefined });
		expect(displayName.endsWith('Trigger')).toBe(true);
	});

	it("offers every event under 'Trigger On', in alphabetical order", () => {
		const { displayName, options } = field('events');
		const names = (options as INodePropertyOptions[]).map(({ name }) => name);
		expect(displayName).toBe('Trigger On');
		expect(names).toHaveLength(events.length);
		expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
		expect((options as INodePropertyOptions[]).every(({ description }) => description)).toBe(true);
	});

	it('has the search of every list that a field asks for', () => {
		const searches =
			JSON.stringify(trigger.description.properties).match(/"searchListMethod":"(\w+)"/g) ?? [];
		const known = Object.keys(trigger.methods.listSearch);
		expect(searches.length).toBeGreaterThan(0);
		for (const search of searches) expect(known).toContain(search.split('"')[3]);
	});
});

describe('a poll in n8n', () => {
	it('misses nothing where n8n does not keep what the poll at publishing remembered', async () => {
		await poll({ answer: () => listOf([]) });
		const second = await poll({ answer: () => listOf([invoice()]) });
		expect(second.items).toMatchObject([{ event: 'invoice.created', record: { Guid: invoice().Guid } }]);
		const restarted = await poll({ answer: () => listOf([invoice()]), data: second.data });
		expect(restarted.items).toBeNull();
	});

	it('tells nothing at first, and then what is new, simplified', async () => {
		const first = await poll({ answer: () => listOf([]) });
		expect(first.items).toBeNull();
		expect(Object.keys(first.data)).toEqual(['dinero']);
		const second = await poll({ answer: () => listOf([invoice()]), data: first.data });
		const { Guid, ExternalReference } = invoice();
		expect(second.items).toEqual([
			{
				event: 'invoice.created',
				eventId: `352100:invoice.created:${String(Guid)}`,
				occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
				organizationId: '352100',
				record: {
					Guid,
					Number: null,
					Status: 'Draft',
					Date: '2026-06-10',
					PaymentDate: '2026-06-18',
					ContactGuid: '11111111-1111-4111-8111-111111111111',
					ContactName: 'Nathan Smith',
					TotalInclVat: 125,
					Currency: 'DKK',
					ExternalReference,
				},
			},
		]);
		const third = await poll({ answer: () => listOf([invoice()]), data: second.data });
		expect(third.items).toBeNull();
	});

	it.each([
		['another organization', { parameters: { organizationId: '352101' } }],
		['other events', { parameters: { events: ['invoice.created', 'invoice.updated'] } }],
		['another filter', { parameters: { filters: { currency: 'EUR' } } }],
		['a copied workflow', { workflowId: 'workflow-2' }],
		['another node', { nodeId: 'node-2' }],
	])('begins from now with %s, and tells nothing of before', async (_, change) => {
		const { data } = await poll({ answer: () => listOf([]) });
		const after = await poll({ answer: () => listOf([invoice()]), data, ...change });
		expect(after.items).toBeNull();
		const later = await poll({ answer: () => listOf([invoice()]), data, ...change });
		expect(later.items).toBeNull();
	});

	it.each([
		[{}],
		[{ dinero: 'nonsense' }],
		[{ dinero: { version: 99 } }],
		[{ lastTimeChecked: '2020-01-01' }],
	])('begins from now when what is stored is %j', async (data) => {
		expect((await poll({ answer: () => listOf([invoice()]), data: data as IDataObject })).items).toBeNull();
	});

	it('works in an n8n that knows no budget', async () => {
		expect((await poll({ answer: () => listOf([]), budgetMs: 'old host' })).items).toBeNull();
	});

	it('begins at a date when asked to, oldest first', async () => {
		const old = invoice({
			Guid: '00000000-0000-4000-8000-000000000001',
			CreatedAt: stamp(48 * 60 * minute),
			UpdatedAt: stamp(30 * 60 * minute),
		});
		const older = invoice({
			Guid: '00000000-0000-4000-8000-000000000002',
			CreatedAt: stamp(72 * 60 * minute),
			UpdatedAt: stamp(minute),
		});
		const parameters = { startFrom: 'date', startDate: stamp(100 * 60 * minute) };
		const { items, requests } = await poll({ answer: () => listOf([old, older]), parameters });
		expect(items?.map(({ record }) => (record as IDataObject).Guid)).toEqual([older.Guid, old.Guid]);
		expect(requests[0]).toContain(`"changesSince":"${String(parameters.startDate)}"`);
	});

	it('does not poll twice at once', async () => {
		const { data } = await poll({ answer: () => listOf([]) });
		const both = await Promise.all([
			poll({ answer: () => listOf([invoice()]), data }),
			poll({ answer: () => listOf([invoice()]), data }),
		]);
		expect(both.map(({ items }) => items?.length ?? 0).sort()).toEqual([0, 1]);
	});

	it('gives whole documents on request', async () => {
		const { data } = await poll({ answer: () => listOf([]) });
		const whole = { ...invoice(), PaymentStatus: 'Draft', ProductLines: [{ Description: 'A line' }] };
		const answer = (path: string) => (path.includes('/invoices/') ? whole : listOf([invoice()]));
		const { items } = await poll({ answer, data, parameters: { options: { fullDetails: true } } });
		expect(items?.[0].record).toMatchObject({ ProductLines: [{ Description: 'A line' }] });
	});

	it.each([
		[{ currency: 'eur' }, 0],
		[{ currency: 'DKK' }, 1],
		[{ minimumAmount: 125 }, 1],
		[{ minimumAmount: 125.01 }, 0],
		[{ externalReference: 'shopify:' }, 1],
		[{ externalReference: 'woocommerce:' }, 0],
		[{ contactId: { mode: 'id', value: '11111111-1111-4111-8111-111111111111' } }, 1],
		[{ contactId: { mode: 'id', value: '22222222-1111-4111-8111-111111111111' } }, 0],
		[{ own: 'only' }, 0],
		[{ own: 'exclude' }, 1],
	])('with the filter %j gives %i items, and forgets nothing of the rest', async (filters, count) => {
		const { data } = await poll({ answer: () => listOf([]), parameters: { filters } });
		const { items } = await poll({ answer: () => listOf([invoice()]), data, parameters: { filters } });
		expect(items?.length ?? 0).toBe(count);
	});

	it('knows what our own nodes made', async () => {
		const own = invoice({ Guid: '3f2504e0-4f89-51d3-9a0c-0305e82c3301' });
		for (const [value, count] of [
			['only', 1],
			['exclude', 0],
		] as const) {
			const parameters = { filters: { own: value } };
			const { data } = await poll({ answer: () => listOf([]), parameters });
			expect((await poll({ answer: () => listOf([own]), data, parameters })).items?.length ?? 0).toBe(count);
		}
	});
});

describe('the test step', () => {
	it('gives one recent example and leaves the cursor alone', async () => {
		const older = invoice({
			Guid: '00000000-0000-4000-8000-000000000001',
			CreatedAt: stamp(90 * minute),
			UpdatedAt: stamp(90 * minute),
		});
		const { items, data } = await poll({ answer: () => listOf([older, invoice()]), mode: 'manual' });
		expect(items).toHaveLength(1);
		expect(items![0]).toMatchObject({ event: 'invoice.created', record: { Guid: invoice().Guid } });
		expect(data).toEqual({});
	});

	it.each(events.map(({ value }) => value))('says plainly that there is no example of %s', async (event) => {
		const answer = (path: string) => (path.includes('/entries/') ? [] : listOf([]));
		const error = await failing({ answer, mode: 'manual', parameters: { events: [event] } });
		expect(error.message).toMatch(/^Dinero has no example of: /);
		expect(error.description).toContain('published all the same');
	});
});

describe('when something is in the way, the poll says so and nothing has happened', () => {
	it.each([
		[403, { code: 90, message: 'No active Pro' }, 'configuration-invalid'],
		[401, '', 'credential-invalid'],
	])('%i: it waits until somebody acts', async (status, body, cause) => {
		const error = await failing({
			answer: () => new Answered(status, body === '' ? '' : JSON.stringify(body)),
		});
		expect(error.failure).toEqual({ cause });
		expect(error.message).not.toMatch(/undefined|Error:/);
	});

	it.each([
		[{ events: [] }, "'Trigger On' is empty"],
		[{ events: ['invoice.exploded'] }, "'Trigger On'"],
		[{ organizationId: 'Nordlys' }, "'Organization' is 'Nordlys'"],
		[{ startFrom: 'date', startDate: '' }, "'Start Date' is empty"],
		[{ startFrom: 'date', startDate: 'last week' }, "'Start Date'"],
		[{ filters: { currency: 'kroner' } }, "'Currency'"],
		[{ filters: { minimumAmount: -5 } }, "'Minimum Amount'"],
		[{ filters: { fromAccount: 2000, toAccount: 1000 } }, "'Account From'"],
		[{ filters: { contactId: 'somebody' } }, "'Contact'"],
		[{ options: { maximumItems: 0 } }, "'Maximum Items per Poll'"],
	])('wrong settings %j name their field', async (parameters, words) => {
		const answer = jest.fn();
		const error = await failing({ answer, parameters: parameters as IDataObject });
		expect(error.message).toContain(words);
		expect(error.description).toBeTruthy();
		expect(answer).not.toHaveBeenCalled();
	});
});
