import { nodeOf, type Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => {
		nodeOf(example, 'Create the invoice in Dinero').parameters.options = { transferWhen: 'fulfilled' };
	},
	fault: 'Create the invoice in Dinero: options.transferWhen = fulfilled',
};
