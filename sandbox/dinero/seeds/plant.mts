import type { Organization } from '../books/organization.mts';
import { Random } from '../books/random.mts';
import type { World } from '../books/world.mts';
import type { Operation } from '../operations/call.mts';
import { companyWords, firstNames, goods, lastNames, streets, towns } from './words.mts';

/** How much is planted. */
export interface Planting {
	/** Invoices to be made. */
	invoices: number;
	customers: number;
	/** Days over which they are spread, up to today. */
	days: number;
	/** The same seed plants the same. */
	seed: number;
}

const dayMs = 24 * 3600 * 1000;
const clearingAccount = 55120;

/** Weights and check sum of Danish company numbers: 8 digits whose weighted sum is divisible by 11. */
const cvrWeights = [2, 7, 6, 5, 4, 3, 2, 1];

function cvrNumber(random: Random): string {
	for (;;) {
		const number = String(10_000_000 + random.below(90_000_000));
		const sum = cvrWeights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
		if (sum % 11 === 0) return number;
	}
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
	return items[random.below(items.length)] as Item;
}

/**
 * Plants a shop's past: customers, and invoices spread over the days up to now, most of them booked, paid and mailed,
 * some open, overdue, credited or still drafts. Everything goes through the operations, so that the books are as sound as
 * those that callers make. Today's time and the clock's way of running are as before afterwards.
 */
export function plant(
	world: World,
	organization: Organization,
	operations: Record<string, Operation>,
	planting: Planting,
): void {
	const random = new Random(planting.seed);
	const { clock } = world;
	const before = clock.toJSON();
	const started = Date.now();
	const now = clock.now().getTime();
	const first = now - planting.days * dayMs;

	const operate = <Json,>(operationId: string, body: unknown, path: Record<string, string> = {}): Json =>
		operations[operationId]!({
			operationId,
			organization,
			world,
			path: { organizationId: organization.id, ...path },
			query: {},
			body,
			accept: 'json',
		}).json as Json;

	const customers: Array<{ guid: string; email: string }> = [];
	const makeCustomer = (): { guid: string; email: string } => {
		const isPerson = random.next() < 0.8;
		const [given, family] = [pick(random, firstNames), pick(random, lastNames)];
		const [zipCode, city] = pick(random, towns);
		const email = `kunde${customers.length + 1}@example.com`;
		const { ContactGuid } = operate<{ ContactGuid: string }>('post_v1_organizationId_contacts', {
			Name: isPerson ? `${given} ${family}` : `${family} ${pick(random, companyWords)} ApS`,
			CountryKey: 'DK',
			IsPerson: isPerson,
			IsMember: false,
			UseCvr: false,
			Email: email,
			Street: `${pick(random, streets)} ${1 + random.below(120)}`,
			ZipCode: zipCode,
			City: city,
			...(!isPerson && { VatNumber: cvrNumber(random), AttPerson: `${given} ${family}` }),
		});
		const customer = { guid: ContactGuid, email };
		customers.push(customer);
		return customer;
	};

	for (let index = 0; index < planting.invoices; index++) {
		// What is planted is the past; the log of changes tells what callers did since.
		world.changeLog.length = 0;
		clock.set(new Date(first + Math.floor((index * planting.days * dayMs) / planting.invoices)), {
			stop: true,
		});
		const isNew =
			customers.length < planting.customers &&
			(customers.length === 0 || random.next() < planting.customers / planting.invoices);
		const customer = isNew ? makeCustomer() : pick(random, customers);
		const lines = Array.from({ length: 1 + random.below(3) }, () => {
			const [description, price] = pick(random, goods);
			return {
				Description: description,
				BaseAmountValue: price,
				Quantity: 1 + random.below(3),
				AccountNumber: 1000,
				Unit: 'parts',
				Discount: 0,
			};
		});
		const orderNumber = 1001 + index;
		const draft = operate<{ Guid: string; TimeStamp: string }>('post_v1_organizationId_invoices', {
			ContactGuid: customer.guid,
			ShowLinesInclVat: true,
			ExternalReference: `shop:${orderNumber}`,
			Comment: `Ordre ${orderNumber}`,
			ProductLines: [
				...lines,
				{
					Description: 'Fragt',
					BaseAmountValue: 49,
					Quantity: 1,
					AccountNumber: 1350,
					Unit: 'shipment',
					Discount: 0,
				},
			],
		});
		const fate = random.next();
		const recent = index > planting.invoices * 0.97;
		if (recent && fate < 0.3) continue;
		const path = { guid: draft.Guid };
		const booked = operate<{ TimeStamp: string; TotalInclVat: number }>(
			'post_v1_organizationId_invoices_guid_book',
			{ Timestamp: draft.TimeStamp },
			path,
		);
		if (fate < 0.06) continue;
		operate(
			'post_v1_organizationId_invoices_guid_payments',
			{
				Timestamp: booked.TimeStamp,
				DepositAccountNumber: clearingAccount,
				RemainderIsFee: false,
				Description: `Ordre ${orderNumber}`,
				Amount: booked.TotalInclVat,
				ExternalReference: `shop:${orderNumber}:payment`,
			},
			path,
		);
		if (fate < 0.08) {
			const credit = operate<{ Guid: string; TimeStamp: string }>(
				'post_v1_organizationId_invoices_guid_generate_creditnote',
				{},
				path,
			);
			operate(
				'post_v1_organizationId_sales_creditnotes_guid_book',
				{ Timestamp: credit.TimeStamp },
				{ guid: credit.Guid },
			);
		}
	}
	world.changeLog.length = 0;
	clock.set(new Date(before.stopped ? now : now + Date.now() - started), { stop: before.stopped });
}
