import type { INodeProperties } from 'n8n-workflow';

import { contact, organization } from '../Dinero/fields/locators';
import { events } from './events';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Account From',
			name: 'fromAccount',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			placeholder: 'e.g. 1000',
			description: 'First account of the ledger entries to tell; for Ledger Entry Added only',
		},
		{
			displayName: 'Account To',
			name: 'toAccount',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 99999,
			placeholder: 'e.g. 1999',
			description: 'Last account of the ledger entries to tell; for Ledger Entry Added only',
		},
		contact({ required: false, description: 'Only what belongs to this contact; products belong to nobody' }),
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: '',
			placeholder: 'e.g. EUR',
			description: 'Only invoices, credit notes and trade offers in this currency',
		},
		{
			displayName: 'External Reference Begins With',
			name: 'externalReference',
			type: 'string',
			default: '',
			placeholder: 'e.g. shopify:',
			description: 'Only records whose external reference begins with this text; upper and lower case count',
		},
		{
			displayName: 'Minimum Amount',
			name: 'minimumAmount',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0,
			description:
				'Only documents whose total incl. VAT, in their own currency, is at least this; for ledger entries the amount without its sign.',
		},
		{
			displayName: 'Records Made by This Integration',
			name: 'own',
			type: 'options',
			options: [
				{ name: 'Include', value: 'include' },
				{ name: 'Leave Out', value: 'exclude', description: 'Keeps a workflow from starting itself' },
				{ name: 'Only These', value: 'only' },
			],
			default: 'exclude',
			description:
				'Whether to tell invoices, credit notes, trade offers and contacts that Dinero nodes made with an ID of their own',
		},
	],
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Full Details',
			name: 'fullDetails',
			type: 'boolean',
			default: false,
			description:
				'Whether to get each whole document, with its lines, instead of what the list shows. Costs one request for each item.',
		},
		{
			displayName: 'Maximum Items per Poll',
			name: 'maximumItems',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 10000 },
			default: 10000,
			description: 'Max number of items to give at once; what is left comes with the next poll',
		},
	],
};

/** The form of the trigger. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'OAuth2 (Recommended)', value: 'oAuth2' },
			{
				name: 'Personal Integration',
				value: 'personalIntegration',
				description: 'API key for one company of your own',
			},
		],
		default: 'oAuth2',
	},
	organization,
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		noDataExpression: true,
		options: events.map(({ name, value, description }) => ({ name, value, description })),
		default: ['invoice.paid'],
	},
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Now', value: 'now', description: 'Only what happens after the workflow is published' },
			{ name: 'Date', value: 'date', description: 'Also what was made since a date, oldest first' },
		],
		default: 'now',
		description:
			'Where to begin. The trigger begins anew when it is renamed or copied, or when its settings change.',
	},
	{
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		required: true,
		displayOptions: { show: { startFrom: ['date'] } },
		default: '',
		description:
			'What was made in Dinero at or after this time is told too; Danish time unless it names a zone',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	filters,
	options,
];
