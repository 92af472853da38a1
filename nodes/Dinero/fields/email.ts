import type { INodeProperties } from 'n8n-workflow';

import type { components } from '../../../api/schema';
import type { Parameters } from '../parameters';
import { present } from '../values/present';
import { collection } from './documents';

/** What can be said about an e-mail with a document; everything has a default in Dinero. */
export const emailOptions: INodeProperties = collection('Options', 'options', [
	{
		displayName: 'Attach PDF',
		name: 'attachPdf',
		type: 'boolean',
		default: true,
		description: 'Whether to attach the document. Left out, the setting in Dinero counts.',
	},
	{
		displayName: 'Copy to Sender',
		name: 'copyToSender',
		type: 'boolean',
		default: false,
		description: 'Whether the sender gets a copy',
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 5 },
		default: '',
		description:
			'The text of the e-mail; [link-to-pdf] stands for the link and is added at the end where it is missing. Empty means the template in Dinero.',
	},
	{
		displayName: 'Receiver',
		name: 'receiver',
		type: 'string',
		default: '',
		placeholder: 'e.g. nathan@example.com',
		description: "E-mail address, or several with commas between; empty means the contact's",
	},
	{
		displayName: 'Sender',
		name: 'sender',
		type: 'string',
		default: '',
		placeholder: 'e.g. shop@example.com',
		description: "E-mail address; empty means the organization's",
	},
	{ displayName: 'Subject', name: 'subject', type: 'string', default: '' },
	{
		displayName: 'Trustpilot Copy',
		name: 'trustpilot',
		type: 'boolean',
		default: false,
		description: 'Whether Trustpilot gets a hidden copy, so that it can ask for a review',
	},
]);

const linkTag = '[link-to-pdf]';

/** The e-mail in the contract's names. The newest version of the document is meant, so no timestamp is sent. */
export function readEmail(options: Parameters): components['schemas']['ApiMailoutModel'] {
	const message = options.optionalText('message');
	return {
		ShouldAddTrustPilotEmailAsBcc: options.boolean('trustpilot'),
		...present({
			Sender: readAddresses(options, 'sender', 1),
			CcToSender: options.optionalBoolean('copyToSender'),
			Receiver: readAddresses(options, 'receiver', 20),
			Subject: options.optionalText('subject'),
			Message: message === undefined || message.includes(linkTag) ? message : `${message}\n\n${linkTag}`,
			AddVoucherAsPdfAttachment: options.optionalBoolean('attachPdf'),
		}),
	};
}

/** One or several e-mail addresses, as Dinero takes them: with commas between. */
export function readAddresses(options: Parameters, name: string, most: number): string | undefined {
	const text = options.optionalText(name);
	if (text === undefined) return undefined;
	const addresses = text
		.split(/[,;]/)
		.map((address) => address.trim())
		.filter((address) => address !== '');
	const wrong = addresses.find((address) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address));
	if (wrong !== undefined) {
		throw options.unusable(
			name,
			`has '${wrong}', which is not an e-mail address`,
			'Write it like nathan@example.com.',
		);
	}
	if (addresses.length > most) {
		throw options.unusable(name, `has ${addresses.length} addresses`, `Give at most ${most}.`);
	}
	return addresses.join(',');
}
