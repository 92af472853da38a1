import type { Settings } from '../../../../orders/settings';
import type { OperationContext } from '../../context';

/** Dinero takes files up to 6 MB. */
const largest = 6 * 1024 * 1024;

/** A file for the customer, as it comes with the incoming item. */
interface GivenFile {
	name: string;
	mimeType: string;
	bytes: Uint8Array;
}

/**
 * The file in the field that the setting names; undefined without it.
 *
 * @throws NodeOperationError where the item has no such file, or Dinero would not take it
 */
export async function readAttachment(
	context: OperationContext,
	{ attachmentField: field }: Settings,
): Promise<GivenFile | undefined> {
	const options = context.group('options');
	if (field === undefined) return undefined;
	const binary = context.n8n.getInputData()[context.itemIndex]?.binary?.[field];
	if (binary === undefined) {
		throw options.unusable(
			'attachmentField',
			`is '${field}', and the incoming item has no file there`,
			"Let an earlier node fetch the shop's PDF, or empty the option.",
		);
	}
	const { mimeType } = binary;
	if (mimeType !== 'application/pdf' && !mimeType.startsWith('image/')) {
		throw options.unusable(
			'attachmentField',
			`holds a file of type ${mimeType}`,
			'Dinero takes PDF files and images.',
		);
	}
	const bytes = await context.n8n.helpers.getBinaryDataBuffer(context.itemIndex, field);
	if (bytes.length > largest) {
		const size = (bytes.length / 1024 / 1024).toFixed(1);
		throw options.unusable('attachmentField', `holds ${size} MB`, 'Dinero takes files of at most 6 MB.');
	}
	return { name: binary.fileName ?? 'order.pdf', mimeType, bytes };
}
