import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { OperationContext } from '../../context';
import { collection } from '../../fields/documents';
import { accountingYear, organization } from '../../fields/locators';
import { present } from '../../values/present';

type Report = 'report.getSaldo' | 'report.getResult' | 'report.getPrimo' | 'report.getBalance';

const yesOrNo = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'boolean',
	default: true,
	description,
});

const shared = [
	yesOrNo('Include Empty Accounts', 'showZeroAccount', 'Whether accounts without an amount are listed'),
	yesOrNo('Include Summary Accounts', 'includeSummaryAccount', 'Whether sums of groups are listed'),
	yesOrNo('Show Account Numbers', 'showAccountNo', 'Whether accounts are shown with their number'),
	yesOrNo('Show VAT Types', 'showVatType', 'Whether accounts are shown with their VAT'),
];
const entries = yesOrNo(
	'Include Entries',
	'includeLedgerEntries',
	'Whether the entries behind the amounts are listed',
);

/** The form of a report over one accounting year; the opening balance knows no entries. */
export function reportForm(report: Report): INodeProperties[] {
	const options = report === 'report.getPrimo' ? shared : [...shared, entries];
	return [organization, accountingYear(), collection('Options', 'options', options)];
}

/** The rows of a report: account, name and amount in kroner. */
export async function runReport(context: OperationContext, report: Report): Promise<IDataObject[]> {
	const year = context.text('accountingYear');
	const options = context.group('options');
	const query = present({
		showZeroAccount: options.optionalBoolean('showZeroAccount'),
		includeSummaryAccount: options.optionalBoolean('includeSummaryAccount'),
		showAccountNo: options.optionalBoolean('showAccountNo'),
		showVatType: options.optionalBoolean('showVatType'),
		...(report === 'report.getPrimo'
			? {}
			: { includeLedgerEntries: options.optionalBoolean('includeLedgerEntries') }),
	});
	const organizationId = await context.organizationId();
	const rows = await context.dinero.call(report, { organizationId, path: { accountingYear: year }, query });
	return rows as unknown as IDataObject[];
}
