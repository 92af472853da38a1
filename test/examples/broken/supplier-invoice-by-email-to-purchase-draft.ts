import { nodeOf, type Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => {
		// Nothing leads to a person any more when Dinero does not say whether the supplier is known.
		nodeOf(example, 'Find the supplier').onError = 'continueErrorOutput';
	},
	fault: 'nobody is told when Find the supplier fails',
};
