import { nodeOf, type Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => {
		const node = nodeOf(example, 'Create the credit note in Dinero');
		const { refund, ...rest } = node.parameters;
		node.parameters = { ...rest, order: refund };
	},
	fault: 'Create the credit note in Dinero: order',
};
