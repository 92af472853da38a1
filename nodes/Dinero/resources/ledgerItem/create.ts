import type { IDataObject } from 'n8n-workflow';

import { ledgerLines, readBookLines } from '../../books/lines';
import { madeOnce, newId } from '../../documents/create';
import { collection, documentFields } from '../../fields/documents';
import { file, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';
import { danishToday } from '../../values/time';
import { findItem } from './items';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a ledger item',
	description: 'Add an item to the ledger (kassekladde); it counts when it is booked',
	endpoints: ['ledgerItem.create', 'ledgerItem.getMany'],
	fields: [
		organization,
		{
			...documentFields.date,
			displayName: 'Voucher Date',
			name: 'voucherDate',
			description: 'Empty means today',
		},
		...ledgerLines,
		collection('Additional Fields', 'additionalFields', [
			documentFields.ownId,
			file({ description: 'The receipt or bill' }),
			{
				displayName: 'Voucher Number',
				name: 'voucherNumber',
				type: 'number',
				default: 0,
				description: "0 takes Dinero's next one",
			},
		]),
	],
	async run(context) {
		const VoucherDate = context.optionalDay('voucherDate') ?? danishToday();
		const Lines = readBookLines(context, 'ledger');
		const additional = context.group('additionalFields');
		const chosenId = additional.optionalId('ownId');
		const Id = newId(chosenId);
		const number = additional.optionalWhole('voucherNumber', { minimum: 0 });
		const FileGuid = additional.optionalText('fileId');
		const item = present({
			Id,
			VoucherDate,
			VoucherNumber: number === 0 ? undefined : number,
			FileGuid,
			Lines,
		});
		const organizationId = await context.organizationId();
		const outcome = await madeOnce(
			context.dinero.call('ledgerItem.create', { organizationId, body: [item] }),
			chosenId,
		);
		return {
			created: outcome === 'created',
			Id,
			...((await findItem(context, Id)) as unknown as IDataObject),
		};
	},
};
