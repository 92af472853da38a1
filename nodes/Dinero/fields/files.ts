import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { OperationContext } from '../context';
import { FileResult } from '../operation';

export const outputField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'outputField',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the output binary field to put the file in',
};

/** A downloaded file as n8n binary data beside its row. */
export async function putFile(
	context: OperationContext,
	field: string,
	file: { bytes: Uint8Array; mimeType: string; fileName?: string },
	json: IDataObject,
): Promise<FileResult> {
	const data = await context.n8n.helpers.prepareBinaryData(
		Buffer.from(file.bytes),
		file.fileName,
		file.mimeType,
	);
	return new FileResult({ ...json, fileName: data.fileName ?? file.fileName ?? null }, { [field]: data });
}
