import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Upload } from '../../../api/endpointTypes';
import type { OperationContext } from '../context';
import { collection } from './documents';
import { organization } from './locators';

/** Dinero takes files up to 6 MB. */
const largest = 6 * 1024 * 1024;
const kinds: Record<string, string> = {
	'application/pdf': 'pdf',
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/gif': 'gif',
	'image/tiff': 'tif',
	'image/webp': 'webp',
	'image/heic': 'heic',
	'image/bmp': 'bmp',
};

const inputField: INodeProperties = {
	displayName: 'Input Data Field Name',
	name: 'inputField',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the input binary field containing the file to be uploaded',
	description: 'A PDF or an image of at most 6 MB',
};

/** The form of an upload. */
export const uploadForm: INodeProperties[] = [
	organization,
	inputField,
	collection('Options', 'options', [
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. bill-1001.pdf',
			description: "Empty means the incoming file's own name",
		},
	]),
];

/** Sends the form's file to an endpoint that takes one; the row has the file's id in Dinero and its name. */
export async function uploadTo(
	context: OperationContext,
	endpoint: 'file.upload' | 'file.uploadAttachment',
): Promise<IDataObject> {
	const upload = await readUpload(context, context.group('options').optionalText('fileName'));
	const organizationId = await context.organizationId();
	const saved = await context.dinero.call(endpoint, { organizationId, upload });
	return { ...(saved as unknown as IDataObject), fileName: upload.fileName };
}

/**
 * The file on the incoming item, checked before it is sent.
 *
 * @throws NodeOperationError for a missing field, a kind of file that Dinero does not take, or more than 6 MB
 */
async function readUpload(context: OperationContext, fileName: string | undefined): Promise<Upload> {
	const field = context.text('inputField');
	const item = context.n8n.getInputData()[context.itemIndex];
	const binary = item?.binary?.[field];
	if (binary === undefined) {
		const there = Object.keys(item?.binary ?? {});
		throw context.unusable(
			'inputField',
			`is '${field}', and the incoming item has no file there`,
			there.length === 0 ? 'Let an earlier node give a file.' : `The item has files in: ${there.join(', ')}.`,
		);
	}
	if (kinds[binary.mimeType] === undefined) {
		throw context.unusable(
			'inputField',
			`holds a file of type ${binary.mimeType}`,
			'Dinero takes PDF files and images.',
		);
	}
	const bytes = await context.n8n.helpers.getBinaryDataBuffer(context.itemIndex, field);
	if (bytes.length > largest) {
		const size = (bytes.length / 1024 / 1024).toFixed(1);
		throw context.unusable(
			'inputField',
			`holds ${size} MB`,
			'Dinero takes files of at most 6 MB. Make the file smaller.',
		);
	}
	const name = fileName ?? binary.fileName ?? `file.${kinds[binary.mimeType]}`;
	return { bytes, fileName: name, mimeType: binary.mimeType };
}
