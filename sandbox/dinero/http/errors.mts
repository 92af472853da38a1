/** What is sent back when a request is refused: HTTP status, content type and body text. */
export interface ErrorAnswer {
	status: number;
	contentType: string;
	body: string;
}

/** Dinero's error body, as its public clients record it. */
export interface DineroErrorBody {
	code: number;
	message: string;
	validationErrors: Record<string, string> | null;
	languageSpecificMessages: Array<{ property: string; message: string }>;
	errorMessageList: Array<{ Code: number; Message: string }>;
}

/**
 * Dinero's JSON error (lower camel case outside, `Code` and `Message` inside the list).
 * @param validationErrors reason by property; null when the error is not about a property
 */
export function dineroError(
	status: number,
	code: number,
	message: string,
	validationErrors?: Record<string, string>,
): ErrorAnswer {
	const reasons = Object.entries(validationErrors ?? {});
	const body: DineroErrorBody = {
		code,
		message,
		validationErrors: reasons.length > 0 ? Object.fromEntries(reasons) : null,
		languageSpecificMessages: reasons.map(([property, reason]) => ({ property, message: reason })),
		errorMessageList: [
			{ Code: code, Message: message },
			...reasons.map(([, reason]) => ({ Code: code, Message: reason })),
		],
	};
	return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}

/** Code 42: the request contradicts the contract. */
export function validationError(validationErrors: Record<string, string>): ErrorAnswer {
	return dineroError(400, 42, 'Validation Error', validationErrors);
}

/** The answer to a body that is missing or is not JSON, word for word as reported by users. */
export function modelMissing(): ErrorAnswer {
	return validationError({ 'globalErrors[]': 'The following models are missing: model' });
}

/** Too many requests: text, not the JSON error; no Retry-After header is known. */
export function quotaExceeded(): ErrorAnswer {
	const body =
		'API calls quota exceeded! Maximum admitted calls per minute is reached for this organization. Please wait a minute.';
	return { status: 429, contentType: 'text/plain; charset=utf-8', body };
}

/** A server error as users met it: no body at all. */
export function emptyServerError(): ErrorAnswer {
	return { status: 500, contentType: '', body: '' };
}

/** The page that an unknown address may answer. */
export function notFoundPage(path: string): ErrorAnswer {
	const shown = path.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
	const body =
		'<!DOCTYPE html>\n<html><head><title>404 - File or directory not found.</title></head>' +
		`<body><h1>Server Error</h1><h2>404 - File or directory not found.</h2><p>${shown}</p></body></html>`;
	return { status: 404, contentType: 'text/html; charset=utf-8', body };
}

/** An error of a token address, in OAuth's own form. */
export function oauthError(status: number, error: string, description: string): ErrorAnswer {
	return {
		status,
		contentType: 'application/json; charset=utf-8',
		body: JSON.stringify({ error, error_description: description }),
	};
}
