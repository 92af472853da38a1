import type { Organization } from '../books/organization.mts';
import type { User, World } from '../books/world.mts';

/**
 * One validated request, as an operation sees it. The HTTP frame has already checked it against the contract
 * and coerced path and query values.
 */
export interface Call {
	operationId: string;
	/** The books of the organization in the path; absent (undefined) for operations without an organizationId. */
	organization: Organization;
	world: World;
	path: Record<string, string>;
	query: Record<string, string | number | boolean | undefined>;
	/** Validated JSON, with its keys in the contract's casing. */
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	body: any;
	accept: 'json' | 'binary';
	upload?: { fileName: string; mimeType: string; bytes: Buffer };
	/** Who asks, where the frame knows it; decides which organizations are listed. */
	user?: User;
}

/** What an operation answers. Status is 200 unless given. */
export interface Answer {
	status?: number;
	json?: unknown;
	text?: string;
	bytes?: Buffer;
	mimeType?: string;
	fileName?: string;
}

/**
 * A refusal in Dinero's own terms: the HTTP status, Dinero's numeric error code, an English message and, for
 * validation errors, a reason by property. The frame turns it into Dinero's error body.
 */
export class DineroRefusal extends Error {
	readonly status: number;
	readonly code: number;
	readonly validationErrors?: Record<string, string>;

	constructor(status: number, code: number, message: string, validationErrors?: Record<string, string>) {
		super(message);
		this.name = 'DineroRefusal';
		this.status = status;
		this.code = code;
		this.validationErrors = validationErrors;
	}
}

export type Operation = (call: Call) => Answer;
