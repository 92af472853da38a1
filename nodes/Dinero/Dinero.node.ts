import {
	NodeApiError,
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type JsonObject,
} from 'n8n-workflow';

import { describeResources } from './describe';
import * as listSearch from './listSearch';
import { resources } from './resources';
import { failedItem, Run } from './run';

export class Dinero implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Dinero',
		name: 'dinero',
		icon: { light: 'file:../../icons/dinero.svg', dark: 'file:../../icons/dinero.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Invoices, contacts and books in Dinero, the Danish accounting system',
		defaults: { name: 'Dinero' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'dineroOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
			{
				name: 'dineroApi',
				required: true,
				displayOptions: { show: { authentication: ['personalIntegration'] } },
			},
		],
		properties: [
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
			...describeResources(resources),
		],
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const run = new Run(this);
		const results: INodeExecutionData[] = [];
		for (let i = 0; i < items.length; i++) {
			try {
				for (const result of await run.inTurn(i, items.length)) results.push(result);
			} catch (error) {
				if (this.continueOnFail()) {
					results.push(failedItem(error as NodeOperationError, i));
					continue;
				}
				await run.atRest();
				if (error instanceof NodeOperationError) {
					throw new NodeOperationError(this.getNode(), error, { itemIndex: i });
				}
				throw new NodeApiError(this.getNode(), error as JsonObject, { itemIndex: i });
			}
		}
		return [results];
	}
}
