/** One doubt about the real service, or one limit, that can be set while the frame runs. */
export interface SettingRow {
	name: keyof FrameSettings;
	/** The open question that it answers, by its short name; '-' where there is none. */
	question: string;
	/** Allowed values; a range for numbers. */
	values: readonly string[] | { from: number; to: number };
	text: string;
}

/** How the frame behaves where the real service is in doubt, and its limits. */
export interface FrameSettings {
	keyCasing: 'contract' | 'camel';
	omittedMembers: 'refused' | 'defaulted';
	unknownAddress: 'page' | 'json';
	requestsPerMinute: number;
	rateLimitWindow: 'sliding' | 'fixed';
	tokenRateLimit: number;
	responseModeWhenAbsent: 'query' | 'form_post';
	wrongApiKeyStatus: '400' | '401';
	refreshGraceSeconds: number;
	usedRefreshToken: 'refused' | 'endsGrant';
	accessTokenSeconds: number;
	refreshTokenSeconds: number;
}

/** The settings as they are at the start. */
export const defaultSettings: FrameSettings = {
	keyCasing: 'contract',
	omittedMembers: 'refused',
	unknownAddress: 'page',
	requestsPerMinute: -1,
	rateLimitWindow: 'sliding',
	tokenRateLimit: 0,
	responseModeWhenAbsent: 'query',
	wrongApiKeyStatus: '400',
	refreshGraceSeconds: 0,
	usedRefreshToken: 'refused',
	accessTokenSeconds: 3600,
	refreshTokenSeconds: 365 * 24 * 3600,
};

/** Every setting with the question behind it and what it does. */
export const settingRows: SettingRow[] = [
	{
		name: 'keyCasing',
		question: 'O11',
		values: ['contract', 'camel'],
		text: "Answers spell their keys as the contract does, or in lower camel case; asked-for fields keep the asker's casing.",
	},
	{
		name: 'omittedMembers',
		question: 'O10',
		values: ['refused', 'defaulted'],
		text: 'Required members that live clients were seen to leave out (Discount, IsMember, UseCvr, all but the text of a text line) are refused, or taken for nothing.',
	},
	{
		name: 'unknownAddress',
		question: 'O6',
		values: ['page', 'json'],
		text: 'An unknown address answers 404 with a page, or with the JSON error and code 40.',
	},
	{
		name: 'requestsPerMinute',
		question: 'O7',
		values: { from: -1, to: 1_000_000 },
		text: 'Requests a minute for each organization and client: -1 takes the switch rateLimit, 0 is no limit.',
	},
	{
		name: 'rateLimitWindow',
		question: 'O7',
		values: ['sliding', 'fixed'],
		text: 'The minute of the rate limit slides, or starts anew with each minute of the clock.',
	},
	{
		name: 'tokenRateLimit',
		question: 'O7',
		values: { from: 0, to: 1000 },
		text: 'Token requests a minute for each client before 429; 0 is no limit.',
	},
	{
		name: 'responseModeWhenAbsent',
		question: 'O1',
		values: ['query', 'form_post'],
		text: 'How the code is sent back when the authorize request names no response_mode.',
	},
	{
		name: 'wrongApiKeyStatus',
		question: 'O6',
		values: ['400', '401'],
		text: 'A wrong API key or wrong client of a personal integration answers 400 or 401, both with invalid_grant.',
	},
	{
		name: 'refreshGraceSeconds',
		question: 'O4',
		values: { from: 0, to: 60 },
		text: 'How long a used one-time refresh token still can be exchanged (the portal offers 5 to 60 seconds).',
	},
	{
		name: 'usedRefreshToken',
		question: 'O4',
		values: ['refused', 'endsGrant'],
		text: 'A one-time refresh token used twice is refused, or ends the whole sign-in.',
	},
	{
		name: 'accessTokenSeconds',
		question: '-',
		values: { from: 1, to: 86400 },
		text: 'How long an access token lives.',
	},
	{
		name: 'refreshTokenSeconds',
		question: 'O4',
		values: { from: 1, to: 10 * 365 * 24 * 3600 },
		text: 'How long a refresh token lives.',
	},
];

/**
 * A setting's value after checking that it is allowed; numbers may come as text (from a form).
 * @throws Error with a sentence that names the setting and the allowed values
 */
export function checkedSetting(name: string, value: unknown): string | number {
	const row = settingRows.find((each) => each.name === name);
	if (!row) throw new Error(`There is no setting named '${name}'`);
	if ('from' in row.values) {
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		const { from, to } = row.values;
		if (typeof number !== 'number' || !Number.isFinite(number) || number < from || number > to) {
			throw new Error(`${name} must be a number from ${from} to ${to}`);
		}
		return number;
	}
	if (typeof value !== 'string' || !row.values.includes(value)) {
		throw new Error(`${name} must be one of ${row.values.join(', ')}`);
	}
	return value;
}
