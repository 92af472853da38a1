import type { IDataObject } from 'n8n-workflow';

import { isDineroError } from '../../../../api/errors';
import { organizationSettings } from '../../../../api/organizationFacts';
import { checkSettings as findingsOf, type Finding } from '../../../../orders';
import type { Settings } from '../../../../orders/settings';
import { organizationFacts } from '../../../../transfer';
import type { OperationContext } from '../../context';
import type { Operation } from '../../operation';
import { danishToday } from '../../values/time';
import { checkEndpoints } from './endpoints';
import {
	depositFindings,
	mailFindings,
	numberFindings,
	organizationFindings,
	shopFindings,
	yearFindings,
	type NumberedDocument,
	type OrganizationRead,
	type ShownFinding,
} from './findings';
import { checkForm } from './form';
import { readSettingsOf } from './transfer';

export const checkSettings: Operation = {
	value: 'checkSettings',
	name: 'Check Settings',
	action: 'Check the settings of a shop',
	description:
		'Look through connection, plan, accounts, VAT, deposit accounts and numbers before the first order; nothing is written',
	endpoints: checkEndpoints,
	fields: checkForm,
	async run(context) {
		const settings = readSettingsOf(context);
		const findings = await check(context, settings);
		const order = { stop: 0, advice: 1, ok: 2 };
		return [...findings].sort((a, b) => order[a.level] - order[b.level]) as unknown as IDataObject[];
	},
};

async function check(context: OperationContext, settings: Settings): Promise<ShownFinding[]> {
	const { dinero } = context;
	const organizationId = await context.organizationId();
	const organization = await readOrganization(context, organizationId);
	const findings = organizationFindings(organization);
	// Without Pro, Dinero refuses everything else.
	if (findings.some((one) => one.level === 'stop')) return findings;
	const read = await organizationSettings(dinero, organizationId).then(
		(value) => ({ value }),
		(error: unknown) => ({ error }),
	);
	if ('error' in read) return [...findings, await unreadable(read.error)];
	const facts = organizationFacts(organizationId, read.value);
	const documents = await newestDocuments(context, organizationId);
	return [
		...findings,
		...findingsOf(settings, facts, danishToday()).map(shown),
		...yearFindings(facts, danishToday()),
		...depositFindings(settings, facts),
		...mailFindings(settings, organization),
		...numberFindings(settings, documents),
		...shopFindings(settings, documents),
	];
}

async function readOrganization(
	context: OperationContext,
	organizationId: string,
): Promise<OrganizationRead> {
	const rows = await context.dinero.getMany('organization.getMany', {});
	const found = rows.find((row) => String(row.Id) === organizationId);
	if (found === undefined) {
		throw context.unusable(
			'organizationId',
			`is ${organizationId}, which this connection does not reach`,
			rows.length === 0
				? 'Connect with a user who has access to a company in Dinero.'
				: `Pick one of: ${rows.map((row) => `${row.Name} (${row.Id})`).join(', ')}.`,
		);
	}
	return {
		name: found.Name ?? organizationId,
		email: found.Email ?? undefined,
		hasPro: found.Subscription?.HasPro ?? false,
		isVatFree: found.IsVatFree ?? false,
	};
}

/** The newest thousand invoices and credit notes: one request each. */
async function newestDocuments(
	context: OperationContext,
	organizationId: string,
): Promise<NumberedDocument[]> {
	const query = { fields: 'Number,ExternalReference,Status' };
	const invoices = await context.dinero.getMany(
		'invoice.getMany',
		{ organizationId, query },
		{ limit: 1000 },
	);
	const creditNotes = await context.dinero.getMany(
		'creditNote.getMany',
		{ organizationId, query },
		{ limit: 1000 },
	);
	return [...invoices, ...creditNotes].map((row) => ({
		number: row.Status === 'Draft' ? undefined : (row.Number ?? undefined),
		externalReference: row.ExternalReference ?? undefined,
	}));
}

function shown({ severity, code, message, advice, where }: Finding): ShownFinding {
	const levels = { error: 'stop', warning: 'advice', ok: 'ok' } as const;
	return { level: levels[severity], what: areaOf(where), why: message, whatToDo: advice, code, where };
}

function areaOf(where: string): string {
	const areas: Record<string, string> = {
		accounts: 'Accounts',
		accountRules: 'Account Rules',
		accountingYears: 'Accounting Year',
		depositAccount: 'Deposit Account',
		numberFromOrder: 'Number Lock',
		paymentRules: 'Payment Rules',
		sendByEmail: 'E-mail',
		texts: 'Texts',
	};
	return areas[where.split('.')[0]] ?? 'Options';
}

/** What Dinero answers instead of the settings is a finding; what is no answer of Dinero goes on upwards. */
async function unreadable(error: unknown): Promise<ShownFinding> {
	if (!isDineroError(error)) return await Promise.reject(error);
	return {
		level: 'stop',
		what: 'Connection',
		why: error.message,
		whatToDo: error.description,
		code: 'settingsUnreadable',
		where: null,
	};
}
