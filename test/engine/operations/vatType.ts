import type { Engine } from '../harness';
import { cutRows, noLimit } from './rows';
import { booksOf, type Given, type ResourceTable } from './table';

/** More VAT types than there ever were. */
const many = async (engine: Engine): Promise<Given> => {
	const { vatTypes } = booksOf(engine);
	const [first] = vatTypes.values();
	for (let index = 0; vatTypes.size < 60; index += 1)
		vatTypes.set(`X${index}`, { ...first, code: `X${index}` });
	return await Promise.resolve({});
};

export const vatTypeTable: ResourceTable = {
	resource: 'vatType',
	operations: {
		getAll: {
			required: {
				parameters: {},
				gives: { VatCode: 'U25', Name: 'Dansk salgsmoms', VatRate: 0.25 },
			},
			full: cutRows(60, { given: many }),
			wrong: [noLimit()],
		},
	},
};
