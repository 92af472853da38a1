import { DineroClient } from '../../api/client';
import type { Clock } from '../../api/clock';
import { forgetOrganizationSettings } from '../../api/organizationFacts';
import { forgetProductList } from '../../api/productList';
import { RateLimiter } from '../../api/rateLimit';
import type { Outcome, Send } from '../../api/transport';
import type { DineroOptions, RunningDinero } from '../../sandbox/dinero/start.mts';
import { startDinero } from '../../sandbox/dinero/start.mts';
import { createDineroPort } from '../../transfer/dineroPort';
import type { DineroPort } from '../../transfer/port';

export const organizationId = '352100';

/** A local Dinero and how to reach it with the shipped client: over HTTP, without n8n, and without waiting. */
export interface LocalDinero {
	dinero: RunningDinero;
	port(): DineroPort;
	/**
	 * What a person would see in the books of the organization: no timestamps and no guids that Dinero chose.
	 */
	books(): unknown;
	/** Requests of the business kind since the last reset: "post_v1_organizationId_invoices". */
	requests(): string[];
	reset(): void;
	close(): Promise<void>;
}

export async function startLocalDinero(options: DineroOptions = {}): Promise<LocalDinero> {
	const dinero = await startDinero({ rateLimit: 0, start: '2026-11-20T10:00:00Z', ...options });
	let token = dinero.issueToken();
	let slept = 0;
	const clock: Clock = {
		now: () => Date.now() + slept,
		sleep: async (ms) => {
			slept += ms;
		},
	};

	const sendOnce: Send = async (request): Promise<Outcome> => {
		const url = new URL(request.path, dinero.url);
		for (const [name, value] of Object.entries(request.query)) url.searchParams.set(name, value);
		const headers: Record<string, string> = { ...request.headers, Authorization: `Bearer ${token}` };
		if (request.body !== undefined) headers['Content-Type'] = 'application/json';
		return await fetch(url, {
			method: request.method,
			headers,
			body: request.body === undefined ? undefined : JSON.stringify(request.body),
		})
			.then(
				async (answer): Promise<Outcome> => ({
					kind: 'answer',
					status: answer.status,
					headers: Object.fromEntries(answer.headers),
					body: await answer.text(),
				}),
			)
			.catch((): Outcome => ({ kind: 'lost', reason: 'connection' }));
	};
	/**
	 * As n8n does with a credential: a token that Dinero does not take is renewed and the request sent again.
	 */
	const send: Send = async (request) => {
		const outcome = await sendOnce(request);
		if (outcome.kind !== 'answer' || outcome.status !== 401) return outcome;
		token = dinero.issueToken();
		return await sendOnce(request);
	};
	const client = () =>
		new DineroClient({
			send,
			clock,
			limiter: new RateLimiter(clock),
			random: () => 0,
			requestsPerMinute: 100_000,
		});

	return {
		dinero,
		port: () => createDineroPort(client(), organizationId),
		books: () => booksOf(dinero),
		requests: () => dinero.calls.flatMap((call) => (call.operationId ? [call.operationId] : [])),
		reset: () => {
			dinero.reset();
			token = dinero.issueToken();
			forgetOrganizationSettings();
			forgetProductList();
		},
		close: async () => await dinero.close(),
	};
}

function booksOf(dinero: RunningDinero): unknown {
	const organization = dinero.world.organizations.get(organizationId);
	if (!organization) throw new Error('No organization');
	const contacts = [...organization.contacts.values()].map(({ guid, name, email, deletedAt }) => ({
		guid,
		name,
		email,
		deletedAt,
	}));
	const documents = [...organization.invoices.values(), ...organization.creditNotes.values()].map(
		(document) => ({
			guid: document.guid,
			kind: document.kind,
			number: document.number,
			status: document.status,
			contactGuid: document.contactGuid,
			total: document.totals.gross,
			vat: document.totals.vat,
			lines: document.lines.map((line) => [
				line.description,
				line.accountNumber,
				line.quantity,
				line.baseAmountValue,
				line.productGuid === null ? null : organization.products.get(line.productGuid)?.productNumber,
			]),
			payments: (document.claim?.payments ?? []).map((payment) => [
				payment.amount,
				payment.amountDkk,
				payment.depositAccountNumber,
				payment.externalReference,
			]),
			openDkk: document.claim?.openDkk,
			sent: document.mailOutStatus,
			comment: document.comment,
		}),
	);
	const balances = [...organization.ledger.allBalances()].filter(([, amount]) => amount !== 0);
	const products = [...organization.products.values()]
		.filter((product) => !product.deletedAt)
		.map(({ productNumber, name, baseAmountValue, accountNumber }) => [
			productNumber,
			name,
			baseAmountValue,
			accountNumber,
		]);
	return { contacts, documents, balances, products, mails: dinero.world.outbox.length };
}
