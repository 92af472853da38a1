import type { HostClient } from '../n8n/client.mts';

/** Characters that HTML writes in another way. */
const written: Record<string, string> = {
	'&amp;': '&',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#39;': "'",
	'&#x27;': "'",
};

const plain = (html: string) => html.replace(/&(?:amp|lt|gt|quot|#39|#x27);/g, (found) => written[found] ?? found);

/** The fields of the consent page's form, with the first person chosen. */
function consentFields(page: string): URLSearchParams {
	const fields = new URLSearchParams();
	for (const [input] of page.matchAll(/<input\b[^>]*>/g)) {
		const name = /\bname="([^"]*)"/.exec(input)?.[1];
		const value = /\bvalue="([^"]*)"/.exec(input)?.[1];
		if (name !== undefined && value !== undefined && !fields.has(plain(name))) fields.set(plain(name), plain(value));
	}
	fields.set('decision', 'allow');
	return fields;
}

/**
 * Connects an OAuth2 credential as a person would with "Connect my account": n8n's own authorize address, the local
 * Dinero's consent page, "Allow", and back to n8n, which exchanges the code. Only the browser is missing.
 *
 * @throws with what the page said when the consent page is not shown or n8n does not accept the code
 */
export async function connectCredential(client: HostClient, credentialId: string, dineroUrl: string): Promise<void> {
	const address = new URL(await client.authorizeAddress(credentialId));
	const shown = await fetch(`${dineroUrl}${address.pathname}${address.search}`, { redirect: 'manual' });
	const page = await shown.text();
	if (shown.status !== 200) throw new Error(`The consent page answered ${shown.status}: ${textOf(page)}`);
	const allowed = await fetch(`${dineroUrl}${address.pathname}`, {
		method: 'POST',
		body: consentFields(page),
		redirect: 'manual',
	});
	const back = allowed.headers.get('location');
	if (!back)
		throw new Error(`The consent page did not send back to n8n (${allowed.status}): ${textOf(await allowed.text())}`);
	const answer = await client.visit(back);
	if (/error/i.test(textOf(answer))) throw new Error(`n8n did not accept the sign-in: ${textOf(answer)}`);
}

function textOf(page: string): string {
	return page
		.replace(/<(style|script)\b[\s\S]*?<\/\1>/g, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 400);
}
