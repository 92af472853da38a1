import { nodeOf, type Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => {
		nodeOf(example, 'Create the invoice in Dinero').onError = 'stopWorkflow';
	},
	fault: 'nobody is told when Create the invoice in Dinero fails',
};
