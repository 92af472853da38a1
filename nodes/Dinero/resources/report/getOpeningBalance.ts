import type { Operation } from '../../operation';
import { reportForm, runReport } from './report';

export const getOpeningBalance: Operation = {
	value: 'getOpeningBalance',
	name: 'Get Opening Balance',
	action: 'Get the opening balance',
	description: 'List the balances with which an accounting year begins',
	endpoints: ['report.getPrimo'],
	fields: [...reportForm('report.getPrimo')],
	async run(context) {
		return await runReport(context, 'report.getPrimo');
	},
};
