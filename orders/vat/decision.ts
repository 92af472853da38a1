import type { Settings } from '../settings';
import { refused, type Refusal } from '../refusal';
import { territoryOf, type Territory } from './territories';
import { isForeignEuNumber, type VatNumber } from './vatNumber';

export type VatCase =
	| 'domestic'
	| 'exempt'
	| 'euBusinessGoods'
	| 'euBusinessServices'
	| 'euPrivate'
	| 'oss'
	| 'export'
	| 'exportServices'
	| 'exportWithForeignTax'
	| 'shopDecides';

export interface VatDecision {
	case: VatCase;
	/** `danish`: the account carries Danish VAT. `none`: 0. `foreign`: another country's VAT, on a line of its own. `any`: whatever the shop charged. */
	tax: 'danish' | 'none' | 'foreign' | 'any';
	/** Why, for people, with the source in words. */
	reason: string;
	warnings: string[];
	reverseCharge: boolean;
}

export interface VatQuestion {
	country?: string;
	postcode?: string;
	/** A VAT number or a company name is there. */
	business: boolean;
	vatNumber?: VatNumber;
	/** The result of a VIES look-up, where somebody made one. */
	vatNumberValid?: boolean;
	supply: 'goods' | 'services';
	/** Whether the shop charged any tax on the lines in question. */
	taxCharged: boolean;
}

/**
 * The VAT of a sale from Denmark, by place of delivery, kind of customer and kind of supply.
 * Sources: the Danish Tax Agency's guidance on EU sales, export and services; the European Commission's list of
 * territories; Dinero's own article on OSS (which it does not support).
 */
export function decideVat(question: VatQuestion, settings: Settings['vat']): VatDecision | Refusal {
	const country = question.country ?? settings.defaultCountry;
	if (settings.decide === 'shop') {
		return decision(
			'shopDecides',
			'any',
			'the shop decides the VAT; tax that it charged is a line of its own',
		);
	}
	if (country === undefined) {
		return refused(
			'countryMissing',
			'The order names no country of delivery, so the VAT cannot be decided.',
			'Add the delivery country to the order, or choose "VAT: Default Country" for sales in the shop itself.',
			'VAT: Default Country',
		);
	}
	const territory = territoryOf(country, question.postcode);
	switch (territory.kind) {
		case 'unknown':
			return refused(
				'countryUnknown',
				`"${territory.country}" is no country code.`,
				'Use the two letters of the country, such as DK or DE.',
				'country',
			);
		case 'disputed':
			return refused(
				'territoryDisputed',
				`${territory.part} has a VAT status of its own on which sources disagree.`,
				'Ask an accountant and invoice this order by hand.',
				'postcode',
			);
		case 'denmark':
			return denmark(question, settings);
		case 'eu':
			return insideEu(question, settings, territory.country);
		case 'northernIreland':
			return question.supply === 'goods'
				? insideEu(question, settings, 'XI')
				: outsideEu(question, settings, {
						kind: 'outside',
						country: 'GB',
						part: 'Northern Ireland (services)',
					});
		case 'outside':
			return outsideEu(question, settings, territory);
	}
}

function denmark(question: VatQuestion, settings: Settings['vat']): VatDecision {
	if (!question.taxCharged && settings.untaxedDomestic === 'exempt') {
		return decision('exempt', 'none', 'sold in Denmark without VAT, as the settings allow (exempt sales)');
	}
	return decision(
		'domestic',
		'danish',
		'sold in Denmark: Danish VAT for private customers and businesses alike',
	);
}

function insideEu(question: VatQuestion, settings: Settings['vat'], country: string): VatDecision | Refusal {
	const warnings: string[] = [];
	const number = question.vatNumber;
	const place = country === 'XI' ? 'Northern Ireland' : country;
	if (number !== undefined && isForeignEuNumber(number)) {
		const fitting = country !== 'XI' || number.prefix === 'XI' || question.supply === 'services';
		if (question.vatNumberValid === false) {
			warnings.push(`The VAT number ${number.full} is not valid in VIES: the customer counts as private.`);
		} else if (!number.formatValid) {
			warnings.push(
				`"${number.full}" does not have the form of a VAT number: the customer counts as private.`,
			);
		} else if (settings.requireVies && question.vatNumberValid !== true) {
			return refused(
				'vatNumberNotChecked',
				`The VAT number ${number.full} was not checked in VIES.`,
				'Look the number up in VIES before this step, or turn "VAT: Require VIES" off.',
				'VAT number',
			);
		} else if (fitting) {
			if (question.vatNumberValid !== true) {
				warnings.push(
					`The form of the VAT number ${number.full} is right, but nobody looked it up in VIES; without a valid number the seller owes Danish VAT.`,
				);
			}
			return question.supply === 'goods'
				? decision(
						'euBusinessGoods',
						'none',
						`goods to a business with VAT number ${number.full} in ${place}: no Danish VAT, the buyer accounts for it (the Danish Tax Agency on deliveries to other EU countries)`,
						warnings,
						true,
					)
				: decision(
						'euBusinessServices',
						'none',
						`services to a business with VAT number ${number.full} in ${place}: reverse charge (main rule for services between EU businesses)`,
						warnings,
						true,
					);
		}
	}
	if (settings.oss) {
		return decision(
			'oss',
			'foreign',
			`private customer in ${place}, seller registered for OSS: VAT of the destination, on a line of its own, since Dinero does not support OSS`,
			[...warnings, 'How OSS sales stand in the books needs an accountant’s approval.'],
		);
	}
	return decision(
		'euPrivate',
		'danish',
		`private customer in ${place}, seller below EUR 10,000 a year and not registered for OSS: Danish VAT (the Danish Tax Agency on distance sales)`,
		warnings,
	);
}

function outsideEu(
	question: VatQuestion,
	settings: Settings['vat'],
	territory: Extract<Territory, { kind: 'outside' }>,
): VatDecision | Refusal {
	const place = territory.part ?? territory.country;
	if (question.supply === 'services') {
		if (question.business) {
			return decision(
				'exportServices',
				'none',
				`services to a business outside the EU (${place}): no VAT, rubrik C`,
			);
		}
		return refused(
			'servicesToPrivateOutsideEu',
			`Services to a private customer in ${place}: whether Danish VAT is due depends on the kind of service.`,
			'Ask an accountant; a rule under "Account Rules" can send such services to an account of your choice.',
			'Account Rules',
		);
	}
	const registered =
		(territory.country === 'NO' && settings.norwayRegistered) ||
		(territory.country === 'GB' && settings.ukRegistered);
	if (registered && question.taxCharged && !question.business) {
		return decision(
			'exportWithForeignTax',
			'foreign',
			`goods to a private customer in ${place}, seller registered there: export, with that country's VAT on a line of its own`,
			['How VAT collected for another country stands in the books needs an accountant’s approval.'],
		);
	}
	return decision(
		'export',
		'none',
		`goods to ${place}, outside the EU's VAT area: export without VAT, rubrik C (the Danish Tax Agency on export)`,
	);
}

function decision(
	vatCase: VatCase,
	tax: VatDecision['tax'],
	reason: string,
	warnings: string[] = [],
	reverseCharge = false,
): VatDecision {
	return { case: vatCase, tax, reason, warnings, reverseCharge };
}
