import { nodeOf, type Broken } from '../check';

export const broken: Broken = {
	spoil: (example) => {
		const { parameters } = nodeOf(example, 'Settle the payout in Dinero');
		parameters.bankAccount = parameters.bankAccountNumber;
	},
	fault: 'Settle the payout in Dinero: bankAccount',
};
