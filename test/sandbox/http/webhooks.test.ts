/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { RunningDinero } from '../../../sandbox/dinero/start.mts';
import { callApi, organizationWithPro as organization, startQuietly } from './support';

const contact = { Name: 'Tine Lund', CountryKey: 'DK', IsPerson: true, IsMember: false, UseCvr: false };
const line = {
	Description: 'Klokke',
	BaseAmountValue: 149,
	Quantity: 1,
	AccountNumber: 1000,
	Unit: 'parts',
	Discount: 0,
};

describe('webhooks', () => {
	let dinero: RunningDinero;
	let receiver: Server;
	let uri: string;
	const received: Array<Record<string, unknown>> = [];

	beforeAll(async () => {
		({ dinero } = await startQuietly());
		receiver = createServer((request, response) => {
			let text = '';
			request.on('data', (part) => (text += part));
			request.on('end', () => {
				received.push(JSON.parse(text));
				response.statusCode = 204;
				response.end();
			});
		});
		await new Promise<void>((resolve) => {
			receiver.listen(0, '127.0.0.1', resolve);
		});
		uri = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
	});
	afterAll(async () => {
		receiver.close();
		await dinero.close();
	});
	beforeEach(() => {
		dinero.reset();
		received.length = 0;
	});

	const draft = async () => {
		const { ContactGuid } = (await callApi(dinero, 'POST', `/v1/${organization}/contacts`, { body: contact }))
			.json;
		const body = { ContactGuid, ProductLines: [line] };
		return (await callApi(dinero, 'POST', `/v1/${organization}/invoices`, { body })).json;
	};
	const book = async ({ Guid, TimeStamp }: { Guid: string; TimeStamp: string }) =>
		callApi(dinero, 'POST', `/v1/${organization}/invoices/${Guid}/book`, { body: { Timestamp: TimeStamp } });
	const subscribe = (address: string) => {
		dinero.world.organizations
			.get(organization)!
			.webhooks.push({ eventId: 'entries', uri: address, createdAt: '' });
	};
	const settled = async () => {
		while (dinero.deliveries.some(({ outcome }) => outcome === 'under way'))
			await new Promise((resolve) => setImmediate(resolve));
	};

	it('tell a subscriber on this machine about new entries, once', async () => {
		subscribe(uri);
		const made = await draft();
		expect(dinero.deliveries).toEqual([]);
		await book(made);
		await callApi(dinero, 'GET', '/v1/organizations');
		await settled();
		const entries = dinero.world.organizations.get(organization)!.ledger.entries.map(({ guid }) => guid);
		expect(entries).toHaveLength(3);
		expect(received).toEqual([
			{ EventId: 'entries', OrganizationId: Number(organization), EntryGuids: entries },
		]);
		expect(dinero.deliveries).toEqual([expect.objectContaining({ outcome: '204', uri })]);
	});

	it('never call an address elsewhere', async () => {
		for (const address of [
			'https://example.com/hook',
			'http://127.0.0.1.example.com/',
			'http://localhost@example.com/',
		])
			subscribe(address);
		await book(await draft());
		await settled();
		expect(dinero.deliveries.map(({ outcome }) => outcome)).toEqual(
			Array(3).fill('not sent: the address is not on this machine'),
		);
	});

	it('say when a subscriber could not be reached', async () => {
		subscribe('http://127.0.0.1:1/');
		await book(await draft());
		await settled();
		expect(dinero.deliveries[0]!.outcome).toMatch(/^failed/);
	});

	it('are not for personal integrations', async () => {
		const token = dinero.issueToken({ organizationId: organization });
		expect((await callApi(dinero, 'GET', `/v1/${organization}/webhooks/events`, { token })).status).toBe(403);
		expect((await callApi(dinero, 'GET', `/v1/${organization}/webhooks/events`)).status).not.toBe(403);
	});
});
