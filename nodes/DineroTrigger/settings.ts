import { NodeOperationError, type INode } from 'n8n-workflow';

import { Parameters } from '../Dinero/parameters';
import { locatorValue } from '../Dinero/values/identifier';
import { triggerProperties } from './description';
import { events, type EventName } from './events';
import type { Filters } from './filters';

/** What the form says, checked. */
export interface TriggerSettings {
	/** As given; undefined to take the credential's, or the only one there is. */
	organizationId: string | undefined;
	events: ReadonlySet<EventName>;
	filters: Filters;
	/** Seconds UTC; undefined to begin from now. */
	startFrom: number | undefined;
	maximumItems: number;
	simplify: boolean;
	fullDetails: boolean;
}

/** Most items of one poll, which is also what is given where nothing is set. */
const mostItems = 10_000;

/**
 * Reads the form.
 * @param read gives a parameter's value, or null
 * @throws NodeOperationError that names the field and says what to write
 */
export function readSettings(node: INode, read: (name: string) => unknown): TriggerSettings {
	const form = new Parameters({ read, fields: triggerProperties, prefix: '', node: () => node, itemIndex: 0 });
	const chosen = new Set(
		form.choices(
			'events',
			events.map(({ value }) => value),
		),
	);
	if (chosen.size === 0) {
		throw new NodeOperationError(node, "'Trigger On' is empty", {
			description: 'Choose at least one thing that the workflow is to wait for.',
		});
	}
	const startsFromDate = form.optionalChoice('startFrom', ['now', 'date']) === 'date';
	const moment = startsFromDate ? form.optionalMoment('startDate') : undefined;
	if (startsFromDate && moment === undefined) {
		throw form.unusable('startDate', 'is empty', "Choose a date, or set 'Start From' to 'Now'.");
	}
	const options = form.group('options');
	return {
		organizationId: organizationOf(form),
		events: chosen,
		filters: readFilters(form.group('filters')),
		startFrom: moment === undefined ? undefined : Date.parse(moment) / 1000,
		maximumItems: options.optionalWhole('maximumItems', { minimum: 1, maximum: mostItems }) ?? mostItems,
		simplify: form.optionalBoolean('simplify') ?? true,
		fullDetails: options.optionalBoolean('fullDetails') ?? false,
	};
}

function organizationOf(form: Parameters): string | undefined {
	const given = String(locatorValue(form.raw('organizationId')) ?? '').trim();
	if (given === '' || /^\d+$/.test(given)) return given || undefined;
	throw form.unusable(
		'organizationId',
		`is '${given}', which is not an organization ID`,
		'Pick the organization from the list, or give its number, such as 352100.',
	);
}

function readFilters(given: Parameters): Filters {
	const currency = given.optionalText('currency')?.trim().toUpperCase();
	if (currency !== undefined && !/^[A-Z]{3}$/.test(currency)) {
		throw given.unusable(
			'currency',
			`is '${currency}'`,
			'Write the three letters of a currency, such as EUR.',
		);
	}
	const fromAccount = given.optionalWhole('fromAccount', { minimum: 0 });
	const toAccount = given.optionalWhole('toAccount', { minimum: 0 });
	if (fromAccount !== undefined && toAccount !== undefined && fromAccount > toAccount) {
		throw given.unusable(
			'fromAccount',
			`is ${fromAccount}, above '${given.label('toAccount')}' ${toAccount}`,
			'Swap the two.',
		);
	}
	return {
		contact: given.optionalId('contactId')?.toLowerCase(),
		currency,
		minimumAmount: given.optionalNumber('minimumAmount', { minimum: 0 }),
		externalReference: given.optionalText('externalReference'),
		fromAccount,
		toAccount,
		own: given.optionalChoice('own', ['include', 'exclude', 'only']) ?? 'include',
	};
}
