import { randomUUID } from 'node:crypto';

import { isDineroError } from '../../../api/errors';
import { organizationPart } from '../../../api/organizationFacts';
import type { OperationContext } from '../context';
import type { LineDefaults } from './lines';

/** What lines need of the organization; its settings are remembered for a few minutes. */
export async function lineDefaults(context: OperationContext): Promise<LineDefaults> {
	const { dinero } = context;
	const organizationId = await context.organizationId();
	const settings = async () => await organizationPart(dinero, organizationId, 'sales');
	const choice = context.optionalChoice('pricesIncludeVat', ['organization', 'yes', 'no']) ?? 'organization';
	return {
		defaultAccount: async () => (await settings()).DefaultAccountNumber,
		product: async (guid) => await dinero.call('product.get', { organizationId, path: { guid } }),
		pricesIncludeVat: choice === 'organization' ? (await settings()).LinesInclVat : choice === 'yes',
	};
}

/** The id that the user chose for the new document, else a new one: with an id of our own a repeat makes no second one. */
export function newId(chosen: string | undefined): string {
	return chosen ?? randomUUID();
}

/**
 * Whether this run made it. An id that the user chose and that is taken belongs to an earlier run, whose document is
 * the result.
 */
export async function madeOnce(
	call: Promise<unknown>,
	chosenId: string | undefined,
): Promise<'created' | 'alreadyThere'> {
	const refused = await call.then(
		() => undefined,
		(reason: unknown) => ({ reason }),
	);
	if (refused === undefined) return 'created';
	const { reason } = refused;
	if (!isDineroError(reason) || reason.kind !== 'duplicate') throw reason;
	return chosenId === undefined || reason.earlierTryUnknown ? 'created' : 'alreadyThere';
}
