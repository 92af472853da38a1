import type { IDataObject } from 'n8n-workflow';

import { collection } from '../../fields/documents';
import { limitOf, returnAllOrLimit, simplified, simplify } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many files',
	description: 'List the files of the archive, with the vouchers that they are on',
	endpoints: ['file.getMany'],
	fields: [
		organization,
		...returnAllOrLimit,
		simplify,
		collection('Filters', 'filters', [
			{
				displayName: 'File Types',
				name: 'extensions',
				type: 'string',
				default: '',
				placeholder: 'e.g. pdf,png',
				description: 'Extensions with commas between',
			},
			{
				displayName: 'Uploaded After',
				name: 'uploadedAfter',
				type: 'dateTime',
				typeOptions: { dateOnly: true },
				default: '',
			},
			{
				displayName: 'Uploaded Before',
				name: 'uploadedBefore',
				type: 'dateTime',
				typeOptions: { dateOnly: true },
				default: '',
			},
			{
				displayName: 'Use',
				name: 'use',
				type: 'options',
				options: [
					{ name: 'All', value: 'All' },
					{ name: 'On No Voucher', value: 'Unused' },
					{ name: 'On a Voucher', value: 'Used' },
				],
				default: 'All',
			},
		]),
	],
	async run(context) {
		const filters = context.group('filters');
		const slashed = (name: string) => filters.optionalDay(name)?.replace(/-/g, '/');
		const extensions = filters
			.optionalText('extensions')
			?.split(',')
			.map((one) => one.trim().replace(/^\./, ''));
		const query = present({
			extensions,
			uploadedBefore: slashed('uploadedBefore'),
			uploadedAfter: slashed('uploadedAfter'),
			fileStatus: filters.optionalChoice('use', ['All', 'Used', 'Unused']),
		});
		const limit = limitOf(context);
		const organizationId = await context.organizationId();
		const files = (await context.dinero.getMany(
			'file.getMany',
			{ organizationId, query },
			{ limit },
		)) as unknown as IDataObject[];
		return context.boolean('simplify')
			? simplified(files, [
					'FileGuid',
					'Name',
					'Extension',
					'Size',
					'UploadedAt',
					'NumberOfPages',
					'Note',
					'UploadedBy',
				])
			: files;
	},
};
