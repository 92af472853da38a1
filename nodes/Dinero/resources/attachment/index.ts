import type { Resource } from '../../operation';
import { add } from './add';
import { addDefaults } from './addDefaults';
import { remove } from './delete';
import { getAll } from './getAll';

export const attachmentResource: Resource = {
	value: 'attachment',
	name: 'Attachment',
	description: 'Files that are sent along with invoices, credit notes and trade offers',
	operations: [getAll, add, addDefaults, remove],
};
