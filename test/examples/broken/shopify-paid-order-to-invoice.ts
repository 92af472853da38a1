import { nodeOf, type Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => {
		const node = nodeOf(example, 'Create the invoice in Dinero');
		const { order, ...rest } = node.parameters;
		node.parameters = { ...rest, shopOrder: order };
	},
	fault: 'Create the invoice in Dinero: shopOrder',
};
