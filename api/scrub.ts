const hidden = '***';

/** Names of values that must never be shown. */
const secretName = /token|secret|password|passphrase|api_?key|authorization|assertion|cookie|credential/i;

const patterns: Array<[RegExp, string]> = [
	[/\b(Bearer|Basic)\s+[A-Za-z0-9\-._~+/]{6,}=*/gi, `$1 ${hidden}`],
	[/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, hidden],
	[
		/(["']?\b(?:access_token|refresh_token|id_token|client_secret|api_?key|password|session_?token)["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi,
		`$1${hidden}`,
	],
];

/**
 * Text without tokens, keys and passwords: those that are known (`secrets`) and those that look like one.
 * Secrets shorter than six characters are left alone, since they would match ordinary words.
 */
export function scrubText(text: string, secrets: readonly string[] = []): string {
	let result = text;
	for (const secret of secrets) {
		if (secret.length >= 6) result = result.split(secret).join(hidden);
	}
	for (const [pattern, replacement] of patterns) result = result.replace(pattern, replacement);
	return result;
}

/** A copy of a JSON value without secrets, in names or values; cut off below eight levels. */
export function scrubValue(value: unknown, secrets: readonly string[] = [], depth = 0): unknown {
	if (typeof value === 'string') return scrubText(value, secrets);
	if (value === null || typeof value !== 'object') return value;
	if (depth > 8) return undefined;
	if (Array.isArray(value)) return value.map((item) => scrubValue(item, secrets, depth + 1));
	return Object.fromEntries(
		Object.entries(value).map(([name, item]) => [
			scrubText(name, secrets),
			secretName.test(name) && (typeof item === 'string' || typeof item === 'number')
				? hidden
				: scrubValue(item, secrets, depth + 1),
		]),
	);
}
