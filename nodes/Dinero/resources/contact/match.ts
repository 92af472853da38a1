import type { IDataObject, NodeOperationError } from 'n8n-workflow';

import type { OperationContext } from '../../context';
import { collect, filterBy } from '../../fields/query';

/** How a contact is recognised, and the contract's field for it. */
export const matchFields = {
	email: 'Email',
	vatNumber: 'VatNumber',
	eanNumber: 'EanNumber',
	externalReference: 'ExternalReference',
} as const;

export type MatchBy = keyof typeof matchFields;

/** The value in the form in which two spellings of the same thing are equal. */
export function normalise(by: MatchBy, value: string): string {
	const text = value.trim().toLowerCase();
	if (by === 'vatNumber') return text.replace(/[\s.-]/g, '').replace(/^dk(?=\d{8}$)/, '');
	if (by === 'eanNumber') return text.replace(/\s/g, '');
	return text;
}

/**
 * The one contact that is not deleted and has this value.
 * A Danish VAT number is found with and without its DK.
 *
 * @returns the contact's guid, or undefined when there is none
 * @throws NodeOperationError naming the contacts when there are several
 */
export async function findContact(
	context: OperationContext,
	by: MatchBy,
	value: string,
): Promise<string | undefined> {
	const organizationId = await context.organizationId();
	const field = matchFields[by];
	const wanted = normalise(by, value);
	const { queryFilter } = filterBy([
		{ field, operator: by === 'vatNumber' ? 'contains' : 'eq', value: wanted },
	]);
	const pages = context.dinero.pages('contact.getMany', {
		organizationId,
		query: { queryFilter, fields: `Name,ContactGuid,DeletedAt,${field}` },
	});
	const found = await collect(pages as AsyncIterable<IDataObject[]>, undefined, (row) => {
		return !row.DeletedAt && normalise(by, String(row[field] ?? '')) === wanted;
	});
	if (found.length > 1) throw severalFound(context, field, value, found);
	return found[0]?.ContactGuid as string | undefined;
}

function severalFound(
	context: OperationContext,
	field: string,
	value: string,
	found: readonly IDataObject[],
): NodeOperationError {
	const names = found.map((row) => `${String(row.Name)} (${String(row.ContactGuid)})`).join(', ');
	return context.refusal(
		`${found.length} contacts have ${field} '${value}': ${names}`,
		'Nothing was written. Merge the contacts in Dinero, or match by something that only one of them has.',
	);
}
