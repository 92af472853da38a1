import { nodeOf, type Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => {
		delete nodeOf(example, 'Add the contact to the sheet').disabled;
	},
	fault: 'Add the contact to the sheet has no sample answer',
};
