import type { Organization } from '../../../sandbox/dinero/books/organization.mts';
import type { Operation } from '../../../sandbox/dinero/operations/call.mts';
import { operations } from '../../../sandbox/dinero/operations/index.mts';
import type { DineroOptions, RunningDinero } from '../../../sandbox/dinero/start.mts';
import { callApi, organizationWithPro as organization, send, startQuietly } from './support';

const line = {
	Description: 'x',
	BaseAmountValue: 100,
	Quantity: 1,
	AccountNumber: 1000,
	Unit: 'parts',
	Discount: 0,
};

async function bookedInvoice(dinero: RunningDinero, countryKey: string, accountNumber: number) {
	const contact = { Name: 'C', CountryKey: countryKey, IsPerson: true, IsMember: false, UseCvr: false };
	const { ContactGuid } = (await callApi(dinero, 'POST', `/v1/${organization}/contacts`, { body: contact }))
		.json;
	const body = { ContactGuid, ProductLines: [{ ...line, AccountNumber: accountNumber }] };
	const { Guid, TimeStamp } = (await callApi(dinero, 'POST', `/v1/${organization}/invoices`, { body })).json;
	const path = `/v1/${organization}/invoices/${Guid}/book`;
	return (await callApi(dinero, 'POST', path, { body: { Timestamp: TimeStamp } })).json;
}

/** VAT comes from the line's account, whatever the customer's country. */
async function vatFollowsTheAccount(dinero: RunningDinero): Promise<void> {
	expect((await bookedInvoice(dinero, 'DE', 1000)).TotalVat).toBe(25);
	expect((await bookedInvoice(dinero, 'DK', 1100)).TotalVat).toBe(0);
}

/** After a payment the ledger balances and the debtor account is what is open. */
async function paymentsBalance(dinero: RunningDinero): Promise<void> {
	const { Guid, TimeStamp } = await bookedInvoice(dinero, 'DK', 1000);
	const body = {
		Timestamp: TimeStamp,
		DepositAccountNumber: 55000,
		RemainderIsFee: false,
		Description: 'p',
		Amount: 50,
	};
	expect(
		(await callApi(dinero, 'POST', `/v1/${organization}/invoices/${Guid}/payments`, { body })).status,
	).toBe(200);
	const { json } = await send(`${dinero.url}/_sandbox/invariants`);
	expect(json).toEqual({ holds: true, broken: [] });
}

/** The pages of a list hold every row once. */
async function pagesHoldEachRowOnce(dinero: RunningDinero): Promise<void> {
	const made: string[] = [];
	for (let index = 0; index < 7; index++) made.push((await bookedInvoice(dinero, 'DK', 1000)).Guid);
	const seen: string[] = [];
	for (let page = 0; page < 4; page++) {
		const list = await callApi(
			dinero,
			'GET',
			`/v1/${organization}/invoices?fields=Guid&pageSize=3&page=${page}`,
		);
		seen.push(...list.json.Collection.map((row: { Guid: string }) => row.Guid));
	}
	expect([...seen].sort()).toEqual([...made].sort());
}

/** Runs a check against a Dinero of its own. */
async function checkedWith(
	check: (dinero: RunningDinero) => Promise<void>,
	options: DineroOptions = {},
): Promise<void> {
	const { dinero } = await startQuietly({ start: '2026-03-02T10:00:00Z', ...options });
	try {
		await check(dinero);
	} finally {
		await dinero.close();
	}
}

const original = (operationId: string) => operations[operationId]!;
const payments = 'post_v1_organizationId_invoices_guid_payments';
const list = 'get_v1_organizationId_invoices';
const create = 'post_v1_organizationId_invoices';

/** VAT from the customer's country instead of the line's account. */
const vatFromContact: Operation = (call) => {
	const books = call.organization as Organization & { vatOf: Organization['vatOf'] };
	const country = books.contacts.get(call.body.ContactGuid)?.countryKey;
	books.vatOf = () => (country === 'DK' ? books.vatTypes.get('U25') : undefined);
	return original(create)(call);
};

/** A payment whose entry on the deposit account is forgotten. */
const postsOnce: Operation = (call) => {
	const { entries } = call.organization.ledger;
	const answer = original(payments)(call);
	const forgotten = entries.findIndex((entry) => entry.accountNumber === 55000);
	call.organization.ledger.ofVoucher(entries[forgotten]!.voucherGuid).splice(0, 1);
	entries.splice(forgotten, 1);
	return answer;
};

/** A list whose later pages begin one row too late. */
const offByOne: Operation = (call) => {
	const answer = original(list)(call);
	const { Collection } = answer.json as { Collection: unknown[] };
	if (Number(call.query.page) > 0) Collection.shift();
	return answer;
};

describe('the tests of the sandbox notice when a rule is broken on purpose', () => {
	const sabotages: Array<[string, (dinero: RunningDinero) => Promise<void>, Record<string, Operation>]> = [
		['VAT from the contact instead of the account', vatFollowsTheAccount, { [create]: vatFromContact }],
		['a payment that is posted on one side only', paymentsBalance, { [payments]: postsOnce }],
		['a page that begins one row too late', pagesHoldEachRowOnce, { [list]: offByOne }],
	];
	it.each(sabotages)('%s', async (_name, check, broken) => {
		await checkedWith(check);
		await expect(checkedWith(check, { operations: broken })).rejects.toThrow(/expect/);
	});
});
