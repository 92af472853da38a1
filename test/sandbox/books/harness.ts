import { checkInvariants } from '../../../sandbox/dinero/books/invariants.mts';
import { createWorld, type World, type WorldOptions } from '../../../sandbox/dinero/books/world.mts';
import { checkAnswer } from '../../../sandbox/dinero/http/answerCheck.mts';
import { contractOperations } from '../../../sandbox/dinero/http/contract.mts';
import { DineroRefusal, type Answer, type Call } from '../../../sandbox/dinero/operations/call.mts';
import { operations } from '../../../sandbox/dinero/operations/index.mts';

export interface Asked {
	path?: Record<string, string>;
	query?: Call['query'];
	body?: unknown;
	accept?: Call['accept'];
	upload?: Call['upload'];
}

/** A refusal as a test reads it. */
export interface Refused {
	status: number;
	code: number;
	message: string;
	validationErrors?: Record<string, string>;
}

const contractById = new Map(contractOperations.map((operation) => [operation.operationId, operation]));

/**
 * The books called without HTTP. Every answer is checked against the contract, and after every call, refused or not,
 * the invariants must hold.
 */
export class Books {
	readonly world: World;

	constructor(
		options: WorldOptions = {},
		private readonly organizationId = '352100',
	) {
		this.world = createWorld({ start: '2026-06-15T10:00:00Z', ...options });
	}

	get organization() {
		return this.world.organizations.get(this.organizationId)!;
	}

	/** Calls an operation and gives its answer; a refusal is thrown. */
	answer(operationId: string, asked: Asked = {}): Answer {
		const operation = operations[operationId];
		const contract = contractById.get(operationId);
		if (!operation || !contract) throw new RangeError(`No operation ${operationId}`);
		try {
			const answer = operation({
				operationId,
				organization: this.organization,
				world: this.world,
				path: asked.path ?? {},
				query: asked.query ?? {},
				body: asked.body,
				accept: asked.accept ?? 'json',
				upload: asked.upload,
			});
			if (answer.bytes === undefined) {
				const faults = checkAnswer(
					contract,
					answer.status ?? 200,
					JSON.parse(JSON.stringify(answer.json ?? null)),
					asked.query ?? {},
				);
				if (faults.length > 0)
					throw new RangeError(`${operationId} breaks the contract: ${faults.join('; ')}`);
			}
			return answer;
		} finally {
			const faults = checkInvariants(this.world);
			// eslint-disable-next-line no-unsafe-finally -- broken books matter more than what the call came to
			if (faults.length > 0) throw new RangeError(`${operationId} broke the books: ${faults.join('; ')}`);
		}
	}

	/** The JSON of an answer. */
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	json(operationId: string, asked: Asked = {}): any {
		return this.answer(operationId, asked).json;
	}

	/** The refusal that a call must meet. */
	refused(operationId: string, asked: Asked = {}): Refused {
		let caught: unknown;
		try {
			this.answer(operationId, asked);
		} catch (error) {
			caught = error;
		}
		if (caught === undefined) throw new RangeError(`${operationId} was not refused`);
		if (!(caught instanceof DineroRefusal)) throw caught;
		const { status, code, message, validationErrors } = caught;
		return { status, code, message, validationErrors };
	}

	contact(more: object = {}): string {
		return this.json('post_v1_organizationId_contacts', {
			body: {
				Name: 'Anna Berg',
				CountryKey: 'DK',
				IsPerson: true,
				IsMember: false,
				UseCvr: false,
				Email: 'anna@berg.example',
				...more,
			},
		}).ContactGuid;
	}

	/** A draft invoice (or credit note) with lines incl. VAT unless told otherwise. */
	draft(
		more: object = {},
		kind: 'invoices' | 'sales_creditnotes' = 'invoices',
	): { Guid: string; TimeStamp: string } {
		return this.json(`post_v1_organizationId_${kind}`, { body: document(more) });
	}

	book(
		draft: { Guid: string; TimeStamp: string },
		more: object = {},
		kind: 'invoices' | 'sales_creditnotes' = 'invoices',
	) {
		return this.json(`post_v1_organizationId_${kind}_guid_book`, {
			path: { guid: draft.Guid },
			body: { Timestamp: draft.TimeStamp, ...more },
		});
	}

	booked(more: object = {}, kind: 'invoices' | 'sales_creditnotes' = 'invoices') {
		return this.book(this.draft({ ContactGuid: this.contact(), ...more }, kind), {}, kind);
	}

	invoice(guid: string) {
		return this.json('get_v1_organizationId_invoices_guid', { path: { guid } });
	}

	pay(guid: string, amount: number, more: object = {}) {
		return this.json('post_v1_organizationId_invoices_guid_payments', {
			path: { guid },
			body: {
				Timestamp: this.invoice(guid).TimeStamp,
				DepositAccountNumber: 55120,
				RemainderIsFee: false,
				Description: 'Payment',
				Amount: amount,
				...more,
			},
		});
	}

	payments(guid: string) {
		return this.json('get_v2_organizationId_invoices_guid_payments', { path: { guid } });
	}

	/** The balance of an account in kroner. */
	balance(account: number): number {
		return this.organization.ledger.balance(account) / 100;
	}
}

export function line(amount: number, more: object = {}) {
	return {
		BaseAmountValue: amount,
		Description: 'A thing',
		Quantity: 1,
		AccountNumber: 1000,
		Unit: 'parts',
		Discount: 0,
		LineType: 'Product',
		...more,
	};
}

/** The body of a document: one line of 125.00 incl. VAT unless told otherwise. */
export function document(more: object = {}) {
	return { ShowLinesInclVat: true, ProductLines: [line(125)], ...more };
}
