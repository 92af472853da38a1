import type { Broken } from '../check';

/** The second shop's refused orders lead nowhere. */
export const broken: Broken = {
	spoil: (example) => example.connections['Invoice the order of the pottery shop'].main.pop(),
	fault: 'nobody is told when Invoice the order of the pottery shop fails',
};
