import type { INodeParameters } from 'n8n-workflow';

import { givenBookedInvoice, givenContact, givenInvoice, operation, twoLines } from './given';
import { Engine, picked } from './harness';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start();
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => await engine.close());

const unknown = picked('3f2504e0-4f89-41d3-9a0c-0305e82c3301');
const line = (fields: object) => ({
	line: [{ description: 'Repair', quantity: 1, unitPrice: 100, ...fields }],
});

/** What is done wrong, the parameters, the sentence, and the advice. */
const table: Array<[string, (given: Given) => INodeParameters, RegExp, RegExp]> = [
	[
		'no lines',
		({ contactId }) => operation('invoice', 'create', { contactId, lines: {} }),
		/^'Lines' holds no line$/,
		/Add at least one line/,
	],
	[
		'a line without text',
		({ contactId }) => operation('invoice', 'create', { contactId, lines: line({ description: ' ' }) }),
		/^'Lines 1 > Description' is empty$/,
		/what is sold/,
	],
	[
		'a price in Danish writing',
		({ contactId }) => operation('invoice', 'create', { contactId, lines: line({ unitPrice: '1.234,50' }) }),
		/^'Lines 1 > Unit Price' is '1\.234,50', which can be read in two ways$/,
		/1234\.50/,
	],
	[
		'a discount over 100',
		({ contactId }) => operation('invoice', 'create', { contactId, lines: line({ discount: 101 }) }),
		/^'Lines 1 > Discount \(%\)' is 101$/,
		/at most 100/,
	],
	[
		'a unit that Dinero lacks',
		({ contactId }) =>
			operation('invoice', 'create', {
				contactId,
				specifyLines: 'json',
				linesJson: '[{"description":"x","unit":"furlong"}]',
			}),
		/'Lines \(JSON\) 1 > Unit' is 'furlong'/,
		/parts/,
	],
	[
		'a misspelt field of a line',
		({ contactId }) =>
			operation('invoice', 'create', {
				contactId,
				specifyLines: 'json',
				linesJson: '[{"description":"x","vatRate":25}]',
			}),
		/has 'vatRate' at line 1, which is not a field of a line/,
		/unitPrice/,
	],
	[
		'lines that are no JSON',
		({ contactId }) => operation('invoice', 'create', { contactId, specifyLines: 'json', linesJson: '[{' }),
		/'Lines \(JSON\)' is '\[\{', which is not JSON/,
		/quotes/,
	],
	[
		'a date in Danish writing',
		({ contactId }) =>
			operation('invoice', 'create', {
				contactId,
				lines: twoLines,
				additionalFields: { date: '31-12-2026' },
			}),
		/^'Date' is '31-12-2026', which is not a date$/,
		/2026-11-30/,
	],
	[
		'a currency that is none',
		({ contactId }) =>
			operation('invoice', 'create', {
				contactId,
				lines: twoLines,
				additionalFields: { currency: 'kroner' },
			}),
		/^'Currency' is 'KRONER'$/,
		/three letters/,
	],
	[
		'a reference that is too long',
		({ contactId }) =>
			operation('invoice', 'create', {
				contactId,
				lines: twoLines,
				additionalFields: { externalReference: 'x'.repeat(129) },
			}),
		/^'External Reference' has 129 characters$/,
		/128/,
	],
	[
		'days with cash terms',
		({ contactId }) =>
			operation('invoice', 'create', {
				contactId,
				lines: twoLines,
				additionalFields: { paymentConditions: 'NettoCash', paymentDays: 8 },
			}),
		/^'Payment Terms: Days' is 8, which does not go with 'Payment Terms'$/,
		/Net Days/,
	],
	[
		'an unknown account',
		({ contactId }) =>
			operation('invoice', 'create', { contactId, lines: line({ accountNumber: picked('1999') }) }),
		/1999|account/i,
		/\w/,
	],
	[
		'an unknown contact',
		() => operation('invoice', 'create', { contactId: unknown, lines: twoLines }),
		/contact/i,
		/\w/,
	],
	['an unknown invoice', () => operation('invoice', 'get', { invoiceId: unknown }), /\w/, /\w/],
	[
		'a contact that is no ID',
		() => operation('invoice', 'create', { contactId: '={{ "Havnens Is" }}', lines: twoLines }),
		/^'Contact' is 'Havnens Is', which is not a Dinero ID$/,
		/list/,
	],
	[
		'a draft where a booked invoice is needed',
		({ draft }) => operation('invoice', 'sendEmail', { invoiceId: draft }),
		/^'Invoice' is still a draft, and an e-mail needs a booked invoice$/,
		/'Book'/,
	],
	[
		'a PDF of a draft',
		({ draft }) => operation('invoice', 'downloadPdf', { invoiceId: draft }),
		/still a draft, and a PDF needs a booked invoice/,
		/'Book'/,
	],
	[
		'a payment with three decimals',
		({ booked }) =>
			operation('invoice', 'registerPayment', {
				invoiceId: booked,
				depositAccountNumber: picked('55000'),
				amount: '10.005',
			}),
		/^'Amount' is 10\.005, which has more than two decimals$/,
		/Round/,
	],
	[
		'a payment on an unknown account',
		({ booked }) =>
			operation('invoice', 'registerPayment', { invoiceId: booked, depositAccountNumber: picked('55999') }),
		/55999|deposit|account/i,
		/\w/,
	],
	[
		'a receiver that is no address',
		({ booked }) => operation('invoice', 'sendEmail', { invoiceId: booked, options: { receiver: 'nathan' } }),
		/^'Receiver' has 'nathan', which is not an e-mail address$/,
		/nathan@example\.com/,
	],
	[
		'a contact without a name',
		() => operation('contact', 'create', { name: '={{ $json.nothing }}' }),
		/^'Name' is empty$/,
		/Nordlys/,
	],
	[
		'a VAT number for a person',
		() =>
			operation('contact', 'create', {
				name: 'Bo',
				contactType: 'person',
				additionalFields: { vatNumber: 'DK99102012' },
			}),
		/^'VAT Number' is for companies only$/,
		/Company/,
	],
	[
		'a CVR number that cannot be',
		() => operation('contact', 'create', { name: 'Bo', additionalFields: { vatNumber: '12345678' } }),
		/\w/,
		/\w/,
	],
	[
		'an EAN number of 12 digits',
		() => operation('contact', 'create', { name: 'Bo', additionalFields: { eanNumber: '579800981157' } }),
		/^'EAN Number' is '579800981157'$/,
		/13 digits/,
	],
	[
		'a country in full',
		() =>
			operation('contact', 'create', { name: 'Bo', country: { __rl: true, mode: 'id', value: 'Danmark' } }),
		/^'Country' is 'DANMARK'$/,
		/two letters/,
	],
	[
		'an update without changes',
		({ contactId }) => operation('contact', 'update', { contactId }),
		/^'Update Fields' holds nothing to change$/,
		/Add the fields/,
	],
	[
		'a period that ends before it begins',
		() => operation('invoice', 'getAll', { filters: { fromDate: '2026-02-01', toDate: '2026-01-01' } }),
		/^'From Date' is 2026-02-01, after 'To Date' 2026-01-01$/,
		/Swap/,
	],
	[
		'a status that is none',
		() => operation('invoice', 'getAll', { filters: { status: '={{ ["Lost"] }}' } }),
		/^'Status' holds 'Lost', which is not a choice here$/,
		/Overdue/,
	],
	[
		'an organization by name',
		() => ({ ...operation('invoice', 'getAll'), organizationId: '={{ "Nordlys" }}' }),
		/^'Organization' is 'Nordlys', which is not an organization ID$/,
		/352100/,
	],
	[
		'an organization that is not ours',
		() => ({ ...operation('invoice', 'getAll'), organizationId: picked('999999') }),
		/\w/,
		/\w/,
	],
];

interface Given {
	contactId: unknown;
	draft: unknown;
	booked: unknown;
}

test.each(table)(
	'%s: nothing is written, and the sentence says what to do',
	async (_what, parameters, message, advice) => {
		const contact = await givenContact(engine);
		const given = {
			contactId: picked(contact),
			draft: picked(await givenInvoice(engine, {}, contact)),
			booked: picked(await givenBookedInvoice(engine)),
		};
		const before = JSON.stringify(engine.dinero.world.changeLog);
		const { error, rows } = await engine.run(parameters(given));
		expect(rows).toEqual([]);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(advice);
		expect(`${error?.message} ${error?.description}`).not.toMatch(
			/undefined|\[object|\bnull\b|\berror\b|fail|mistake|problem/i,
		);
		expect(JSON.stringify(engine.dinero.world.changeLog)).toBe(before);
	},
);
