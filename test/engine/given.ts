import type { INodeParameters } from 'n8n-workflow';

import { type Engine, organizationId, picked } from './harness';

/** The parameters of an operation in the first organization. */
export function operation(resource: string, value: string, parameters: object = {}): INodeParameters {
	return {
		resource,
		operation: value,
		organizationId: picked(organizationId),
		...parameters,
	} as INodeParameters;
}

/** A company in the local Dinero; gives its guid. */
export async function givenContact(
	engine: Engine,
	name = 'Havnens Is ApS',
	fields: object = {},
): Promise<string> {
	const { row, error } = await engine.run(
		operation('contact', 'create', {
			name,
			additionalFields: { email: 'kontor@havnens-is.example', ...fields },
		}),
	);
	if (error) throw error;
	return String(row.ContactGuid);
}

/** Two lines of 500.00 and 2 x 100.00 without VAT: 875.00 with VAT. */
export const twoLines = {
	line: [
		{ description: 'Repair of a bicycle', quantity: 1, unitPrice: 500 },
		{ description: 'Tube', quantity: 2, unitPrice: '100.00' },
	],
};

/** An invoice over 875.00 DKK; gives its guid. */
export async function givenInvoice(
	engine: Engine,
	parameters: object = {},
	contactId?: string,
): Promise<string> {
	const contact = contactId ?? (await givenContact(engine));
	const { row, error } = await engine.run(
		operation('invoice', 'create', { contactId: picked(contact), lines: twoLines, ...parameters }),
	);
	if (error) throw error;
	return String(row.Guid);
}

export async function givenBookedInvoice(engine: Engine, parameters: object = {}): Promise<string> {
	return await givenInvoice(engine, { book: true, ...parameters });
}
