import { nodeOf, type Broken } from '../check';

/** A renamed node whose text others still ask for by its old name. */
export const broken: Broken = {
	spoil: (example) => {
		nodeOf(example, 'Say it in words').name = 'Edit Fields';
	},
	fault: 'no node Say it in words',
};
