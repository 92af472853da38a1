import type { INodeProperties } from 'n8n-workflow';

import type { OperationContext } from '../../context';
import type { DocumentLine } from '../../documents/lines';
import { asWritten, type SalesDocument } from '../../documents/salesDocuments';

/** What of an invoice is credited: everything, or lines by their place on the invoice. */
export const creditLines: INodeProperties[] = [
	{
		displayName: 'Credit',
		name: 'credit',
		type: 'options',
		options: [
			{ name: 'The Whole Invoice', value: 'whole' },
			{ name: 'Some Lines', value: 'lines' },
		],
		default: 'whole',
	},
	{
		displayName: 'Lines to Credit',
		name: 'creditLines',
		type: 'fixedCollection',
		placeholder: 'Add Line',
		required: true,
		displayOptions: { show: { credit: ['lines'] } },
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Line' },
		default: {},
		options: [
			{
				displayName: 'Line',
				name: 'line',
				values: [
					{
						displayName: 'Line Number',
						name: 'number',
						type: 'number',
						typeOptions: { minValue: 1 },
						default: 1,
						description: 'Its place on the invoice, counted from 1',
					},
					{
						displayName: 'Quantity',
						name: 'quantity',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 0,
						description: 'How many come back; 0 means all of the line',
					},
				],
			},
		],
	},
];

/**
 * The lines of the credit note, with the accounts and prices of the booked invoice.
 *
 * @throws NodeOperationError for a line that the invoice does not have, or more than was sold
 */
export function readCreditLines(context: OperationContext, invoice: SalesDocument): DocumentLine[] {
	const written = invoice.ProductLines.map((line) => asWritten(line, invoice.ShowLinesInclVat));
	if (context.choice('credit', ['whole', 'lines']) === 'whole') return written;
	const rows = context.rows('creditLines', 'line');
	if (rows.length === 0)
		throw context.unusable('creditLines', 'holds no line', 'Add the lines that are credited.');
	return rows.map((row) => {
		const number = row.whole('number', { minimum: 1 });
		const line = written[number - 1];
		if (line === undefined) {
			throw row.unusable('number', `is ${number}`, `The invoice has ${written.length} lines.`);
		}
		const quantity = row.optionalNumber('quantity', { minimum: 0 }) ?? 0;
		if (quantity > line.Quantity) {
			throw row.unusable(
				'quantity',
				`is ${quantity}, but ${line.Quantity} were sold`,
				'Give the quantity that comes back.',
			);
		}
		return { ...line, Quantity: quantity === 0 ? line.Quantity : quantity };
	});
}
