import type { Broken } from '../check';

export const broken: Broken = {
	spoil: ({ connections }) => {
		connections['One number at a time'].main[0] = [];
	},
	fault: 'nobody is told when Create the invoice in Dinero fails',
};
