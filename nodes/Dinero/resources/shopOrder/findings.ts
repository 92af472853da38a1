import type { OrganizationFacts } from '../../../../orders/plan';
import type { Settings } from '../../../../orders/settings';

/** One thing that was looked at, as the node shows it. */
export interface ShownFinding {
	/** `ok`: fine. `advice`: look at it. `stop`: orders will be refused until it is put right. */
	level: 'ok' | 'advice' | 'stop';
	/** What was looked at, in two or three words. */
	what: string;
	why: string;
	whatToDo: string;
	/** Stable name, for workflows that branch on it. */
	code: string;
	/** The setting it is about, or null. */
	where: string | null;
}

/** What is read of an organization beyond its settings. */
export interface OrganizationRead {
	name: string;
	email?: string;
	hasPro: boolean;
	isVatFree: boolean;
}

/** A sales document of the newest ones: enough to see shops and numbers. */
export interface NumberedDocument {
	number?: number;
	externalReference?: string;
}

const nothingToDo = 'Nothing needs to be done.';

function finding(
	level: ShownFinding['level'],
	what: string,
	code: string,
	why: string,
	whatToDo = nothingToDo,
): ShownFinding {
	return { level, what, why, whatToDo, code, where: null };
}

/** Connection, organization, plan and VAT registration. */
export function organizationFindings(organization: OrganizationRead): ShownFinding[] {
	const { name, hasPro, isVatFree } = organization;
	const connected = finding('ok', 'Connection', 'connected', `Connected to ${name}.`);
	const plan = hasPro
		? finding('ok', 'Plan', 'planFits', `${name} has Dinero Pro, which the API asks for.`)
		: finding(
				'stop',
				'Plan',
				'planMissing',
				`${name} has no Dinero Pro, and Dinero refuses integrations without it.`,
				'Choose Pro or a larger plan in Dinero.',
			);
	const vat = isVatFree
		? [
				finding(
					'advice',
					'VAT',
					'vatFree',
					`${name} is not registered for VAT in Dinero.`,
					'Check that the shop charges no VAT; orders with Danish VAT will be refused.',
				),
			]
		: [];
	return [connected, plan, ...vat];
}

/** The accounting year of today, where there is one; its absence is among the settings' own findings. */
export function yearFindings(facts: OrganizationFacts, today: string): ShownFinding[] {
	const year = facts.accountingYears.find(
		({ from, to }) => today >= from.slice(0, 10) && today <= to.slice(0, 10),
	);
	if (year === undefined) return [];
	return [finding('ok', 'Accounting Year', 'yearOpen', `${today} lies in the accounting year ${year.name}.`)];
}

/** Deposit accounts that are there; what is wrong with them is among the settings' own findings. */
export function depositFindings(settings: Settings, facts: OrganizationFacts): ShownFinding[] {
	const chosen = [settings.depositAccount, ...settings.paymentRules.map((rule) => rule.depositAccount)];
	return [...new Set(chosen)].flatMap((number) => {
		const account = facts.depositAccounts.find((one) => one.number === number && !one.hidden);
		if (account === undefined) return [];
		return [
			finding(
				'ok',
				'Deposit Account',
				'depositAccountFits',
				`Deposit account ${number} ${account.name} is there.`,
			),
		];
	});
}

/** Whether Dinero can send the invoices that the settings want sent. */
export function mailFindings(settings: Settings, organization: OrganizationRead): ShownFinding[] {
	if (!settings.sendByEmail) return [];
	if (organization.email) {
		return [finding('ok', 'E-mail', 'mailReady', `Invoices are sent from ${organization.email}.`)];
	}
	return [
		finding(
			'stop',
			'E-mail',
			'senderMissing',
			'The company has no e-mail address in Dinero, from which invoices would be sent.',
			"Fill in the company's e-mail address in Dinero, or turn 'Send by Email' off.",
		),
	];
}

/**
 * Invoices and credit notes take their numbers from one series. With the number lock, an order whose number a
 * document has taken stops.
 */
export function numberFindings(settings: Settings, documents: NumberedDocument[]): ShownFinding[] {
	if (!settings.numberFromOrder) return [];
	const highest = Math.max(0, ...documents.map((one) => one.number ?? 0));
	if (highest === 0) {
		return [finding('ok', 'Number Lock', 'numbersFree', 'Dinero has no booked invoice or credit note yet.')];
	}
	return [
		finding(
			'advice',
			'Number Lock',
			'numbersTaken',
			`The highest number in Dinero is ${highest}. Credit notes take the next free number of the same series, so an order with that number would stop.`,
			`Let the shop's next order number be well above ${highest}, and book credit notes before orders reach their numbers; or turn 'Use Order Number as Invoice Number' off.`,
		),
	];
}

/** Shops whose invoices are in Dinero, so that one that was typed differently is seen. */
export function shopFindings(settings: Settings, documents: NumberedDocument[]): ShownFinding[] {
	const counts = new Map<string, number>();
	for (const { externalReference } of documents) {
		if (externalReference?.includes(':refund:')) continue;
		const shop = /^([a-z]+:.+?):order:/.exec(externalReference ?? '')?.[1];
		if (shop !== undefined) counts.set(shop, (counts.get(shop) ?? 0) + 1);
	}
	const shops = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
	if (shops.length === 0) {
		return [finding('ok', 'Shops', 'noShopYet', 'No invoice in Dinero comes from a shop yet.')];
	}
	const keys = shops.map(([shop]) => shop.slice(shop.indexOf(':') + 1));
	const list = shops.map(([shop, count]) => `${shop} (${count})`).join(', ');
	const found = [
		finding('ok', 'Shops', 'shopsInUse', `Shops with invoices among the newest in Dinero: ${list}.`),
	];
	const own = settings.shopKey?.toLowerCase();
	const known = own === undefined ? [] : keys.filter((key) => key !== own && alike(key, own));
	const pairs = keys.flatMap((one, index) =>
		keys
			.slice(index + 1)
			.filter((other) => other !== one && alike(one, other))
			.map((other) => [one, other]),
	);
	if (own !== undefined && !keys.includes(own) && known.length > 0) pairs.push([own, known[0]]);
	for (const [one, other] of pairs) {
		found.push({
			...finding(
				'advice',
				'Shops',
				'shopsAlike',
				`Two shops have almost the same name: "${one}" and "${other}". An order under another name is another order.`,
				"If they are one shop, use the same 'Shop Key' everywhere; else an order can be invoiced twice.",
			),
			where: 'shopKey',
		});
	}
	return found;
}

/** Names that a typing mistake makes of each other: at most two letters added, left out or exchanged. */
function alike(one: string, other: string): boolean {
	if (one.length < 4 || Math.abs(one.length - other.length) > 2) return false;
	let previous = [...Array(other.length + 1).keys()];
	for (let row = 1; row <= one.length; row++) {
		const current = [row];
		for (let column = 1; column <= other.length; column++) {
			const exchanged = previous[column - 1] + (one[row - 1] === other[column - 1] ? 0 : 1);
			current.push(Math.min(exchanged, previous[column] + 1, current[column - 1] + 1));
		}
		previous = current;
	}
	return previous[other.length] <= 2;
}
