import type { IDataObject } from 'n8n-workflow';

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
	sortForm,
} from '../../fields/lists';
import { organization } from '../../fields/locators';
import { collect, filterBy, pageSizeFor } from '../../fields/query';
import type { Operation } from '../../operation';
import { present } from '../../values/present';
import { simpleTradeOfferFields, tradeOfferListFields } from './shown';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many trade offers',
	description: 'List trade offers with status, date, contact and totals',
	endpoints: ['tradeOffer.getMany'],
	fields: [
		organization,
		...returnAllOrLimit,
		simplify,
		fieldsChoice(tradeOfferListFields),
		collection('Filters', 'filters', [
			filterFields.changedSince,
			filterFields.deleted,
			filterFields.externalReference,
			filterFields.search,
			{
				displayName: 'Status',
				name: 'status',
				type: 'multiOptions',
				options: [
					{ name: 'Accepted by Customer', value: 'CustomerAccepted' },
					{ name: 'Accepted by You', value: 'UserAccepted' },
					{ name: 'Declined by Customer', value: 'CustomerDeclined' },
					{ name: 'Declined by You', value: 'UserDeclined' },
					{ name: 'Draft', value: 'Draft' },
					{ name: 'Invoiced', value: 'Invoiced' },
				],
				default: [],
			},
		]),
		sortForm(
			[
				{ name: 'Contact', value: 'ContactName' },
				{ name: 'Date', value: 'TradeOfferDate' },
				{ name: 'Number', value: 'TradeOfferNumber' },
				{ name: 'Status', value: 'Status' },
			],
			'TradeOfferNumber',
		),
	],
	async run(context) {
		const given = context.group('filters');
		const options = context.group('options');
		const limit = limitOf(context);
		const statuses = given.choices('status', [
			'Draft',
			'Invoiced',
			'CustomerAccepted',
			'CustomerDeclined',
			'UserAccepted',
			'UserDeclined',
		]);
		const reference = readReference(given);
		const { queryFilter, needed, keep } = filterBy(
			reference === undefined ? [] : [{ field: 'ExternalReference', operator: 'eq', value: reference }],
		);
		const shown = shownFields(context, simpleTradeOfferFields, tradeOfferListFields);
		const query = present({
			fields: [...new Set([...shown, ...needed, 'Status'])].join(','),
			queryFilter,
			...readChangeFilters(given),
			freeTextSearch: given.optionalText('search'),
			sort: options.optionalChoice('sort', ['TradeOfferNumber', 'TradeOfferDate', 'Status', 'ContactName']),
			sortOrder: options.optionalChoice('sortDirection', ['ascending', 'descending']),
		});
		const organizationId = await context.organizationId();
		const pages = context.dinero.pages('tradeOffer.getMany', { organizationId, query }, pageSizeFor(limit));
		const rows = await collect(pages as unknown as AsyncIterable<IDataObject[]>, limit, (row) => {
			return keep(row) && (statuses.length === 0 || statuses.some((status) => status === row.Status));
		});
		return simplified(rows, shown);
	},
};
