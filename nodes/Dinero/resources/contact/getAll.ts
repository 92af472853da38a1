import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readReference } from '../../documents/fields';
import { collection } from '../../fields/documents';
import { filterFields, readChangeFilters } from '../../fields/filters';
import {
	fieldsChoice,
	limitOf,
	returnAllOrLimit,
	shownFields,
	simplified,
	simplify,
} from '../../fields/lists';
import { organization } from '../../fields/locators';
import { collect, filterBy, pageSizeFor, type Condition } from '../../fields/query';
import type { Operation } from '../../operation';
import type { Parameters } from '../../parameters';
import { contactListFields, simpleContactFields } from './simple';

const textFilter = (
	displayName: string,
	name: string,
	description: string,
	placeholder?: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	description,
	...(placeholder === undefined ? {} : { placeholder }),
});

const filters = collection('Filters', 'filters', [
	filterFields.changedSince,
	filterFields.deleted,
	textFilter('EAN Number', 'eanNumber', 'Only contacts with exactly this EAN number'),
	textFilter('Email', 'email', 'Only contacts with exactly this e-mail address', 'e.g. nathan@example.com'),
	filterFields.externalReference,
	{
		displayName: 'Kind',
		name: 'kind',
		type: 'options',
		options: [
			{ name: 'Companies', value: 'companies' },
			{ name: 'Persons', value: 'persons' },
		],
		default: 'companies',
	},
	textFilter('Name Contains', 'name', 'Part of the name'),
	textFilter('Phone', 'phone', 'Only contacts with exactly this phone number'),
	textFilter('VAT Number', 'vatNumber', 'Only contacts with exactly this VAT or CVR number'),
]);

function conditionsOf(given: Parameters): Condition[] {
	const kind = given.optionalChoice('kind', ['companies', 'persons']);
	const conditions: Array<[string, Condition['operator'], string | undefined]> = [
		['ExternalReference', 'eq', readReference(given)],
		['Email', 'eq', given.optionalText('email')?.trim()],
		['VatNumber', 'eq', given.optionalText('vatNumber')?.replace(/[\s.-]/g, '')],
		['EanNumber', 'eq', given.optionalText('eanNumber')?.trim()],
		['Phone', 'eq', given.optionalText('phone')?.trim()],
		['Name', 'contains', given.optionalText('name')?.trim()],
		['IsPerson', 'eq', kind === undefined ? undefined : String(kind === 'persons')],
	];
	return conditions.flatMap(([field, operator, value]) =>
		value === undefined ? [] : [{ field, operator, value }],
	);
}

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many contacts',
	description: 'List customers and suppliers, all or those that match the filters',
	endpoints: ['contact.getMany'],
	fields: [organization, ...returnAllOrLimit, simplify, fieldsChoice(contactListFields), filters],
	async run(context) {
		const given = context.group('filters');
		const limit = limitOf(context);
		const { queryFilter, needed, keep } = filterBy(conditionsOf(given));
		const changes = readChangeFilters(given);
		const shown = shownFields(context, simpleContactFields, contactListFields);
		const fields = [...new Set([...shown, ...needed, 'DeletedAt'])].join(',');
		const organizationId = await context.organizationId();
		const query = { fields, ...changes, ...(queryFilter === undefined ? {} : { queryFilter }) };
		const pages = context.dinero.pages('contact.getMany', { organizationId, query }, pageSizeFor(limit));
		// The second version of this list gives deleted contacts too unless only those are asked for.
		const wantDeleted = changes.deletedOnly === true;
		const rows = await collect(pages as AsyncIterable<IDataObject[]>, limit, (row) => {
			return Boolean(row.DeletedAt) === wantDeleted && keep(row);
		});
		return simplified(rows, shown);
	},
};
