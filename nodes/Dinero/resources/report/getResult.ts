import type { Operation } from '../../operation';
import { reportForm, runReport } from './report';

export const getResult: Operation = {
	value: 'getResult',
	name: 'Get Result',
	action: 'Get the result',
	description: 'List income and expenses of an accounting year',
	endpoints: ['report.getResult'],
	fields: [...reportForm('report.getResult')],
	async run(context) {
		return await runReport(context, 'report.getResult');
	},
};
