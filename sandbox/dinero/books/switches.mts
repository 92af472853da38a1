/** Every doubt that public sources leave open, as a switch that both answers can be played with. */

/** One switch: its allowed values (the first one is the default), the question that it answers, and one sentence for people. */
interface SwitchDescription<Value extends string | number | boolean> {
	question: string;
	values: readonly Value[];
	default: Value;
	text: string;
}

function describe<const Value extends string | number | boolean>(
	question: string,
	values: readonly Value[],
	text: string,
): SwitchDescription<Value> {
	return { question, values, default: values[0], text };
}

export const switchTable = {
	rounding: describe(
		'O19',
		['line', 'document', 'net'],
		'How VAT is rounded: per line, per VAT rate of the document, or from net prices kept to two decimals.',
	),
	updatedAtMovesOnPayment: describe(
		'O12c',
		[true, false],
		'Whether registering or deleting a payment changes the UpdatedAt of its document.',
	),
	updatedAtMovesOnMail: describe(
		'O12c',
		[false, true],
		'Whether sending a mail changes the UpdatedAt and TimeStamp of its document.',
	),
	deletedRowsInChanges: describe(
		'O12b',
		[false, true],
		'Whether a list with changesSince shows deleted rows when deletedOnly is not asked for.',
	),
	negativeLines: describe(
		'O19',
		['accepted', 'refused'],
		'Whether a sales line may have a negative price or quantity.',
	),
	noProCode: describe('O6', [90, 48], 'The error code of a call to an organization without Pro.'),
	numberSeries: describe(
		'O18',
		['shared', 'own'],
		'Whether invoices and credit notes share one number series.',
	),
	numberAfterForced: describe(
		'O18',
		['highest', 'lowestFree'],
		'Where the automatic number continues after a forced high number.',
	),
	deletedGuidReusable: describe(
		'O17',
		[false, true],
		'Whether the guid of a deleted draft can be used for a new one.',
	),
	listOrder: describe(
		'O12a',
		['documented', 'created', 'shuffled'],
		'The order of list results: by number and date descending, by creation, or shuffled with the seed.',
	),
	sortWithContactFilter: describe(
		'O11',
		['serverError', 'works'],
		'Whether sorting an invoice list that is filtered by ContactGuid fails with an empty 500, as was measured.',
	),
	combinedFilter: describe(
		'O11',
		['everywhere', 'contactsOnly'],
		'Whether queryFilter understands ";" on all lists or on contacts alone.',
	),
	rateLimit: describe('O7', [60, 100], 'Requests a minute per organization and client.'),
	unknownFields: describe(
		'O10',
		['refused', 'swallowed'],
		'Whether a field that the contract does not know is refused (strict) or swallowed (as the real one does).',
	),
	softRules: describe(
		'O10',
		['refused', 'accepted'],
		'Whether what the contract only says "should" about is refused: company fields on a person, days with NettoCash, a description beside a product, more than two decimals in a payment.',
	),
	fileTooLarge: describe('O8', [413, 400], 'The status of a file larger than 6 MB.'),
	fileVisibleAfter: describe('behaviour', [1, 0], 'Seconds until an uploaded file can be read.'),
	lateRows: describe(
		'O12',
		[0, 3, 30],
		'Seconds until a list shows a new row, and a list of changes a changed one.',
	),
	zoneMark: describe('O12e', ['none', 'Z'], 'Whether CreatedAt and UpdatedAt carry a zone mark.'),
	resultWithoutFilter: describe(
		'O24',
		['filtered', 'unfiltered'],
		'Whether ResultWithoutFilter counts the rows that match the filters or all rows.',
	),
	clientAuthentication: describe(
		'O4',
		['bodyOnly', 'bodyOrBasic'],
		'Whether the token endpoint for registered apps also takes HTTP Basic.',
	),
	refreshTokens: describe(
		'O4',
		['reuse', 'oneTime'],
		'Whether a refresh token can be used again or is replaced at each use.',
	),
	retryAfter: describe('O7', [false, true], 'Whether a 429 carries a Retry-After header.'),
} as const;

export type SwitchName = keyof typeof switchTable;
export type Switches = { -readonly [Name in SwitchName]: (typeof switchTable)[Name]['values'][number] };

/** The switches with their defaults, and the given ones set. Throws RangeError for an unknown switch or value. */
export function createSwitches(given: Partial<Record<string, unknown>> = {}): Switches {
	const switches = Object.fromEntries(
		Object.entries(switchTable).map(([name, description]) => [name, description.default]),
	) as Switches;
	for (const [name, value] of Object.entries(given))
		if (value !== undefined) setSwitch(switches, name, value);
	return switches;
}

/** Sets one switch; text and number forms of a value are taken as the value. Throws RangeError when not allowed. */
export function setSwitch(switches: Switches, name: string, value: unknown): void {
	const description = (switchTable as Record<string, SwitchDescription<string | number | boolean>>)[name];
	if (!description)
		throw new RangeError(`Unknown switch '${name}'. Known: ${Object.keys(switchTable).join(', ')}.`);
	const match = description.values.find((allowed) => String(allowed) === String(value));
	if (match === undefined) {
		throw new RangeError(
			`Switch '${name}' cannot be '${String(value)}'. Allowed: ${description.values.join(', ')}.`,
		);
	}
	(switches as Record<string, unknown>)[name] = match;
}
