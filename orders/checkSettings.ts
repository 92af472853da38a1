import { Accounts, depositAccount, fittingVatCodes, LABELS, type ResolvedAccount } from './accounts';
import type { OrganizationFacts } from './plan';
import { isRefusal, type Refusal } from './refusal';
import { fits, type AccountName, type Settings } from './settings';
import { fill, INVOICE_PLACEHOLDERS, CREDIT_NOTE_PLACEHOLDERS } from './texts';

/** One thing that a check of the settings found. */
export interface Finding {
	/** `error`: orders will be refused. `warning`: look at it. `ok`: checked and fine. */
	severity: 'error' | 'warning' | 'ok';
	code: string;
	message: string;
	advice: string;
	/** The setting it is about ("accounts.export"). */
	where: string;
}

/**
 * Looks through the settings before the first order: do the accounts exist and carry the right VAT code, is everything
 * there that these choices need, do the books have a year for today. Writes nothing and asks Dinero nothing.
 */
export function checkSettings(settings: Settings, facts: OrganizationFacts, today: string): Finding[] {
	const accounts = new Accounts(facts, settings);
	return [
		...checkAccounts(settings, accounts),
		...checkNeeded(settings, accounts),
		...checkRules(settings, accounts),
		...checkDeposits(settings, facts),
		...checkTexts(settings),
		...checkChoices(settings),
		...checkYear(facts, today),
	];
}

function error(refusal: Refusal, where: string): Finding {
	const { code, message, advice } = refusal;
	return { severity: 'error', code, message, advice, where: refusal.where ?? where };
}

function warning(code: string, message: string, advice: string, where: string): Finding {
	return { severity: 'warning', code, message, advice, where };
}

/** Every account that was chosen. */
function checkAccounts(settings: Settings, accounts: Accounts): Finding[] {
	const chosen = Object.keys(settings.accounts) as AccountName[];
	return chosen
		.filter((name) => accounts.isChosen(name))
		.map((name) => {
			const where = `accounts.${name}`;
			const account = accounts.for(name);
			return isRefusal(account)
				? error(account, where)
				: (unfitAccount(name, account) ?? fine(account, where));
		});
}

function fine(account: ResolvedAccount, where: string): Finding {
	const code = account.vatCode ?? 'no VAT';
	return {
		severity: 'ok',
		code: 'accountFits',
		message: `Account ${account.number} ${account.name} (${code}) fits.`,
		advice: 'Nothing needs to be done.',
		where,
	};
}

function unfitAccount(name: AccountName, account: ResolvedAccount): Finding | undefined {
	const where = `accounts.${name}`;
	const named = `Account ${account.number} ${account.name}`;
	const codes = fittingVatCodes[name];
	if (codes === 'none') {
		if (account.rate === 0) return undefined;
		return {
			severity: 'error',
			code: 'accountWithVat',
			message: `${named} adds VAT (${account.vatCode}), but lines there are without VAT.`,
			advice: 'Choose an account without VAT.',
			where,
		};
	}
	if (codes === undefined || (account.vatCode !== undefined && codes.includes(account.vatCode)))
		return undefined;
	if (codes[0] !== 'U25' && account.rate !== 0) {
		return {
			severity: 'error',
			code: 'accountWithVat',
			message: `${named} adds Danish VAT (${account.vatCode}), but these sales are without it.`,
			advice: `Choose an account with the VAT code ${codes.join(' or ')}.`,
			where,
		};
	}
	return warning(
		'vatCodeUnusual',
		`${named} has ${account.vatCode === undefined ? 'no VAT code' : `the VAT code ${account.vatCode}`}; ${codes.join(' or ')} is usual for these sales, and puts them into the right field of the VAT return.`,
		'Choose another account, or ask your accountant.',
		where,
	);
}

/** Accounts that the choices need although nobody chose them. */
function checkNeeded(settings: Settings, accounts: Accounts): Finding[] {
	const { vat } = settings;
	const shop = vat.decide === 'shop';
	const needed: AccountName[] = shop ? ['exempt', 'foreignTax'] : ['domestic'];
	if (!shop && vat.oss) needed.push('oss', 'foreignTax');
	if (!shop && (vat.norwayRegistered || vat.ukRegistered)) needed.push('export', 'foreignTax');
	if (!shop && vat.untaxedDomestic === 'exempt') needed.push('exempt');
	if (settings.tolerance !== 0) needed.push('rounding');
	const unchosen = (names: AccountName[]) =>
		[...new Set(names)].filter((name) => !accounts.isChosen(name)).map((name) => accounts.for(name));
	const missing = (names: AccountName[]) => unchosen(names).filter(isRefusal);
	const usual: AccountName[] = shop
		? []
		: vat.supply === 'services'
			? ['euBusinessServices', 'exportServices']
			: ['euBusinessGoods', 'export'];
	return [
		...unchosen([...needed, ...usual]).flatMap((account) => (isRefusal(account) ? [] : [byDefault(account)])),
		...missing(needed).map((refusal) => error(refusal, 'accounts')),
		...missing(usual.filter((name) => !needed.includes(name))).map((refusal) =>
			warning(
				refusal.code,
				`${refusal.message} Such orders are refused until then.`,
				refusal.advice,
				refusal.where!,
			),
		),
	];
}

/** An account that nobody chose and that will be taken, so that people see it before the first order. */
function byDefault({ number, name, vatCode, setting }: ResolvedAccount): Finding {
	const purpose = LABELS[setting.replace('accounts.', '') as AccountName];
	return {
		severity: 'ok',
		code: 'accountByDefault',
		message: `"${purpose}" goes to account ${number} ${name} (${vatCode ?? 'no VAT'}).`,
		advice: `Nothing needs to be done; another account can be chosen under "Accounts".`,
		where: setting,
	};
}

function checkRules(settings: Settings, accounts: Accounts): Finding[] {
	return settings.accountRules.flatMap((rule, index) => {
		const where = `accountRules.${index}`;
		if (rule.account === undefined) {
			if (rule.supply !== undefined || rule.text !== undefined) return [];
			return [
				warning(
					'ruleWithoutEffect',
					`Account rule ${index + 1} has no account, supply or text.`,
					'Complete or remove it.',
					where,
				),
			];
		}
		const account = accounts.numbered(rule.account, `Account Rules, row ${index + 1}`, `${where}.account`);
		return isRefusal(account) ? [error(account, where)] : [];
	});
}

function checkDeposits(settings: Settings, facts: OrganizationFacts): Finding[] {
	if (settings.action !== 'bookAndPay') {
		return settings.paymentRules.length === 0
			? []
			: [
					warning(
						'paymentRulesUnused',
						'There are payment rules, but payments are not registered.',
						'Choose "Book and Register Payment" if they should be.',
						'paymentRules',
					),
				];
	}
	const findings: Finding[] = [];
	const standard = depositAccount(facts, settings.depositAccount, 'Deposit Account');
	if (isRefusal(standard)) findings.push(error(standard, 'depositAccount'));
	else if (settings.depositAccount === undefined) {
		findings.push(
			warning(
				'depositAccountByDefault',
				`Payments go to ${standard.number} ${standard.name}, the organization's default deposit account.`,
				'A clearing account of its own for the shop keeps the bank account easy to reconcile.',
				'depositAccount',
			),
		);
	}
	for (const [index, rule] of settings.paymentRules.entries()) {
		const where = `paymentRules.${index}`;
		const account = depositAccount(
			facts,
			rule.depositAccount ?? settings.depositAccount,
			`${where}.depositAccount`,
		);
		if (rule.depositAccount !== undefined && isRefusal(account)) findings.push(error(account, where));
		const methods = Array.isArray(rule.method) ? rule.method : [rule.method];
		const earlier = settings.paymentRules.slice(0, index);
		if (methods.every((method) => earlier.some((one) => fits(one.method, method)))) {
			findings.push(
				warning(
					'ruleNeverReached',
					`Payment rule ${index + 1} is never reached: an earlier rule fits first.`,
					'Move it up.',
					where,
				),
			);
		}
	}
	return findings;
}

function checkTexts(settings: Settings): Finding[] {
	const known = {
		description: INVOICE_PLACEHOLDERS,
		comment: INVOICE_PLACEHOLDERS,
		creditNoteDescription: CREDIT_NOTE_PLACEHOLDERS,
		creditNoteComment: CREDIT_NOTE_PLACEHOLDERS,
	};
	return Object.entries(known).flatMap(([name, placeholders]) => {
		const template = settings.texts[name as keyof typeof known];
		if (template === undefined) return [];
		const values = Object.fromEntries(placeholders.map((placeholder) => [placeholder, '']));
		const filled = fill(template, values, `texts.${name}`);
		return isRefusal(filled) ? [error(filled, `texts.${name}`)] : [];
	});
}

function checkChoices(settings: Settings): Finding[] {
	const findings: Finding[] = [];
	const sendings = { sendByEmail: 'Send by Email', sendEInvoice: 'Send as E-Invoice' } as const;
	for (const [name, label] of Object.entries(sendings)) {
		if (settings.action !== 'draft' || !settings[name as keyof typeof sendings]) continue;
		findings.push(
			warning(
				'draftNotSent',
				'Invoices stay drafts, and drafts are not sent.',
				`Choose to book them, or turn "${label}" off.`,
				name,
			),
		);
	}
	if (settings.numberFromOrder) {
		findings.push(
			warning(
				'numbersShared',
				'Invoices get the numbers of their orders. Credit notes and other invoices may take a number that an order needs; that order then stops.',
				'Let the shop number its orders higher than any number in Dinero.',
				'numberFromOrder',
			),
		);
	}
	if (!settings.linesInclVat) {
		findings.push(
			warning(
				'linesWithoutVat',
				'With lines without VAT, some totals cannot be met to the øre; such orders are refused.',
				'Turn "Lines Include VAT" on, or allow a tolerance.',
				'linesInclVat',
			),
		);
	}
	return findings;
}

function checkYear(facts: OrganizationFacts, today: string): Finding[] {
	const years = facts.accountingYears;
	if (years.some((year) => today >= year.from.slice(0, 10) && today <= year.to.slice(0, 10))) return [];
	return [
		warning(
			'noAccountingYear',
			`The organization has no accounting year for ${today}.`,
			'Dinero opens the next year with its first entry; any other year must be made in Dinero.',
			'accountingYears',
		),
	];
}
