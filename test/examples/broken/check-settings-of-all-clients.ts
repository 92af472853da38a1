import { nodeOf, type Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => {
		nodeOf(example, 'Keep the finding').parameters.columns = {
			value: { level: '', whatToDo: '', advice: '' },
		};
	},
	fault: 'Keep the finding: no column advice',
};
