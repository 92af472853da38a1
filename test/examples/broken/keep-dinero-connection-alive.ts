import type { Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => example.connections['Ask Dinero which companies there are'].main.pop(),
	fault: 'nobody is told when Ask Dinero which companies there are fails',
};
