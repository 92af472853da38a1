import type { Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => example.connections['Find the invoice of the payment'].main.pop(),
	fault: 'nobody is told when Find the invoice of the payment fails',
};
