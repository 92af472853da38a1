import { DineroClient } from '../../api/client';
import { RateLimiter } from '../../api/rateLimit';
import type { Send } from '../../api/transport';
import { dineroPort } from '../../nodes/DineroTrigger/dineroPort';
import type { DineroLists, PageRequest } from '../../nodes/DineroTrigger/port';
import { startDinero, type RunningDinero } from '../../sandbox/dinero/start.mts';
import type { Playable } from './history';

export const organizationId = '352100';

/** Sends to a local Dinero with a token, as n8n would. */
function senderTo(url: string, token: () => string): Send {
	return async ({ method, path, query, headers, body }) => {
		const parameters = new URLSearchParams(query).toString();
		const response = await fetch(`${url}${path}${parameters ? `?${parameters}` : ''}`, {
			method,
			headers: {
				...headers,
				Authorization: `Bearer ${token()}`,
				...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		return { kind: 'answer', status: response.status, headers: {}, body: await response.text() };
	};
}

/** The local Dinero with its own books, reached by the trigger's own port, and written to by a second user. */
export class LocalDinero implements Playable {
	failAfter: number | undefined;
	meanwhile: () => void | Promise<void> = () => undefined;
	private readonly port: DineroLists;
	private readonly client: DineroClient;
	private writing: Promise<void> = Promise.resolve();
	private currentToken = '';
	private tokenUntil = 0;

	private constructor(readonly running: RunningDinero) {
		const clock = { now: () => this.now * 1000, sleep: async () => await Promise.resolve() };
		this.client = new DineroClient({
			send: senderTo(running.url, () => this.token()),
			clock,
			limiter: new RateLimiter(clock),
			requestsPerMinute: 1_000_000,
		});
		this.port = dineroPort(this.client, organizationId);
	}

	static async start(): Promise<RunningDinero> {
		return await startDinero({
			rateLimit: 0,
			start: '2026-06-10T07:00:00Z',
			keepCalls: 10,
			switches: { accessTokenSeconds: 86_400 },
		});
	}

	/** The same server with new books. */
	static renew(running: RunningDinero, switches: Record<string, unknown>): LocalDinero {
		running.reset();
		running.set(switches);
		return new LocalDinero(running);
	}

	get now(): number {
		return Math.floor(this.running.world.clock.now().getTime() / 1000);
	}

	set now(seconds: number) {
		this.running.world.clock.set(new Date(seconds * 1000));
	}

	get books() {
		return this.running.world.organizations.get(organizationId)!;
	}

	/** A token that is good for now: time flies in a history. */
	private token(): string {
		if (this.now > this.tokenUntil) {
			this.currentToken = this.running.issueToken();
			this.tokenUntil = this.now + 80_000;
		}
		return this.currentToken;
	}

	private async before(): Promise<void> {
		await this.meanwhile();
		if (this.failAfter === undefined) return;
		this.failAfter -= 1;
		if (this.failAfter >= 0) return;
		this.failAfter = undefined;
		throw new Error('Dinero does not answer');
	}

	async page(request: PageRequest) {
		await this.before();
		return await this.port.page(request);
	}

	async document(...given: Parameters<DineroLists['document']>) {
		await this.before();
		return await this.port.document(...given);
	}

	async payments(guid: string) {
		await this.before();
		return await this.port.payments(guid);
	}

	async entries(from: string, to: string) {
		await this.before();
		return await this.port.entries(from, to);
	}

	/** Does one thing as another user would, chosen by two numbers; nothing where the choice does not apply. */
	async write(which: number, pick: number): Promise<void> {
		// One after the other, also when two polls are under way.
		this.writing = this.writing.then(async () => {
			await writes[which % writes.length](this, pick);
		});
		await this.writing;
	}

	/** Calls an endpoint of Dinero. */
	readonly call: DineroClient['call'] = async (name, ...given) => {
		const [input] = given as [Record<string, unknown> | undefined];
		return await this.client.call(name, ...([{ organizationId, ...input }] as unknown as typeof given));
	};
}

export const writeKinds = 24;

const one = <T>(all: T[], pick: number): T | undefined => all[pick % Math.max(1, all.length)];
const alive = <T extends { deletedAt: string | null }>(all: Map<string, T>): T[] =>
	[...all.values()].filter(({ deletedAt }) => !deletedAt);

async function contactFor(dinero: LocalDinero, pick: number): Promise<string> {
	const known = one(alive(dinero.books.contacts), pick);
	if (known && pick % 3 > 0) return known.guid;
	const body = {
		Name: `Customer ${pick}`,
		CountryKey: 'DK',
		IsPerson: true,
		IsMember: false,
		UseCvr: false,
		Email: 'a@example.com',
	};
	return String((await dinero.call('contact.create', { body })).ContactGuid);
}

function linesOf(pick: number) {
	return [
		{
			Description: 'Te',
			BaseAmountValue: 100 + pick,
			Quantity: 1,
			AccountNumber: 1000,
			Discount: 0,
			Unit: 'parts' as const,
		},
	];
}

async function draft(dinero: LocalDinero, pick: number): Promise<{ guid: string; timeStamp: string }> {
	const ContactGuid = await contactFor(dinero, pick);
	const terms = { PaymentConditionType: 'Netto', PaymentConditionNumberOfDays: pick % 3 } as const;
	const { Guid, TimeStamp } = await dinero.call('invoice.create', {
		body: { ContactGuid, ...terms, ProductLines: linesOf(pick) },
	});
	return { guid: String(Guid), timeStamp: String(TimeStamp) };
}

const draftsOf = (dinero: LocalDinero) =>
	alive(dinero.books.invoices).filter(({ status }) => status === 'Draft');
const bookedOf = (dinero: LocalDinero) =>
	alive(dinero.books.invoices).filter(({ status }) => status === 'Booked');

async function book(
	dinero: LocalDinero,
	{ guid, timeStamp }: { guid: string; timeStamp: string },
): Promise<void> {
	await dinero.call('invoice.book', { path: { guid }, body: { Timestamp: timeStamp } });
}

async function pay(dinero: LocalDinero, pick: number, full: boolean): Promise<void> {
	const invoice = one(
		bookedOf(dinero).filter(({ claim }) => leftOf(claim!) > 0),
		pick,
	);
	if (!invoice) return;
	const left = leftOf(invoice.claim!);
	const Amount = (full || left < 200 ? left : Math.round(left / 3)) / 100;
	await dinero.call('invoice.registerPayment', {
		path: { guid: invoice.guid },
		body: {
			Timestamp: invoice.timeStamp,
			DepositAccountNumber: 55000,
			RemainderIsFee: false,
			Description: 'Payment',
			Amount,
		},
	});
}

function leftOf(claim: { total: number; payments: Array<{ amount: number; fee: number }> }): number {
	return claim.total - claim.payments.reduce((sum, { amount, fee }) => sum + amount + fee, 0);
}

const writes: Array<(dinero: LocalDinero, pick: number) => Promise<unknown>> = [
	draft,
	draft,
	async (dinero, pick) => await book(dinero, await draft(dinero, pick)),
	async (dinero, pick) => await book(dinero, await draft(dinero, pick)),
	async (dinero, pick) => {
		const found = one(draftsOf(dinero), pick);
		if (found) await book(dinero, found);
	},
	async (dinero, pick) => {
		const found = one(draftsOf(dinero), pick);
		if (!found) return;
		const body = {
			Timestamp: found.timeStamp,
			ContactGuid: found.contactGuid!,
			Comment: `Changed ${pick}`,
			ProductLines: linesOf(pick + 1),
		};
		await dinero.call('invoice.update', { path: { guid: found.guid }, body });
	},
	async (dinero, pick) => {
		const found = one(draftsOf(dinero), pick);
		if (found)
			await dinero.call('invoice.delete', {
				path: { guid: found.guid },
				body: { Timestamp: found.timeStamp },
			});
	},
	async (dinero, pick) => await pay(dinero, pick, true),
	async (dinero, pick) => await pay(dinero, pick, true),
	async (dinero, pick) => await pay(dinero, pick, false),
	async (dinero, pick) => await pay(dinero, pick, false),
	async (dinero, pick) => {
		const found = one(bookedOf(dinero), pick);
		if (!found) return;
		await dinero.call('invoice.sendEmail', {
			path: { guid: found.guid },
			body: { ShouldAddTrustPilotEmailAsBcc: false },
		});
	},
	async (dinero, pick) => {
		const found = one(bookedOf(dinero), pick);
		if (found)
			await dinero.call('invoice.createCreditNote', {
				path: { guid: found.guid },
				body: { Timestamp: found.timeStamp },
			});
	},
	async (dinero, pick) => {
		const found = one(
			alive(dinero.books.creditNotes).filter(({ status }) => status === 'Draft'),
			pick,
		);
		if (found)
			await dinero.call('creditNote.book', {
				path: { guid: found.guid },
				body: { Timestamp: found.timeStamp },
			});
	},
	async (dinero, pick) => await contactFor(dinero, pick * 3),
	async (dinero, pick) => {
		const found = one(alive(dinero.books.contacts), pick);
		if (!found) return;
		const body = {
			Name: `Changed ${pick} ${dinero.now}`,
			CountryKey: 'DK',
			IsPerson: true,
			IsMember: false,
			UseCvr: false,
			Email: 'b@example.com',
		};
		await dinero.call('contact.update', { path: { guid: found.guid }, body });
	},
	async (dinero, pick) => {
		const used = new Set(
			[...dinero.books.invoices.values(), ...dinero.books.tradeOffers.values()].map(
				({ contactGuid }) => contactGuid,
			),
		);
		const found = one(
			alive(dinero.books.contacts).filter(({ guid }) => !used.has(guid)),
			pick,
		);
		if (found) await dinero.call('contact.delete', { path: { guid: found.guid } });
	},
	async (dinero, pick) => {
		const found = one(
			[...dinero.books.contacts.values()].filter(({ deletedAt }) => deletedAt),
			pick,
		);
		if (found) await dinero.call('contact.restore', { path: { guid: found.guid } });
	},
	async (dinero, pick) => await dinero.call('product.create', { body: productBody(pick) }),
	async (dinero, pick) => {
		const found = one(alive(dinero.books.products), pick);
		if (found)
			await dinero.call('product.update', {
				path: { guid: found.guid },
				body: { ...productBody(pick), Name: `Changed ${pick} ${dinero.now}` },
			});
	},
	async (dinero, pick) => {
		const found = one(alive(dinero.books.products), pick);
		if (found) await dinero.call('product.delete', { path: { guid: found.guid } });
	},
	async (dinero, pick) => {
		const ContactGuid = await contactFor(dinero, pick);
		await dinero.call('tradeOffer.create', { body: { ContactGuid, ProductLines: linesOf(pick) } });
	},
	async (dinero, pick) => {
		const found = one(
			alive(dinero.books.tradeOffers).filter(({ generatedVouchers }) => generatedVouchers.length === 0),
			pick,
		);
		if (found)
			await dinero.call('tradeOffer.createInvoice', {
				path: { guid: found.guid },
				body: { Timestamp: found.timeStamp },
			});
	},
	async (dinero, pick) => {
		const found = one(
			bookedOf(dinero).filter(({ claim }) => claim!.payments.some((payment) => !payment.setOffAgainst)),
			pick,
		);
		const payment = found?.claim!.payments.find((each) => !each.setOffAgainst);
		if (!found || !payment) return;
		await dinero.call('invoice.deletePayment', {
			path: { guid: found.guid, paymentGuid: payment.guid },
			body: { Timestamp: found.timeStamp },
		});
	},
];

function productBody(pick: number) {
	return {
		Name: `Product ${pick}`,
		BaseAmountValue: 10 + pick,
		Quantity: 1,
		AccountNumber: 1000,
		Unit: 'parts' as const,
	};
}
