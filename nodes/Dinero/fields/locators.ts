import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

/** A Dinero id, alone or at the end of an address from the browser. */
const guidPattern = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';
const nothingChosen = { mode: 'list', value: '' };
const exampleGuid = 'e.g. 3f2504e0-4f89-41d3-9a0c-0305e82c3301';

interface LocatorOptions {
	displayName: string;
	name: string;
	/** Name of the search in `methods.listSearch`. */
	search: string;
	description?: string;
	required?: boolean;
	/** Shown when it is empty and optional. */
	hint?: string;
}

/** A field for anything that Dinero knows by a guid: from a list, by pasted address or by id. */
export function guidLocator(options: LocatorOptions): INodeProperties {
	return {
		...base(options),
		modes: [
			{ displayName: 'From List', name: 'list', type: 'list', typeOptions: searchable(options.search) },
			{
				displayName: 'By Link',
				name: 'url',
				type: 'string',
				placeholder: 'e.g. an address copied from Dinero in the browser',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: `^https?://.*${guidPattern}.*$`,
							errorMessage: 'The address holds no Dinero ID',
						},
					},
				],
				extractValue: { type: 'regex', regex: `^https?://.*(${guidPattern})` },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: exampleGuid,
				validation: [
					{ type: 'regex', properties: { regex: `^${guidPattern}$`, errorMessage: 'Not a valid Dinero ID' } },
				],
			},
		],
	};
}

/** A field for accounts and organizations, which people know by number. */
export function numberLocator(
	options: LocatorOptions & { example: string; byNumber: string },
): INodeProperties {
	return {
		...base(options),
		modes: [
			{ displayName: 'From List', name: 'list', type: 'list', typeOptions: searchable(options.search) },
			{
				displayName: options.byNumber,
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${options.example}`,
				validation: [{ type: 'regex', properties: { regex: '^\\d+$', errorMessage: 'Write digits only' } }],
			},
		],
	};
}

/** A field for short codes such as VAT codes, which people also know by heart. */
export function codeLocator(options: LocatorOptions & { example: string; byCode?: string }): INodeProperties {
	return {
		...base(options),
		modes: [
			{ displayName: 'From List', name: 'list', type: 'list', typeOptions: searchable(options.search) },
			{
				displayName: options.byCode ?? 'By Code',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${options.example}`,
			},
		],
	};
}

function base(options: LocatorOptions): Omit<INodeProperties, 'modes'> {
	const { displayName, name, description, required = true, hint } = options;
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: nothingChosen,
		...(required ? { required: true } : {}),
		...(description === undefined ? {} : { description }),
		...(hint === undefined ? {} : { hint }),
	};
}

function searchable(searchListMethod: string): INodePropertyMode['typeOptions'] {
	return { searchListMethod, searchable: true };
}

/** First on every form: everything else follows the chosen organization. */
export const organization: INodeProperties = numberLocator({
	displayName: 'Organization',
	name: 'organizationId',
	search: 'searchOrganizations',
	required: false,
	description: 'The company in Dinero. Leave empty when the connection reaches only one.',
	example: '352100',
	byNumber: 'By ID',
});

type LocatorChanges = Partial<Omit<LocatorOptions, 'search'>>;

export const contact = (changes: LocatorChanges = {}): INodeProperties =>
	guidLocator({ displayName: 'Contact', name: 'contactId', search: 'searchContacts', ...changes });

export const invoice = (changes: LocatorChanges = {}, search = 'searchInvoices'): INodeProperties =>
	guidLocator({ displayName: 'Invoice', name: 'invoiceId', search, ...changes });

export const creditNote = (changes: LocatorChanges = {}, search = 'searchCreditNotes'): INodeProperties =>
	guidLocator({ displayName: 'Credit Note', name: 'creditNoteId', search, ...changes });

export const product = (changes: LocatorChanges = {}): INodeProperties =>
	guidLocator({ displayName: 'Product', name: 'productId', search: 'searchProducts', ...changes });

export const tradeOffer = (changes: LocatorChanges = {}): INodeProperties =>
	guidLocator({ displayName: 'Trade Offer', name: 'tradeOfferId', search: 'searchTradeOffers', ...changes });

export const file = (changes: LocatorChanges = {}): INodeProperties =>
	codeLocator({
		displayName: 'File',
		name: 'fileId',
		search: 'searchFiles',
		example: '0f8fad5bd9cb469fa16570867728950e',
		byCode: 'By ID',
		...changes,
	});

/** A field that can only be given by ID, since Dinero has no list of it. */
export function guidField(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		required: true,
		default: '',
		placeholder: exampleGuid,
		description,
	};
}

export const reminder = (changes: LocatorChanges = {}): INodeProperties =>
	numberLocator({
		displayName: 'Reminder',
		name: 'reminderId',
		search: 'searchReminders',
		example: '1',
		byNumber: 'By ID',
		...changes,
	});

export const contactNote = (changes: LocatorChanges = {}): INodeProperties =>
	guidLocator({ displayName: 'Note', name: 'noteId', search: 'searchContactNotes', ...changes });

export const payment = (search: string): INodeProperties =>
	guidLocator({ displayName: 'Payment', name: 'paymentId', search });

export const invoiceTemplate = (changes: LocatorChanges = {}): INodeProperties =>
	guidLocator({ displayName: 'Template', name: 'templateId', search: 'searchTemplates', ...changes });

export const account = (changes: LocatorChanges = {}, search = 'searchAccounts'): INodeProperties =>
	numberLocator({
		displayName: 'Account',
		name: 'accountNumber',
		search,
		example: '1000',
		byNumber: 'By Number',
		...changes,
	});

export const depositAccount = (changes: LocatorChanges = {}): INodeProperties =>
	numberLocator({
		displayName: 'Deposit Account',
		name: 'depositAccountNumber',
		search: 'searchDepositAccounts',
		description: 'The bank or clearing account that the money comes to or goes from',
		example: '55000',
		byNumber: 'By Number',
		...changes,
	});

export const vatType = (changes: LocatorChanges = {}): INodeProperties =>
	codeLocator({
		displayName: 'VAT Type',
		name: 'vatCode',
		search: 'searchVatTypes',
		example: 'U25',
		...changes,
	});

export const accountingYear = (changes: LocatorChanges = {}): INodeProperties =>
	codeLocator({
		displayName: 'Accounting Year',
		name: 'accountingYear',
		search: 'searchAccountingYears',
		example: '2026',
		...changes,
	});
