import { contactIdentity } from './identity';
import type { ShopOrder } from './order';
import type { ContactPlan, InvoicePlan } from './plan';
import { isRefusal, refused, type Refusal } from './refusal';
import type { Settings } from './settings';
import type { Language } from './texts';
import { countryName, territoryOf } from './vat/territories';
import { isCvrNumber, type VatNumber } from './vat/vatNumber';

const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/;
const COUNTRY_ALIASES: Record<string, string> = { EL: 'GR', UK: 'GB', XI: 'GB', IC: 'ES', EA: 'ES' };

/** The country of the customer: the billing address first, since the contact is who pays. Upper-case ISO code. */
export function customerCountry(order: ShopOrder, settings: Settings): string {
	const code = order.billing?.country ?? order.delivery?.country ?? settings.vat.defaultCountry ?? 'DK';
	return COUNTRY_ALIASES[code] ?? code;
}

/**
 * Who gets the invoice: how to find the contact, and what to create when nobody is found. The guid follows from the VAT
 * number or the e-mail, so that two shops meet in one contact; an existing contact is never changed.
 */
export function planContact(
	organizationId: string,
	order: ShopOrder,
	vatNumber: VatNumber | undefined,
	settings: Settings,
): { contact: ContactPlan; warnings: string[] } | Refusal {
	const warnings: string[] = [];
	const { customer } = order;
	const country = customerCountry(order, settings);
	if (territoryOf(country).kind === 'unknown') {
		return refused(
			'countryUnknown',
			`"${country}" is no country code.`,
			'Use the two letters of the country, such as DK or DE.',
			'country',
		);
	}
	const address = order.billing ?? order.delivery;
	const number = contactVatNumber(vatNumber, warnings);
	const ean = contactEan(order, settings, warnings);
	if (isRefusal(ean)) return ean;
	const email = customer.email !== undefined && EMAIL.test(customer.email) ? customer.email : undefined;
	if (customer.email !== undefined && email === undefined) {
		warnings.push(`"${customer.email}" is no e-mail address; the contact gets none.`);
	}
	const name = customer.company ?? customer.name ?? email;
	if (name === undefined) return guest(organizationId, country, order, settings);
	if (customer.company === undefined && customer.name === undefined) {
		warnings.push('The order has no customer name; the e-mail address stands in for it.');
	}

	const isPerson = number === undefined && customer.company === undefined && ean === undefined;
	const identity =
		number !== undefined
			? contactIdentity(organizationId, { by: 'vatNumber', value: number })
			: email !== undefined
				? contactIdentity(organizationId, { by: 'email', value: email })
				: contactIdentity(organizationId, {
						by: 'customer',
						shop: order.shop,
						shopKey: order.shopKey,
						value: customer.id === undefined ? `order:${order.id}` : `customer:${customer.id}`,
					});
	const match: ContactPlan['match'] = [];
	for (const by of settings.customer.matchBy) {
		if (by === 'vatNumber' && number !== undefined) match.push({ by, value: number });
		// A company is not looked up by e-mail once its VAT number is known: the same person may buy privately.
		if (by === 'email' && email !== undefined && number === undefined) match.push({ by, value: email });
		if (by === 'externalReference') match.push({ by, value: identity.externalReference });
	}
	if (match.length === 0) match.push({ by: 'externalReference', value: identity.externalReference });
	const attPerson =
		customer.company !== undefined && customer.name !== customer.company ? customer.name : undefined;
	return {
		contact: {
			match,
			...identity,
			name,
			isPerson,
			countryKey: country,
			...optional('street', address?.street),
			...optional('zipCode', address?.postcode),
			...optional('city', address?.city),
			...optional('phone', customer.phone ?? address?.phone),
			...optional('email', email),
			...(isPerson ? {} : optional('attPerson', attPerson)),
			...optional('vatNumber', number),
			...(isPerson ? {} : optional('eanNumber', ean)),
		},
		warnings,
	};
}

function guest(
	organizationId: string,
	country: string,
	order: ShopOrder,
	settings: Settings,
): { contact: ContactPlan; warnings: string[] } | Refusal {
	if (settings.customer.guests === 'refuse') {
		return refused(
			'customerMissing',
			`Order ${order.number} names no customer: no name, company or e-mail address.`,
			'Add the customer in the shop, or let such orders share one contact: "Customer: Guests".',
			'customer',
		);
	}
	const identity = contactIdentity(organizationId, { by: 'guests', value: country });
	return {
		contact: {
			match: [{ by: 'guid', value: identity.guid }],
			...identity,
			name: settings.customer.guestName.replace('{country}', country),
			isPerson: true,
			countryKey: country,
		},
		warnings: ['The order names no customer; it is on the collective contact.'],
	};
}

/** The number as Dinero keeps it: a Danish CVR number is eight digits; others carry their prefix. Wrong ones are left out. */
function contactVatNumber(number: VatNumber | undefined, warnings: string[]): string | undefined {
	if (number === undefined) return undefined;
	if (number.prefix === 'DK') {
		const digits = number.full.slice(2);
		if (isCvrNumber(digits)) return digits;
		warnings.push(`"${digits}" is no CVR number; the contact gets none.`);
		return undefined;
	}
	if (number.formatValid) return number.full;
	warnings.push(`"${number.full}" does not have the form of a VAT number; the contact gets none.`);
	return undefined;
}

/** An EAN number has 13 digits. A wrong one is left out, and refused where the e-invoice would go to it. */
function contactEan(order: ShopOrder, settings: Settings, warnings: string[]): string | undefined | Refusal {
	const { ean } = order.customer;
	if (ean === undefined || /^\d{13}$/.test(ean)) return ean;
	if (settings.sendEInvoice) {
		return refused(
			'eanInvalid',
			`"${ean}", the EAN number of order ${order.number}, does not have 13 digits, so no e-invoice can go to it.`,
			'Correct the EAN number in the shop, or turn "Send as E-Invoice" off.',
			'customer.ean',
		);
	}
	warnings.push(`"${ean}" is no EAN number of 13 digits; the contact gets none.`);
	return undefined;
}

/**
 * How an e-invoice goes to this customer: to the EAN number, else to the Danish CVR number, the two that an order can name
 * among the addresses that Dinero knows for e-invoices. Undefined for private customers and for businesses abroad.
 */
export function eInvoiceFor(contact: ContactPlan, order: ShopOrder): InvoicePlan['eInvoice'] {
	const cvr = /^\d{8}$/.test(contact.vatNumber ?? '');
	if (contact.isPerson || (contact.eanNumber === undefined && !cvr)) return undefined;
	return {
		...optional('ean', contact.eanNumber),
		...optional('orderReference', order.customer.purchaseOrder),
	};
}

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
	return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, string>>);
}

/** The address block that the invoice prints, since the contact's own may be older; abroad with the country's name. */
export function addressBlock(order: ShopOrder, language: Language): string | undefined {
	const address = order.billing ?? order.delivery;
	if (address?.street === undefined) return undefined;
	const place = [address.postcode, address.city].filter((part) => part !== undefined).join(' ');
	const country = address.country === 'DK' ? undefined : countryName(address.country, language);
	return [address.street, place, country]
		.filter((part): part is string => part !== undefined && part !== '')
		.join('\n');
}
