import type { Resource } from '../../operation';
import { getAll } from './getAll';

export const organizationResource: Resource = {
	value: 'organization',
	name: 'Organization',
	description: 'The companies in Dinero',
	operations: [getAll],
};
