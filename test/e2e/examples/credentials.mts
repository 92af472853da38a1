import type { HostClient, WorkflowNode } from '../../../sandbox/n8n/client.mts';

type Fields = Record<string, unknown>;

/** What a node's description says of the accounts that it can use; only the part that is looked at here. */
export interface NodeType {
	name: string;
	version: number | number[];
	credentials?: Array<{ name: string; displayOptions?: { show?: Record<string, unknown[]> } }>;
	properties: Array<{ name: string; default?: unknown }>;
}

/** The example services' accounts by n8n's name of their type; signing secrets are the ones that the tests sign with. */
export const accounts: Record<string, Fields> = {
	googleSheetsOAuth2Api: {
		clientId: 'sample',
		clientSecret: 'sample',
		oauthTokenData: { access_token: 'sample-google-token', token_type: 'Bearer', refresh_token: 'sample' },
	},
	httpBasicAuth: { user: 'bookkeeper', password: 'a-long-password', allowedHttpRequestDomains: 'all' },
	httpHeaderAuth: { name: 'X-Shop-Secret', value: 'a-long-shared-secret', allowedHttpRequestDomains: 'all' },
	openAiApi: { apiKey: 'sk-sample', url: 'https://api.openai.com/v1', allowedHttpRequestDomains: 'all' },
	shopifyAccessTokenApi: {
		shopSubdomain: 'nordlys-cykler',
		accessToken: 'shpat_sample',
		appSecretKey: 'shpss_sample',
		allowedHttpRequestDomains: 'all',
	},
	slackApi: { accessToken: 'xoxb-sample', allowedHttpRequestDomains: 'all' },
	stripeApi: { secretKey: 'sk_sample', signatureSecret: 'whsec_sample', allowedHttpRequestDomains: 'all' },
	wooCommerceApi: {
		url: 'https://keramik.example.com',
		consumerKey: 'ck_sample',
		consumerSecret: 'cs_sample',
		allowedHttpRequestDomains: 'all',
	},
};

/** Gives nodes the accounts that they need; each account is made in n8n when it is first needed. */
export class Accounts {
	private readonly made = new Map<string, Promise<string>>();
	private types: Promise<NodeType[]> | undefined;

	constructor(
		private readonly client: HostClient,
		private readonly all: Record<string, Fields>,
	) {}

	/** `{}` for a node that needs no account, or one that this test has none for. */
	async of(node: WorkflowNode): Promise<NonNullable<WorkflowNode['credentials']>> {
		const type = await this.typeFor(node);
		if (type === undefined) return {};
		if (!this.made.has(type)) this.made.set(type, this.client.createCredential(type, type, this.all[type]));
		return { [type]: { id: await this.made.get(type)!, name: type } };
	}

	private async typeFor(node: WorkflowNode): Promise<string | undefined> {
		const named = node.parameters.nodeCredentialType ?? node.parameters.genericAuthType;
		if (typeof named === 'string') return named in this.all ? named : undefined;
		this.types ??= this.client.send<NodeType[]>('GET', '/types/nodes.json');
		const type = (await this.types).find(
			({ name, version }) => name === node.type && [version].flat().includes(node.typeVersion),
		);
		const valueOf = (name: string) =>
			node.parameters[name] ?? type?.properties.find((property) => property.name === name)?.default;
		return type?.credentials?.find(
			({ name, displayOptions }) =>
				name in this.all &&
				Object.entries(displayOptions?.show ?? {}).every(
					([field, values]) => field.startsWith('@') || values.includes(valueOf(field)),
				),
		)?.name;
	}
}
