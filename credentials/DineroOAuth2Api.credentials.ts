import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { testRules } from '../api/signIn';

/** An app of one's own at Visma Connect: sign in once, the connection renews itself. */
export class DineroOAuth2Api implements ICredentialType {
	name = 'dineroOAuth2Api';

	displayName = 'Dinero OAuth2 API';

	extends = ['oAuth2Api'];

	icon: Icon = { light: 'file:../icons/dinero.svg', dark: 'file:../icons/dinero.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-dinero/n8n-nodes-dinero#credentials';

	properties: INodeProperties[] = [
		{
			displayName:
				'Make an app of the type Web at the Visma Developer Portal, add the OAuth Redirect URL above to it, switch Offline Access on, and copy its client ID and client secret to here',
			name: 'appNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: 'https://connect.visma.com/connect/authorize',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: 'https://connect.visma.com/connect/token',
		},
		{
			displayName: 'Access',
			name: 'access',
			type: 'options',
			options: [
				{
					name: 'Read and Write',
					value: 'readWrite',
					description: 'Workflows may also create, book and change things in Dinero',
				},
				{
					name: 'Read Only',
					value: 'readOnly',
					description: 'Enough for dashboards, exports and triggers',
				},
			],
			default: 'readWrite',
			description:
				'What workflows may do with this connection. The app must have been given the same access. Reconnect after a change.',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default:
				'={{ $self["access"] === "readOnly" ? "dineropublicapi:read offline_access" : "dineropublicapi:read dineropublicapi:write offline_access" }}',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		{
			displayName: 'Requests per Minute',
			name: 'requestsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
			default: 60,
			description:
				'How many requests this n8n sends to one organization in a minute. Dinero allows 60, and 100 for some apps; use less when other programs share them.',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.dinero.dk',
			url: '/v1/organizations',
			qs: { fields: 'Name,Id,IsPro' },
		},
		rules: testRules('connection'),
	};
}
