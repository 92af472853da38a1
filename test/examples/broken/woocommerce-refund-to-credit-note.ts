import type { Broken } from '../check';

export const broken: Broken = {
	spoil: ({ pinData }) => delete pinData['Fetch the refunds of the order'],
	fault: 'Fetch the refunds of the order has no sample answer',
};
