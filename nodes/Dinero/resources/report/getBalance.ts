import type { Operation } from '../../operation';
import { reportForm, runReport } from './report';

export const getBalance: Operation = {
	value: 'getBalance',
	name: 'Get Balance',
	action: 'Get the balance',
	description: 'List assets and liabilities of an accounting year',
	endpoints: ['report.getBalance'],
	fields: [...reportForm('report.getBalance')],
	async run(context) {
		return await runReport(context, 'report.getBalance');
	},
};
