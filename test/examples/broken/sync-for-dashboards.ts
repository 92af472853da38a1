import { nodeOf, type Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => {
		nodeOf(example, 'Make the table of sales').parameters.options = {};
	},
	fault: 'Make the table of sales does not reuse the table that is there',
};
