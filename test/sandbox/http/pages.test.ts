import type { RunningDinero } from '../../../sandbox/dinero/start.mts';
import { callApi, organizationWithPro as organization, postForm, send, startQuietly } from './support';

const contact = {
	Name: 'Bo <b>Krogh</b> & søn',
	CountryKey: 'DK',
	IsPerson: true,
	IsMember: false,
	UseCvr: false,
	Email: 'bo@example.com',
};
const line = {
	Description: 'Ringeklokke "messing"',
	BaseAmountValue: 149,
	Quantity: 2,
	AccountNumber: 1000,
	Unit: 'parts',
	Discount: 0,
};

describe('the pages for people', () => {
	let dinero: RunningDinero;
	let invoiceGuid: string;
	let contactGuid: string;
	const page = async (path: string) => send(dinero.url + path);
	const documentPath = () => `/books/${organization}/invoices/${invoiceGuid}`;
	const otherWriter = async (what: string, path = documentPath()) =>
		postForm(`${dinero.url}${path}/other-writer`, { what });
	const figures = async () =>
		(await send(`${dinero.url}/_sandbox/organizations/${organization}/invoices`)).json[0];

	beforeAll(async () => {
		({ dinero } = await startQuietly({ start: '2026-03-02T10:00:00Z' }));
		contactGuid = (await callApi(dinero, 'POST', `/v1/${organization}/contacts`, { body: contact })).json
			.ContactGuid;
		const body = {
			ContactGuid: contactGuid,
			ShowLinesInclVat: true,
			ExternalReference: 'shop:1001',
			ProductLines: [line],
		};
		invoiceGuid = (await callApi(dinero, 'POST', `/v1/${organization}/invoices`, { body })).json.Guid;
	});
	afterAll(() => dinero.close());

	const rooms: Array<[string, () => string, RegExp]> = [
		['the overview', () => '/', /Nordlys Cykler ApS[\s\S]*holds/],
		['the invoices', () => `/books/${organization}/invoices`, /shop:1001[\s\S]*298\.00/],
		['one invoice', documentPath, /Ringeklokke &quot;messing&quot;/],
		['the credit notes', () => `/books/${organization}/creditnotes`, /Nothing yet/],
		['the contacts', () => `/books/${organization}/contacts`, /bo@example\.com/],
		['one contact', () => `/books/${organization}/contacts/${contactGuid}`, /shop:1001/],
		['the products', () => `/books/${organization}/products`, /<h1>Products/],
		['the ledger', () => `/books/${organization}/ledger`, /Trial balance/],
		['the VAT', () => `/books/${organization}/vat`, /By VAT code/],
		['the outbox', () => '/outbox', /Nothing was sent/],
		['the calls', () => '/calls', /POST \/v1\/352100\/invoices/],
		['the calls, live', () => '/calls?live=1', /http-equiv="refresh"/],
		['one call', () => '/calls/1', /Ringeklokke|CountryKey/],
		['the switches', () => '/switches', /name="rounding"/],
		['the faults', () => '/faults', /cutAfter/],
	];
	it.each(rooms)('show %s', async (_name, path, text) => {
		const answer = await page(path());
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
		expect(answer.text).toMatch(text);
		expect(answer.text).toMatch(/^<!DOCTYPE html>\n<html lang="en">[\s\S]*<main id="content">[\s\S]*<h1>/);
		expect(answer.text).not.toMatch(/undefined|\[object Object\]|NaN/);
	});

	it('make whatever the books hold safe', async () => {
		for (const path of [
			documentPath(),
			`/books/${organization}/contacts/${contactGuid}`,
			`/books/${organization}/contacts`,
		]) {
			const { text } = await page(path);
			expect(text).not.toContain('<b>Krogh');
			expect(text).toContain('Bo &lt;b&gt;Krogh&lt;/b&gt; &amp; søn');
		}
	});

	it('answer 404 for what is not there', async () => {
		for (const path of [
			'/calls/99999',
			`/books/${organization}/invoices/nothing`,
			'/books/1/invoices',
			`/books/${organization}/contacts/x`,
		]) {
			expect((await page(path)).status).toBe(404);
		}
	});

	it('let someone else book, pay, credit and change the invoice, and show its entries and its PDF', async () => {
		expect((await page(`${documentPath()}/pdf`)).status).toBe(404);
		await otherWriter('book');
		expect(await figures()).toMatchObject({
			booked: true,
			number: 1,
			paymentStatus: 'Booked',
			remaining: 298,
		});
		expect((await page(documentPath())).text).toMatch(/53000[\s\S]*298\.00[\s\S]*64000[\s\S]*59\.60/);
		const pdf = await page(`${documentPath()}/pdf`);
		expect([pdf.status, pdf.headers.get('content-type'), pdf.text.slice(0, 5)]).toEqual([
			200,
			'application/pdf',
			'%PDF-',
		]);
		await otherWriter('pay');
		expect(await figures()).toMatchObject({ paid: 298, remaining: 0, paymentStatus: 'Paid' });
		await otherWriter('unpay');
		expect(await figures()).toMatchObject({ paid: 0, remaining: 298 });
		await otherWriter('credit');
		expect(await figures()).toMatchObject({ remaining: 0 });
		const before = dinero.world.organizations.get(organization)!.invoices.get(invoiceGuid)!.timeStamp;
		const changed = await otherWriter('touch');
		expect(changed.status).toBe(303);
		expect(dinero.world.organizations.get(organization)!.invoices.get(invoiceGuid)!.timeStamp > before).toBe(
			true,
		);
		expect((await page(changed.headers.get('location')!)).text).toContain('Someone changed it');
		const wrong = await otherWriter('book');
		expect((await page(wrong.headers.get('location')!)).text).toContain('already booked');
		expect((await page(`/books/${organization}/vat`)).text).toContain('Dansk salgsmoms');
		expect((await page(`/books/${organization}/ledger/53000`)).text).toContain('Debitorer');
	});

	it('let someone else change, delete and restore the contact', async () => {
		const at = `/books/${organization}/contacts/${contactGuid}`;
		const kept = () => dinero.world.organizations.get(organization)!.contacts.get(contactGuid)!;
		dinero.world.clock.move(60_000);
		expect((await page((await otherWriter('touch', at)).headers.get('location')!)).text).toContain(
			'Someone changed it',
		);
		expect(kept().updatedAt).toBe(dinero.world.clock.stamp());
		await otherWriter('delete', at);
		expect(kept().deletedAt).not.toBeNull();
		expect((await page(at)).text).toContain('Restore it');
		await otherWriter('restore', at);
		expect(kept().deletedAt).toBeNull();
		expect((await otherWriter('pay', at)).headers.get('location')).toContain('wrong=');
	});

	it('set switches, clock, rates, faults and snapshots by forms', async () => {
		const said = async (path: string, fields: Record<string, string>) => {
			const answer = await postForm(dinero.url + path, fields);
			expect(answer.status).toBe(303);
			return (await page(answer.headers.get('location')!)).text;
		};
		expect(await said('/switches', { rounding: 'net', accessTokenSeconds: '60' })).toContain(
			'The switches are set.',
		);
		expect([dinero.world.switches.rounding, dinero.settings.accessTokenSeconds]).toEqual(['net', 60]);
		expect(await said('/switches', { rounding: 'up' })).toContain('cannot be');
		expect(await said('/clock', { what: 'day' })).toContain('2026-03-03 10:01');
		expect(await said('/clock', { what: 'set', now: '2026-05-01T12:30' })).toContain('2026-05-01 12:30');
		expect(
			await said('/faults', {
				effect: 'status',
				status: '503',
				path: '*/contacts',
				times: '2',
				method: '',
				nth: '',
			}),
		).toContain('in force');
		expect(await said('/rates', { currency: 'EUR', rate: '750', date: '' })).toContain('100 EUR are 750 kroner.');
		expect(dinero.world.rates.rate('EUR', '2026-05-01')).toBe(750);
		expect(await said('/rates', { currency: 'XXX', rate: '1', date: '' })).toContain('no currency');
		expect(dinero.faults()[0]).toMatchObject({
			effect: 'status',
			status: 503,
			match: { path: '*/contacts', times: 2 },
		});
		expect(await said('/faults', { remove: String(dinero.faults()[0]!.id) })).toContain('removed');
		expect(dinero.faults()).toEqual([]);
		expect(await said('/whole', { what: 'save', name: 'a' })).toContain('kept');
		expect(await said('/whole', { what: 'load', name: 'b' })).toContain('no snapshot');
		expect(await said('/whole', { what: 'reset', name: '' })).toContain('starts over');
		expect(dinero.world.switches.rounding).toBe('line');
		expect(await figures()).toBeUndefined();
		expect(await said('/whole', { what: 'load', name: 'a' })).toContain('again');
		expect((await figures()).number).toBe(1);
		dinero.issueToken();
		expect(await said('/tokens', { what: 'revoke' })).toMatch(/[1-9]\d* sign-ins ended/);
	});
});
