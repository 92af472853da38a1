import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { toNodeError } from '../../api/errors';
import { searchContacts, searchOrganizations } from '../Dinero/listSearch';
import { triggerProperties } from './description';
import { runPoll } from './run';

export class DineroTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Dinero Trigger',
		name: 'dineroTrigger',
		icon: { light: 'file:../../icons/dinero.svg', dark: 'file:../../icons/dinero.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens in Dinero, the Danish accounting system',
		eventTriggerDescription: 'Looks for one recent example in Dinero',
		activationMessage:
			'From now on n8n asks Dinero for news as often as the poll times say, and starts this workflow when there are any.',
		defaults: { name: 'Dinero Trigger' },
		polling: true,
		inputs: [],
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
		properties: triggerProperties,
	};

	methods = { listSearch: { searchOrganizations, searchContacts } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const outcome = await runPoll(this).then(
			(items) => ({ items }),
			(reason: unknown) => ({ reason }),
		);
		if ('reason' in outcome) throw toNodeError(this.getNode(), outcome.reason);
		const { items } = outcome;
		return items === null ? null : [this.helpers.returnJsonArray(items)];
	}
}
