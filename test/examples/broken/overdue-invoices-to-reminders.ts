import { nodeOf, type Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => {
		nodeOf(example, 'Find the overdue invoices').parameters.filters = { state: ['Overdue'] };
	},
	fault: 'Find the overdue invoices: filters.state',
};
