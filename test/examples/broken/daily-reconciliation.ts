import type { Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => example.connections['Fetch the orders of yesterday'].main.pop(),
	fault: 'nobody is told when Fetch the orders of yesterday fails',
};
