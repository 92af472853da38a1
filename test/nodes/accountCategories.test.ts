import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import contract from '../../contract/openapi.json';
import { getAll } from '../../nodes/Dinero/resources/account/getAll';

interface Parameter {
	name: string;
	description?: string;
}

test('the categories of accounts are those that the contract lists', () => {
	const { parameters } = contract.paths['/v1/{organizationId}/accounts/entry'].get as {
		parameters: Parameter[];
	};
	const { description = '' } = parameters.find(({ name }) => name === 'categoryFilter')!;
	const listed = description.replace(/^.*allowed: /, '').split(', ');
	const filters = getAll.fields.find(({ name }) => name === 'filters')?.options as INodeProperties[];
	const options = filters.find(({ name }) => name === 'category')?.options as INodePropertyOptions[];
	expect(options.map(({ value }) => String(value)).sort()).toEqual(listed.sort());
});
