/** HTML that is already safe to send. */
export class Html {
	constructor(readonly text: string) {}

	toString(): string {
		return this.text;
	}
}

const escapes: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Text made safe for HTML, also within quoted attributes. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => escapes[character] as string);
}

function toText(value: unknown): string {
	if (value instanceof Html) return value.text;
	if (Array.isArray(value)) return value.map(toText).join('');
	if (value === undefined || value === null || value === false) return '';
	return escapeHtml(String(value));
}

/** A template whose values are made safe, except those that are Html themselves; lists are joined. */
export function html(parts: TemplateStringsArray, ...values: unknown[]): Html {
	let text = parts[0] as string;
	values.forEach((value, index) => {
		text += toText(value) + (parts[index + 1] as string);
	});
	return new Html(text);
}
