import type { Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => example.connections['Create the invoice in Dinero'].main.pop(),
	fault: 'nobody is told when Create the invoice in Dinero fails',
};
