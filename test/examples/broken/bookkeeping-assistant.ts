import { nodeOf, type Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => {
		nodeOf(example, 'Make an invoice draft').parameters.whatToDo = 'book';
	},
	fault: 'Make an invoice draft: whatToDo',
};
