import { ExpiringCache } from './cache';
import type { DineroClient } from './client';
import { situation } from './errors';

const organizations = new ExpiringCache(5 * 60_000);

/** Forgets which organizations there are, for tests. */
export function forgetOrganizations(): void {
	organizations.clear();
}

/**
 * The only organization of the connected user.
 * @throws DineroError of kind `configuration` when there is none, or several: it names them with their ids
 */
export async function chooseOrganization(client: DineroClient): Promise<string> {
	const all = await organizations.get(client.identity, client.clock, async () =>
		(await client.call('organization.getManyFields', { query: { fields: 'Name,Id,IsPro' } })).map(
			({ Id, Name }) => ({ id: String(Id ?? ''), name: Name ?? '' }),
		),
	);
	const usable = all.filter(({ id }) => id !== '');
	if (usable.length === 1) return usable[0].id;
	if (usable.length === 0) throw situation('noOrganizations');
	const named = usable.slice(0, 20).map(({ id, name }) => `${name} (${id})`);
	const more = usable.length > named.length ? ` and ${usable.length - named.length} more` : '';
	throw situation('whichOrganization', `They are: ${named.join(', ')}${more}.`);
}
