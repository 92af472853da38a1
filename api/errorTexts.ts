/** What kind of thing stands in the way; operations and the transfer decide by it, never by texts. */
export type ErrorKind =
	| 'validation'
	| 'notFound'
	| 'deleted'
	| 'stale'
	| 'duplicate'
	| 'signIn'
	| 'reconnect'
	| 'noPro'
	| 'noAccess'
	| 'rateLimited'
	| 'unavailable'
	| 'unknownResult'
	| 'brokenAnswer'
	| 'tooLarge'
	| 'brownout'
	| 'configuration';

/** How an answer of Dinero is recognised; every part that is given must fit. */
export interface Recognition {
	status?: readonly number[];
	/** Dinero's own number in the body (`code`). */
	code?: readonly number[];
	/** A named reason, in the property or the text of a violation or of the message. */
	reason?: RegExp;
}

export interface ErrorText {
	kind: ErrorKind;
	/** What happened, for a shop owner. */
	message: string;
	/** What to do about it. */
	description: string;
	/** How an answer of the API is recognised; texts without it are chosen by the code that knows the situation. */
	when?: Recognition;
	/** Whether the same request may succeed later without anybody changing anything. */
	retryable?: boolean;
	/** Whether the violations that Dinero names are added to the message. */
	namesViolations?: boolean;
}

const text = <T extends Record<string, ErrorText>>(table: T): Record<keyof T, ErrorText> => table;

/**
 * Answers of the API, most telling first: the first row that fits is taken.
 * Codes and reasons are those of Dinero's documentation or measured by API users.
 */
export const answerTexts = text({
	guidTaken: {
		kind: 'duplicate',
		message: 'Dinero already has something with this ID',
		description:
			'It was created before, perhaps by an earlier run. Get it by its ID and continue with it, or use another ID.',
		when: { reason: /guidMustBeUnique/i },
	},
	contactGone: {
		kind: 'validation',
		message: 'The contact on this document is not in Dinero, or has been deleted there',
		description: 'Restore the contact in Dinero, or choose another contact, then run again.',
		when: { reason: /invalidContactId/i },
	},
	ledgerItemMissing: {
		kind: 'notFound',
		message: 'Dinero has no ledger item with this ID',
		description: 'Check the ID. A ledger item that has been booked or deleted is no longer in the ledger.',
		when: { reason: /ledgerItemNotFound/i },
	},
	timestampMissing: {
		kind: 'stale',
		message: 'Dinero asks for the newest version of this document',
		description: 'Get the document again, look at what changed, and repeat what you wanted to do.',
		when: { reason: /timestamp field is required/i },
	},
	nothingSent: {
		kind: 'validation',
		message: 'Dinero received no data to work with',
		description:
			'Fill in the fields of this operation. If they are filled from an expression, check that it gives a value.',
		when: { reason: /models are missing/i },
	},
	fileTooLarge: {
		kind: 'tooLarge',
		message: 'The file is larger than Dinero takes',
		description:
			'Dinero takes files of at most 6 MB. Make the file smaller, for example by a lower scan resolution.',
		when: { status: [413] },
	},
	fileTooLargeAsText: {
		kind: 'tooLarge',
		message: 'The file is larger than Dinero takes',
		description:
			'Dinero takes files of at most 6 MB. Make the file smaller, for example by a lower scan resolution.',
		when: { status: [400], reason: /\b6 ?MB\b|too large|file size/i },
	},
	quota: {
		kind: 'rateLimited',
		message: 'Dinero receives too many requests for this organization just now',
		description:
			'Wait a minute and run again. If other programs use the same organization, lower Requests per Minute in the credential.',
		when: { status: [429] },
		retryable: true,
	},
	limitExceeded: {
		kind: 'rateLimited',
		message: 'A limit of this organization in Dinero has been reached',
		description: 'Wait a minute and run again, or ask for fewer rows at a time.',
		when: { code: [43] },
		retryable: true,
	},
	brownout: {
		kind: 'brownout',
		message: 'Dinero is about to remove this operation and switches it off now and then',
		description:
			'Run again later, and update this node: a newer version uses what Dinero offers in its place.',
		when: { status: [480] },
		retryable: true,
	},
	signIn: {
		kind: 'signIn',
		message: 'Dinero did not accept the sign-in',
		description:
			'Open the credential, check it and connect it again. Access may have been withdrawn in Dinero.',
		when: { status: [401] },
	},
	noPro: {
		kind: 'noPro',
		message: 'This organization has no active Dinero Pro subscription',
		description:
			'Dinero opens its API for organizations with Dinero Pro or Total. Change the subscription in Dinero, then run again.',
		when: { code: [48, 90] },
	},
	noProAsText: {
		kind: 'noPro',
		message: 'This organization has no active Dinero Pro subscription',
		description:
			'Dinero opens its API for organizations with Dinero Pro or Total. Change the subscription in Dinero, then run again.',
		when: { status: [403], reason: /\bpro\b/i },
	},
	noRights: {
		kind: 'noAccess',
		message: 'The connected user may not do this in Dinero',
		description:
			"Check that the credential's Access is 'Read and Write' if you want to change something, and that the user has the rights in this organization.",
		when: { code: [41] },
	},
	noAccess: {
		kind: 'noAccess',
		message: 'Dinero does not let this connection into the organization',
		description:
			"Check that the right organization is picked, that it has Dinero Pro or Total, that the connected user has access to it, and that the credential's Access fits what you want to do.",
		when: { status: [403] },
	},
	stale: {
		kind: 'stale',
		message: 'The document was changed in Dinero in the meantime',
		description: 'Get the document again, look at what changed, and repeat what you wanted to do.',
		when: { code: [58] },
	},
	deleted: {
		kind: 'deleted',
		message: 'This has been deleted in Dinero',
		description: 'Restore it in Dinero if it is still needed, or use another one.',
		when: { code: [65] },
	},
	duplicate: {
		kind: 'duplicate',
		message: 'Dinero already has something with this ID or number',
		description:
			'It was created before, perhaps by an earlier run. Get it and continue with it, or use another ID or number.',
		when: { code: [72] },
	},
	duplicateByStatus: {
		kind: 'duplicate',
		message: 'Dinero already has something with this ID or number',
		description:
			'It was created before, perhaps by an earlier run. Get it and continue with it, or use another ID or number.',
		when: { status: [409] },
	},
	notFound: {
		kind: 'notFound',
		message: 'Dinero has nothing with this ID in this organization',
		description:
			'Check the ID and the organization. It may belong to another organization, or have been removed.',
		when: { code: [40, 63] },
	},
	notFoundByStatus: {
		kind: 'notFound',
		message: 'Dinero has nothing with this ID in this organization',
		description:
			'Check the ID and the organization. It may belong to another organization, or have been removed.',
		when: { status: [404] },
	},
	rule: {
		kind: 'validation',
		message: "Dinero's bookkeeping rules do not allow this",
		description:
			'A document needs at least one line to be booked, and what is booked cannot be changed: make a credit note instead.',
		when: { code: [45] },
		namesViolations: true,
	},
	validation: {
		kind: 'validation',
		message: 'Dinero did not accept the values',
		description: 'Correct the values that are named here and run again. Nothing was saved.',
		when: { status: [400, 422] },
		namesViolations: true,
	},
	unavailable: {
		kind: 'unavailable',
		message: 'Dinero could not answer just now',
		description: "Run again in a few minutes. If it lasts, ask Dinero's support.",
		when: { status: [500, 501, 502, 503, 504, 507, 508, 520, 521, 522, 523, 524, 529] },
		retryable: true,
	},
	unexpected: {
		kind: 'brokenAnswer',
		message: 'Dinero answered in a way this node does not know',
		description: 'Run again in a few minutes. If it lasts, update this node.',
		when: {},
		namesViolations: true,
	},
});

/** Situations that no answer of the API names: chosen by the code that meets them. */
export const situationTexts = text({
	timeout: {
		kind: 'unavailable',
		message: 'Dinero did not answer in time',
		description:
			'Run again in a few minutes. Lists over a long period take less time when the period is shorter.',
		retryable: true,
	},
	unreachable: {
		kind: 'unavailable',
		message: 'Dinero could not be reached',
		description: 'Check the internet connection of this n8n, then run again.',
		retryable: true,
	},
	untrusted: {
		kind: 'unavailable',
		message: "Dinero's certificate was not accepted, so nothing was sent",
		description:
			'Check the date and time of the machine that runs n8n, and any proxy between n8n and Dinero. If both are right, the certificate has run out: run again later.',
		retryable: true,
	},
	connectionLost: {
		kind: 'unavailable',
		message: 'The connection to Dinero was cut before the answer came',
		description: 'Run again in a few minutes.',
		retryable: true,
	},
	stopped: {
		kind: 'unavailable',
		message: 'The execution was stopped while Dinero was being asked',
		description: 'Run again when you are ready.',
	},
	stoppedWriting: {
		kind: 'unknownResult',
		message: 'The execution was stopped while Dinero was at work, so it is not known whether it was done',
		description: 'Look in Dinero whether it is there before you run again.',
	},
	unknownResult: {
		kind: 'unknownResult',
		message: "Dinero's answer was lost, so it is not known whether this was done",
		description:
			'Look in Dinero whether it is there before you run again: doing it twice would give it twice.',
	},
	staleAfterLostAnswer: {
		kind: 'stale',
		message: "Dinero's first answer was lost, and the document may have changed by it",
		description: 'Get the document again, look at whether it was done, and repeat it if it was not.',
	},
	brokenAnswer: {
		kind: 'brokenAnswer',
		message: "Dinero's answer could not be read",
		description:
			'Run again in a few minutes. If it lasts, a program between n8n and Dinero may be changing the answers.',
		retryable: true,
	},
	repeatedPage: {
		kind: 'brokenAnswer',
		message: 'Dinero gave the same page of the list twice',
		description: 'Run again, or use a smaller limit. Nothing was changed.',
		retryable: true,
	},
	notConnected: {
		kind: 'reconnect',
		message: 'The Dinero credential is not connected yet',
		description: 'Open the credential, choose Connect my account, and sign in to Dinero.',
	},
	reconnect: {
		kind: 'reconnect',
		message: 'The Dinero credential needs to be connected again',
		description:
			'Access was withdrawn, or it has run out. Open the credential, choose Reconnect, and sign in to Dinero. Workflows continue by themselves after that.',
	},
	wrongClient: {
		kind: 'signIn',
		message: 'The client ID or client secret of the Dinero credential is not right',
		description:
			'Copy both again from where the integration was made, without spaces, and save the credential.',
	},
	wrongApiKey: {
		kind: 'signIn',
		message: 'Dinero did not accept the API key of the credential',
		description:
			'Copy the API key again from Dinero under Integrations, without spaces, and check that it has not been deleted there and that the organization has Dinero Pro or Total.',
	},
	signInUnavailable: {
		kind: 'unavailable',
		message: "Dinero's sign-in could not answer just now",
		description: 'Run again in a few minutes. The credential itself has not been refused.',
		retryable: true,
	},
	signInRefused: {
		kind: 'signIn',
		message: 'Dinero did not give access with this credential',
		description:
			'Open the credential, check every field, save it, and connect it again if it is an OAuth credential.',
	},
	noCredential: {
		kind: 'configuration',
		message: 'No Dinero credential is chosen in this node',
		description: 'Choose a credential at the top of the node, or create one.',
	},
	noOrganizations: {
		kind: 'configuration',
		message: 'The connected Dinero user has no organization',
		description:
			'Sign in with a user that has access to an organization in Dinero, and connect the credential again.',
	},
	whichOrganization: {
		kind: 'configuration',
		message: 'Which organization is meant? The connected Dinero user has several',
		description: "Pick one under 'Organization'.",
	},
	stillStale: {
		kind: 'stale',
		message: 'The document keeps being changed in Dinero while this node works on it',
		description: 'Run again when nobody and nothing else is working on it.',
		retryable: true,
	},
});

/** What to do about a value that Dinero names, by the contract's property. */
export const propertyAdvice: Readonly<Record<string, string>> = {
	AccountNumber: 'Pick the account from the list: only accounts of this organization can be used.',
	BaseAmountValue: 'An amount is a number with a full stop as decimal sign, such as 199.95.',
	ContactGuid: 'Pick the contact from the list, or create it first.',
	CountryKey: 'A country is given by two letters, such as DK or SE.',
	Currency: 'A currency is given by three letters, such as DKK or EUR.',
	Date: 'The date must lie in an accounting year that is open in Dinero.',
	DepositAccountNumber:
		'Pick the deposit account from the list: only deposit accounts of this organization can be used.',
	Discount: 'A discount is a percentage from 0 to 100.',
	EanNumber: 'An EAN number has 13 digits.',
	Email: 'An e-mail address looks like name@example.com.',
	ExternalReference: 'A reference has at most 128 characters.',
	Message: 'A message must contain [link-to-pdf], or be left empty.',
	Number:
		'The number may be in use already: choose another, or leave it empty so that Dinero takes the next one.',
	PaymentDate: 'A date is written as 2026-12-31.',
	ProductGuid: 'Pick the product from the list, or create it first.',
	Receiver: 'Give an e-mail address, or add one to the contact.',
	Unit: 'Pick the unit from the list.',
	VatNumber:
		'A Danish CVR number has 8 digits and must be in the register; write foreign VAT numbers with their country letters.',
	VoucherDate: 'The date must lie in an accounting year that is open in Dinero.',
};

export type AnswerTextId = keyof typeof answerTexts;
export type SituationId = keyof typeof situationTexts;
