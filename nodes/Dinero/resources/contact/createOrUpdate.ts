import type { INodeProperties } from 'n8n-workflow';

import { isDineroError } from '../../../../api/errors';
import type { OperationContext } from '../../context';
import { newId } from '../../documents/create';
import { putOver } from '../../documents/fields';
import { contactGuid } from '../../documents/identity';
import { collection } from '../../fields/documents';
import { simplify, withOutcome } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { asUpdate, readContactDetails, readCountry, type ContactUpdate } from './body';
import { contactType, country, detailFields, name } from './fields';
import { findContact, matchFields, normalise, type MatchBy } from './match';
import { shownContact } from './simple';

const matchBy: INodeProperties = {
	displayName: 'Match By',
	name: 'matchBy',
	type: 'options',
	options: [
		{ name: 'EAN Number', value: 'eanNumber' },
		{ name: 'Email', value: 'email' },
		{ name: 'External Reference', value: 'externalReference' },
		{ name: 'VAT Number', value: 'vatNumber', description: 'With or without DK in front' },
	],
	default: 'email',
	description: 'By what an existing contact is recognised',
};

const matchValue: INodeProperties = {
	displayName: 'Match Value',
	name: 'matchValue',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. nathan@example.com',
	description: 'The value to look for; a new contact gets it',
};

export const createOrUpdate: Operation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update a contact',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	endpoints: ['contact.getMany', 'contact.get', 'contact.create', 'contact.update'],
	fields: [
		organization,
		matchBy,
		matchValue,
		contactType,
		name,
		country,
		collection('Additional Fields', 'additionalFields', detailFields),
		simplify,
	],
	async run(context) {
		const by = context.choice('matchBy', Object.keys(matchFields) as MatchBy[]);
		const given = readContact(context, by);
		const guid = await findContact(context, by, context.text('matchValue'));
		const result = guid === undefined ? await add(context, by, given) : await bring(context, guid, given);
		const organizationId = await context.organizationId();
		const contact = await context.dinero.call('contact.get', { organizationId, path: { guid: result.guid } });
		const isSimple = context.boolean('simplify');
		return withOutcome(result.outcome, shownContact(contact, isSimple), isSimple);
	},
};

interface Outcome {
	guid: string;
	outcome: 'created' | 'updated' | 'unchanged';
}

type Given = Partial<ContactUpdate> & Pick<ContactUpdate, 'Name' | 'CountryKey' | 'IsPerson'>;

/** The contact as the form describes it; the match value counts as one of its fields. */
function readContact(context: OperationContext, by: MatchBy): Given {
	const isPerson = context.choice('contactType', ['company', 'person']) === 'person';
	const additional = context.group('additionalFields');
	const details = readContactDetails(additional, isPerson);
	const other = additional.optionalText(by);
	if (other !== undefined && normalise(by, other) !== normalise(by, context.text('matchValue'))) {
		throw additional.unusable(
			by,
			`is '${other}', but 'Match Value' is '${context.text('matchValue')}'`,
			"Leave the field out: a contact gets the match value. To change the value itself, use the operation 'Update'.",
		);
	}
	const matched = context.nested({ [by]: context.text('matchValue') }, [{ ...matchValue, name: by }]);
	return {
		...details,
		...readContactDetails(matched, isPerson),
		Name: context.text('name'),
		CountryKey: readCountry(context) ?? 'DK',
		IsPerson: isPerson,
	};
}

/** A guid that is taken belongs to a run at the same time, whose contact is then found, or to a deleted contact. */
async function add(context: OperationContext, by: MatchBy, given: Given): Promise<Outcome> {
	const organizationId = await context.organizationId();
	const value = context.text('matchValue');
	const body = { IsMember: false, UseCvr: false, ...given };
	const create = async (guid: string): Promise<Outcome | undefined> => {
		const taken = await refusedAsDuplicate(
			context.dinero.call('contact.create', { organizationId, body: { ...body, ContactGuid: guid } }),
		);
		return taken ? undefined : { guid, outcome: 'created' };
	};
	const created = await create(contactGuid(organizationId, by, normalise(by, value)));
	if (created) return created;
	const found = await findContact(context, by, value);
	if (found !== undefined) return await bring(context, found, given);
	const again = await create(newId(undefined));
	if (again) return again;
	throw context.refusal('Dinero gave no room for the new contact', 'Run it again.');
}

async function refusedAsDuplicate(call: Promise<unknown>): Promise<boolean> {
	const thrown = await call.then(
		() => undefined,
		(reason: unknown) => ({ reason }),
	);
	if (thrown === undefined) return false;
	if (isDineroError(thrown.reason) && thrown.reason.kind === 'duplicate') return true;
	throw thrown.reason;
}

/** Writes only when something differs, so that a repeated run leaves no trace. */
async function bring(context: OperationContext, guid: string, given: Given): Promise<Outcome> {
	const organizationId = await context.organizationId();
	const before = asUpdate(await context.dinero.call('contact.get', { organizationId, path: { guid } }));
	const body = putOver(before, given, context.group('additionalFields'));
	const differs = (Object.keys(given) as Array<keyof ContactUpdate>).some((key) => {
		const [current, next] = [before[key] ?? null, body[key] ?? null];
		return key === 'VatNumber'
			? normalise('vatNumber', String(current ?? '')) !== normalise('vatNumber', String(next ?? ''))
			: current !== next;
	});
	if (!differs) return { guid, outcome: 'unchanged' };
	await context.dinero.call('contact.update', { organizationId, path: { guid }, body });
	return { guid, outcome: 'updated' };
}
