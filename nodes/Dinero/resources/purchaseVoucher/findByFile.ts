import { file, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const findByFile: Operation = {
	value: 'findByFile',
	name: 'Find by File',
	action: 'Find purchase vouchers by file',
	description: 'List the purchase drafts that have a file of the archive',
	endpoints: ['purchaseVoucher.getManyByFile'],
	fields: [organization, file()],
	async run(context) {
		const fileGuid = context.text('fileId');
		const organizationId = await context.organizationId();
		const guids = await context.dinero.call('purchaseVoucher.getManyByFile', {
			organizationId,
			path: { fileGuid },
		});
		return guids.map((Guid) => ({ Guid, FileGuid: fileGuid }));
	},
};
