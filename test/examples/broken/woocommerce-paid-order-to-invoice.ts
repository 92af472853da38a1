import { nodeOf, type Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => {
		nodeOf(example, 'Create the invoice in Dinero').credentials = {
			dineroOAuth2Api: { id: '1', name: 'Mine' },
		};
	},
	fault: 'Create the invoice in Dinero has credentials',
};
