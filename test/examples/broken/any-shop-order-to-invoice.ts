import { nodeOf, type Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => {
		const [trigger] = Object.keys(example.pinData);
		nodeOf(example, trigger).name = 'Webhook';
	},
	fault: 'no node An order from the shop',
};
