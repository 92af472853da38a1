import { apiKeyOf, sandboxApp, sandboxPersonalClient } from '../../../sandbox/dinero/http/accounts.mts';
import type { RunningDinero } from '../../../sandbox/dinero/start.mts';
import {
	organizationWithPro as organization,
	postForm,
	send,
	startQuietly,
	type HttpAnswer,
} from './support';

/*
 * The requests of public Dinero clients, as their published sources build them, with values of our own. They were written
 * against the real Dinero, so the faithful face must answer them as their authors say that it did.
 */
describe('requests of public Dinero clients', () => {
	let dinero: RunningDinero;
	let warnings: string[];
	beforeAll(async () => {
		({ dinero, warnings } = await startQuietly({ faithful: true }));
	});
	afterAll(async () => {
		await dinero.close();
		expect(warnings).toEqual([]);
	});
	afterEach(async () => {
		expect((await send(`${dinero.url}/_sandbox/invariants`)).json).toEqual({ holds: true, broken: [] });
	});

	const call = async (
		token: string,
		method: string,
		path: string,
		body?: unknown,
		accept?: string,
	): Promise<HttpAnswer> =>
		send(dinero.url + path, {
			method,
			headers: {
				authorization: `Bearer ${token}`,
				...(body !== undefined && { 'content-type': 'application/json' }),
				...(accept && { accept }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});

	/** Password grant with the key twice and the client in a Basic header, as every personal integration does. */
	const personalToken = async () => {
		const client = Buffer.from(
			`${sandboxPersonalClient.clientId}:${sandboxPersonalClient.clientSecret}`,
		).toString('base64');
		const key = apiKeyOf(organization);
		const answer = await postForm(
			`${dinero.url}/dineroapi/oauth/token`,
			{ grant_type: 'password', scope: 'read write', username: key, password: key },
			{ authorization: `Basic ${client}` },
		);
		return answer.json.access_token as string;
	};

	describe('the agency system in TypeScript (searches by VAT number, leaves members out, sends one that there is not)', () => {
		const contactBody = {
			Name: 'Ravn & Søn ApS',
			Cvr: '29403473',
			VatNumber: '29403473',
			Email: 'bogholderi@example.com',
			Street: 'Vesterbro 18, st',
			ZipCode: '9000',
			City: 'Aalborg',
			CountryKey: 'DK',
			IsPerson: false,
			PaymentConditionType: 'Netto',
			PaymentConditionNumberOfDays: 8,
		};

		it('finds or makes the contact, drafts, books, mails and follows the invoice', async () => {
			const token = await personalToken();
			const query = new URLSearchParams({
				queryFilter: "VatNumber eq '29403473'",
				pageSize: '1000',
				fields: 'ContactGuid,DeletedAt',
			});
			const search = async () =>
				(await call(token, 'GET', `/v2/${organization}/contacts?${query}`)).json.Collection;
			expect(await search()).toEqual([]);
			const made = await call(token, 'POST', `/v1/${organization}/contacts`, contactBody);
			expect(made.status).toBe(200);
			expect(dinero.calls.at(-1)!.swallowed).toEqual(['Cvr']);
			const guid: string = made.json.ContactGuid;
			expect(await search()).toEqual([{ ContactGuid: guid, DeletedAt: null }]);
			const update = await call(token, 'PUT', `/v1/${organization}/contacts/${guid}`, contactBody);
			expect(update.status).toBe(200);
			const read = (await call(token, 'GET', `/v1/${organization}/contacts/${guid}`)).json;
			expect(read).toMatchObject({
				Name: 'Ravn & Søn ApS',
				Email: 'bogholderi@example.com',
				ZipCode: '9000',
			});

			const draft = await call(token, 'POST', `/v1/${organization}/invoices`, {
				ContactGuid: guid,
				Date: dinero.world.clock.today(),
				Comment: 'Etablering af hjemmeside',
				PaymentConditionType: 'Netto',
				PaymentConditionNumberOfDays: 8,
				IsMobilePayInvoiceEnabled: false,
				IsPensoPayEnabled: false,
				ProductLines: [
					{
						Description: 'Hjemmeside',
						Quantity: 1,
						Unit: 'parts',
						BaseAmountValue: 1200,
						AccountNumber: 1000,
					},
				],
			});
			expect(Object.keys(draft.json).sort()).toEqual(['Guid', 'TimeStamp']);
			const at = `/v1/${organization}/invoices/${draft.json.Guid}`;
			expect((await call(token, 'POST', `${at}/book`, { Timestamp: null })).text).toContain(
				'The Timestamp field is required.',
			);
			const booked = await call(token, 'POST', `${at}/book`, { Timestamp: draft.json.TimeStamp });
			expect(booked.json).toMatchObject({ Number: 1, TotalInclVat: 1500 });
			expect(booked.json.TimeStamp).not.toBe(draft.json.TimeStamp);
			const mail = (stamp: string) => ({
				Timestamp: stamp,
				Receiver: 'kunde@example.com',
				AddVoucherAsPdfAttachment: true,
				ShouldAddTrustPilotEmailAsBcc: false,
			});
			expect((await call(token, 'POST', `${at}/email`, mail(draft.json.TimeStamp))).json).toMatchObject({
				code: 58,
			});
			expect((await call(token, 'POST', `${at}/email`, mail(booked.json.TimeStamp))).status).toBe(200);
			expect((await call(token, 'GET', at)).json).toMatchObject({
				Status: 'Booked',
				PaymentStatus: 'Booked',
				MailOutStatus: 'Sent',
			});
			expect(dinero.world.outbox.at(-1)).toMatchObject({ kind: 'mail', to: 'kunde@example.com' });
		});

		it('meets a contact that somebody deleted, which the second version of the list still shows', async () => {
			const token = await personalToken();
			const guid = (
				await call(token, 'POST', `/v1/${organization}/contacts`, {
					...contactBody,
					VatNumber: undefined,
					Name: 'Slettet ApS',
				})
			).json.ContactGuid;
			await call(token, 'DELETE', `/v1/${organization}/contacts/${guid}`);
			const query = new URLSearchParams({
				queryFilter: "Name contains 'Slettet'",
				fields: 'ContactGuid,DeletedAt',
			});
			const [row] = (await call(token, 'GET', `/v2/${organization}/contacts?${query}`)).json.Collection;
			expect(row).toEqual({ ContactGuid: guid, DeletedAt: expect.any(String) });
			const refused = await call(token, 'POST', `/v1/${organization}/invoices`, {
				ContactGuid: guid,
				ProductLines: [
					{ Description: 'x', Quantity: 1, Unit: 'parts', BaseAmountValue: 1, AccountNumber: 1000 },
				],
			});
			expect(refused.status).toBe(400);
			expect(refused.text).toContain('invalidContactId');
		});

		it('learns that a draft can be deleted once and read ever after, and which filters there are', async () => {
			const token = await personalToken();
			const { Guid, TimeStamp } = (
				await call(token, 'POST', `/v1/${organization}/invoices`, {
					ProductLines: [
						{ Description: 'x', Quantity: 1, Unit: 'parts', BaseAmountValue: 1, AccountNumber: 1000 },
					],
				})
			).json;
			const at = `/v1/${organization}/invoices/${Guid}`;
			expect((await call(token, 'DELETE', at, { Timestamp: TimeStamp })).status).toBe(200);
			expect((await call(token, 'GET', at)).json.DeletedAt).toEqual(expect.any(String));
			const again = await call(token, 'DELETE', at, {});
			expect([again.status, again.json.code]).toEqual([400, 65]);
			const filter = await call(
				token,
				'GET',
				`/v2/${organization}/contacts?queryFilter=${encodeURIComponent("IsDebitor eq 'true'")}`,
			);
			expect(filter.status).toBe(400);
		});
	});

	describe('the time recorder in Ruby (registered app, code by form post, keys in lower camel case)', () => {
		const callback = 'http://localhost:3000/rest/oauth2-credential/callback';

		const signIn = async () => {
			const page = await postForm(`${dinero.url}/connect/authorize`, {
				client_id: sandboxApp.clientId,
				response_type: 'code',
				response_mode: 'form_post',
				state: Buffer.from('{"pos_token":"1"}').toString('base64'),
				scope: 'dineropublicapi:read dineropublicapi:write offline_access',
				redirect_uri: callback,
				person: 'user-mette',
				decision: 'allow',
			});
			const code = /name="code" value="([^"]+)"/.exec(page.text)![1]!;
			const client = { client_id: sandboxApp.clientId, client_secret: sandboxApp.clientSecret };
			const first = await postForm(`${dinero.url}/connect/token`, {
				grant_type: 'authorization_code',
				code,
				redirect_uri: callback,
				...client,
			});
			const next = await postForm(`${dinero.url}/connect/token`, {
				...client,
				grant_type: 'refresh_token',
				refresh_token: first.json.refresh_token,
			});
			return next.json.access_token as string;
		};

		it('reads organizations, settings and contacts, and drafts an invoice with product, one-off and text lines', async () => {
			const token = await signIn();
			const organizations = (await call(token, 'GET', '/v1.1/organizations')).json;
			expect(organizations[0]).toMatchObject({ Id: Number(organization), Subscription: { HasPro: true } });
			const settings = (await call(token, 'GET', `/v1/${organization}/sales/settings`)).json;
			expect(settings.DefaultAccountNumber).toBe(1000);

			const fields = 'Name,ContactGuid,Street,ZipCode,City,Phone,Email,VatNumber,EanNumber';
			const contact = await call(token, 'POST', `/v1/${organization}/contacts`, {
				externalReference: 'kunde 7',
				name: 'Morten Holm',
				street: 'Algade 1',
				zipCode: '4000',
				city: 'Roskilde',
				countryKey: 'DK',
				isPerson: true,
				isMember: false,
				useCvr: false,
				paymentConditionType: 'Netto',
				paymentConditionNumberOfDays: 8,
			});
			const list = await call(
				token,
				'GET',
				`/v2/${organization}/contacts?${new URLSearchParams({ page: '0', pageSize: '100', fields })}`,
			);
			expect(Object.keys(list.json.Collection[0])).toEqual(fields.split(','));
			expect(list.json.Pagination).toMatchObject({ MaxPageSizeAllowed: 1000, PageSize: 100, Page: 0 });

			const product = await call(token, 'POST', `/v1/${organization}/products`, {
				productNumber: 'a-timer',
				name: 'Timer',
				baseAmountValue: 750,
				quantity: 1,
				accountNumber: 1000,
				unit: 'hours',
				externalReference: 'timer',
			});
			const draft = await call(token, 'POST', `/v1/${organization}/invoices`, {
				currency: 'DKK',
				language: 'da-DK',
				externalReference: 'uge 12',
				description: 'Faktura',
				comment: 'Projekt Havn',
				date: dinero.world.clock.today(),
				productLines: [
					{
						productGuid: product.json.ProductGuid,
						comments: 'Møde',
						quantity: 2.5,
						accountNumber: 1000,
						unit: 'hours',
						discount: 0.0,
						lineType: 'Product',
						baseAmountValue: 750,
					},
					{
						productGuid: null,
						description: 'Blomster',
						comments: 'Dufter',
						quantity: 5,
						accountNumber: 1000,
						unit: 'parts',
						discount: 5.5,
						lineType: 'Product',
						baseAmountValue: 20.25,
					},
					{ productGuid: null, description: 'Tak for samarbejdet', lineType: 'Text' },
				],
				address: 'Algade 1 4000 Roskilde Danmark',
				guid: null,
				showLinesInclVat: settings.LinesInclVat,
				invoiceTemplateId: settings.InvoiceTemplateId,
				contactGuid: contact.json.ContactGuid,
				paymentConditionNumberOfDays: 8,
				paymentConditionType: 'Netto',
				reminderFee: 0,
				reminderInterestRate: 0,
				isMobilePayInvoiceEnabled: false,
				isPensoPayEnabled: false,
			});
			expect(draft.status).toBe(200);
			expect(draft.json.TimeStamp).toMatch(/^[0-9A-F]{16}$/);
			const read = (await call(token, 'GET', `/v1/${organization}/invoices/${draft.json.Guid}`)).json;
			// 2.5 x 750 and 5 x 20.25 less 5.5 %: 1875.00 + 95.68.
			expect(read).toMatchObject({
				Number: 0,
				Status: 'Draft',
				TotalExclVat: 1970.68,
				Comment: 'Projekt Havn',
			});
			expect(read.ProductLines.map((line: { LineType: string }) => line.LineType)).toEqual([
				'Product',
				'Product',
				'Text',
			]);
		});
	});

	describe('the library in PHP (paged lists, whose fields PHP writes as an array)', () => {
		it('pages until a page is empty', async () => {
			const token = await personalToken();
			const names: string[] = [];
			for (let page = 0; ; page++) {
				const answer = await call(
					token,
					'GET',
					`/v1/${organization}/contacts?page=${page}&pageSize=2&deletedOnly=true`,
				);
				expect(answer.status).toBe(200);
				if (answer.json.Collection.length === 0) break;
				names.push(...answer.json.Collection.map((contact: { name: string }) => contact.name));
			}
			expect(names).toEqual(['Slettet ApS']);
		});

		it('gets the default fields, since its own way of asking is not understood', async () => {
			const token = await personalToken();
			const answer = await call(
				token,
				'GET',
				`/v1/${organization}/contacts?page=0&pageSize=100&fields%5B0%5D=Name&fields%5B1%5D=Email`,
			);
			expect(answer.status).toBe(200);
			expect(Object.keys(answer.json.Collection[0])).toEqual(['name', 'contactGuid']);
			expect(dinero.calls.at(-1)!.swallowed).toEqual(['?fields[0]', '?fields[1]']);
		});

		it('is told that its model is missing when it sends a form', async () => {
			const token = await personalToken();
			const answer = await postForm(
				`${dinero.url}/v1/${organization}/contacts`,
				{ Name: 'x' },
				{ authorization: `Bearer ${token}` },
			);
			expect(answer.json).toMatchObject({
				code: 42,
				message: 'Validation Error',
				validationErrors: { 'globalErrors[]': 'The following models are missing: model' },
			});
		});
	});

	describe('clients that keep whole books', () => {
		it('list paid invoices within dates, take a payment, and fetch the PDF', async () => {
			const token = await personalToken();
			const today = dinero.world.clock.today();
			const fields = 'Number,Guid,ContactName,Date,TotalInclVat,Status';
			const query = new URLSearchParams({
				startDate: today,
				endDate: today,
				statusFilter: 'Booked,Overdue',
				fields,
				pageSize: '1000',
			});
			const [invoice] = (await call(token, 'GET', `/v1/${organization}/invoices?${query}`)).json.Collection;
			expect(invoice).toMatchObject({ Number: 1, Status: 'Booked', TotalInclVat: 1500 });
			const at = `/v1/${organization}/invoices/${invoice.Guid}`;
			const { TimeStamp } = (await call(token, 'GET', at)).json;
			const payment = await call(token, 'POST', `${at}/payments`, {
				DepositAccountNumber: 55000,
				ExternalReference: 'bank 1',
				PaymentDate: today,
				Description: 'Indbetaling',
				Amount: 1500.0,
				Timestamp: TimeStamp,
				RemainderIsFee: false,
			});
			expect(payment.status).toBe(200);
			const payments = (await call(token, 'GET', `/v2/${organization}/invoices/${invoice.Guid}/payments`))
				.json;
			expect(payments).toMatchObject({ RemainingAmount: 0, PaidAmount: 1500 });
			const pdf = await call(token, 'GET', at, undefined, 'application/octet-stream');
			expect(pdf.text.slice(0, 5)).toBe('%PDF-');
			const unknown = await call(
				token,
				'GET',
				`/v1/${organization}/invoices/00000000-0000-4000-8000-000000000001`,
			);
			expect([unknown.status, unknown.json.code]).toEqual([400, 63]);
			expect(
				(await call(token, 'GET', `/v1/${organization}/contacts/00000000-0000-4000-8000-000000000001`))
					.status,
			).toBe(404);
		});

		it('find that sorting a customer’s invoices fails, and that "and" does not join filters', async () => {
			const token = await personalToken();
			const filter = encodeURIComponent("ContactGuid eq '00000000-0000-4000-8000-000000000001'");
			const sorted = await call(
				token,
				'GET',
				`/v1/${organization}/invoices?queryFilter=${filter}&sort=VoucherDate&sortOrder=descending`,
			);
			expect([sorted.status, sorted.text]).toEqual([500, '']);
			const joined = encodeURIComponent(
				"ContactGuid eq '00000000-0000-4000-8000-000000000001' and Description contains 'x'",
			);
			expect((await call(token, 'GET', `/v1/${organization}/invoices?queryFilter=${joined}`)).status).toBe(
				400,
			);
		});
	});
});
