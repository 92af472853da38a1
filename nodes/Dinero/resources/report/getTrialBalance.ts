import type { Operation } from '../../operation';
import { reportForm, runReport } from './report';

export const getTrialBalance: Operation = {
	value: 'getTrialBalance',
	name: 'Get Trial Balance',
	action: 'Get the trial balance',
	description: 'List result and balance of an accounting year together',
	endpoints: ['report.getSaldo'],
	fields: [...reportForm('report.getSaldo')],
	async run(context) {
		return await runReport(context, 'report.getSaldo');
	},
};
