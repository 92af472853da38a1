import { html, type Html } from './html.mts';
import { styles } from './styles.mts';

/** Somebody who may sign in, with the organizations that the sign-in opens. */
export interface ConsentPerson {
	id: string;
	name: string;
	organizations: string[];
}

export type ConsentLanguage = 'da' | 'en';

interface Words {
	title: string;
	asks: (app: string) => string;
	who: string;
	allow: string;
	deny: string;
	rights: Record<string, string>;
	note: string;
}

const words: Record<ConsentLanguage, Words> = {
	da: {
		title: 'Giv adgang til Dinero',
		asks: (app) => `${app} beder om adgang til dine firmaer i Dinero.`,
		who: 'Hvem er du?',
		allow: 'Tillad',
		deny: 'Afvis',
		rights: {
			'dineropublicapi:read': 'Læse fakturaer, kontakter og posteringer',
			'dineropublicapi:write': 'Oprette og bogføre fakturaer og kontakter',
			offline_access: 'Beholde adgangen, når du ikke er logget ind',
		},
		note: 'Dette er den lokale Dinero til afprøvning. Her findes ingen rigtige regnskaber og ingen adgangskoder.',
	},
	en: {
		title: 'Give access to Dinero',
		asks: (app) => `${app} asks for access to your organizations in Dinero.`,
		who: 'Who are you?',
		allow: 'Allow',
		deny: 'Deny',
		rights: {
			'dineropublicapi:read': 'Read invoices, contacts and entries',
			'dineropublicapi:write': 'Create and book invoices and contacts',
			offline_access: 'Keep the access while you are not signed in',
		},
		note: 'This is the local Dinero for trying things out. It holds no real books and asks for no password.',
	},
};

function page(language: ConsentLanguage, title: string, content: Html): string {
	return html`<!DOCTYPE html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>${styles}</style></head>
<body class="consent"><main class="card">${content}</main></body>
</html>`.text;
}

/** The page on which a person chooses who they are and allows or denies an app's access. */
export function consentPage(options: {
	language: ConsentLanguage;
	appName: string;
	scopes: string[];
	people: ConsentPerson[];
	/** The fields of the authorize request, sent along again. */
	fields: Record<string, string>;
}): string {
	const text = words[options.language];
	const people = options.people.map(
		(
			person,
			index,
		) => html`<label class="choice"><input type="radio" name="person" value="${person.id}" required${index === 0 ? html` checked` : ''}>
<span><strong>${person.name}</strong><small>${person.organizations.join(', ')}</small></span></label>`,
	);
	const fields = Object.entries(options.fields).map(
		([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
	);
	return page(
		options.language,
		text.title,
		html`<h1>${text.title}</h1>
<p>${text.asks(options.appName)}</p>
<ul>${options.scopes.map((scope) => html`<li>${text.rights[scope] ?? scope}</li>`)}</ul>
<form method="post" action="/connect/authorize">${fields}
<fieldset><legend>${text.who}</legend>${people}</fieldset>
<p class="buttons"><button name="decision" value="allow" class="primary">${text.allow}</button>
<button name="decision" value="deny">${text.deny}</button></p>
</form>
<p><small>${text.note}</small></p>`,
	);
}

/** The page of an authorize request that must not be answered to its redirect address. */
export function signInErrorPage(error: string, description: string): string {
	return page(
		'en',
		'Sign-in failed',
		html`<h1>Sign-in failed</h1><p><strong>${error}</strong></p><p>${description}</p>`,
	);
}

/** A form that sends the code to the redirect address by POST at once (response_mode=form_post). */
export function formPostPage(redirectUri: string, fields: Record<string, string>): string {
	const inputs = Object.entries(fields).map(
		([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
	);
	return html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Submit this form</title></head>
<body onload="document.forms[0].submit()"><form method="post" action="${redirectUri}">${inputs}
<noscript><button>Continue</button></noscript></form></body></html>`.text;
}
