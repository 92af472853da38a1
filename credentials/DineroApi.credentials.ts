import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { requestPersonalToken, testRules } from '../api/signIn';

/** A personal integration: an API key of one's own organization, no consent page. */
export class DineroApi implements ICredentialType {
	name = 'dineroApi';

	displayName = 'Dinero Personal Integration API';

	icon: Icon = { light: 'file:../icons/dinero.svg', dark: 'file:../icons/dinero.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-dinero/n8n-nodes-dinero#credentials';

	properties: INodeProperties[] = [
		{
			displayName:
				"For your own organization only. Make the keys in Dinero under Integrations, 'Personlig integration'; the organization needs Dinero Pro or Total.",
			name: 'personalNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The key that was made for your organization',
		},
		{
			displayName: 'Organization ID',
			name: 'organizationId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 352100',
			description:
				'The number of your organization in Dinero. Leave empty if the key opens one organization only.',
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
			description: 'What workflows may do with this credential',
		},
		{
			displayName: 'Requests per Minute',
			name: 'requestsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
			default: 60,
			description:
				'How many requests this n8n sends to one organization in a minute. Dinero allows 60; use less when other programs share them.',
		},
	];

	/**
	 * Gets the hour's token; n8n asks for it when there is none, and again when Dinero answers 401.
	 * @throws SignInError with a text for the user
	 */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		return { sessionToken: await requestPersonalToken(this.helpers, credentials) };
	}

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				Authorization: '=Bearer {{$credentials.sessionToken}}',
			},
		},
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.dinero.dk',
			url: '/v1/organizations',
			qs: { fields: 'Name,Id,IsPro' },
		},
		rules: testRules('apiKey'),
	};
}
