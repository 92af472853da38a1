import type { Broken } from '../check';

/** Payments that are registered without a row in the log. */
export const broken: Broken = {
	spoil: (example) => {
		example.connections['Register the payment in Dinero'].main[0] = [];
	},
	fault: 'Register the payment in Dinero is not logged',
};
