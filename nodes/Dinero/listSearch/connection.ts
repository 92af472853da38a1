import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import type { DineroClient } from '../../../api/client';
import { toNodeError } from '../../../api/errors';
import { clientFor } from '../../../api/n8n';
import { matching } from './search';

/** Lists that do not depend on the chosen organization. */
function connectionSearch(find: (dinero: DineroClient) => Promise<INodeListSearchItems[]>) {
	return async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const answer = await clientFor(this, { priority: 'editor' })
			.then(find)
			.then(
				(rows) => ({ rows }),
				(reason: unknown) => ({ reason }),
			);
		if ('reason' in answer) throw toNodeError(this.getNode(), answer.reason);
		return { results: matching(answer.rows, filter?.trim() ?? '') };
	};
}

/** Companies without a Pro subscription are listed too, with the reason why nothing else will work. */
export const searchOrganizations = connectionSearch(async (dinero) => {
	const organizations = await dinero.call('organization.getManyFields', {
		query: { fields: 'Name,Id,IsPro' },
	});
	return organizations.map(({ Id, Name, IsPro }) => ({
		name: `${Name ?? 'Unnamed'} (${Id})${IsPro === false ? ' - no Pro subscription' : ''}`,
		value: String(Id ?? ''),
	}));
});

export const searchCountries = connectionSearch(async (dinero) => {
	const countries = await dinero.getMany('country.getMany', {});
	return countries
		.map(({ Key, EnglishName }) => ({ name: `${EnglishName} (${Key})`, value: Key }))
		.sort((one, other) => one.name.localeCompare(other.name, 'en'));
});
