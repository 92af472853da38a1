import { contactIdentity, uuidV5 } from '../../../orders/identity';

/**
 * The guid that a new contact gets: the same one for the same VAT number or e-mail in an organization, so that two runs
 * at once, and a shop's orders, meet in one contact.
 */
export function contactGuid(
	organizationId: string,
	by: 'email' | 'vatNumber' | 'eanNumber' | 'externalReference',
	value: string,
): string {
	if (by === 'email') return contactIdentity(organizationId, { by, value }).guid;
	if (by === 'vatNumber') return contactIdentity(organizationId, { by, value }).guid;
	return uuidV5(`${organizationId}|contact:${by}|${value}`);
}
