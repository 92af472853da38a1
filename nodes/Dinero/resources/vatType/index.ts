import type { Resource } from '../../operation';
import { getAll } from './getAll';

export const vatTypeResource: Resource = {
	value: 'vatType',
	name: 'VAT Type',
	description: 'VAT codes and rates',
	operations: [getAll],
};
