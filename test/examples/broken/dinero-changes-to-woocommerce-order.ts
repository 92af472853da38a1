import { nodeOf, type Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => {
		const trigger = nodeOf(example, 'Something happened to an invoice in Dinero');
		trigger.parameters.filters = { reference: 'woocommerce:', own: 'include' };
	},
	fault: 'Something happened to an invoice in Dinero: filters.reference',
};
