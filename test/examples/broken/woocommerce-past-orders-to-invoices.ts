import { nodeOf, type Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => {
		nodeOf(example, 'Make the bookmark when missing').parameters.columns = {
			column: [{ name: 'period', type: 'string' }],
		};
	},
	fault: 'Remember the page: no column changed',
};
