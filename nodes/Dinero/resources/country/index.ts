import type { Resource } from '../../operation';
import { getAll } from './getAll';

export const countryResource: Resource = {
	value: 'country',
	name: 'Country',
	description: 'Countries and their keys',
	operations: [getAll],
};
