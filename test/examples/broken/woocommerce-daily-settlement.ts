import { nodeOf, type Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => {
		nodeOf(example, 'Settle the day in Dinero').parameters.whatToDo = 'bookAndPay';
	},
	fault: 'Settle the day in Dinero: whatToDo = bookAndPay',
};
