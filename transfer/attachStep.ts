import type { Refusal } from '../orders/refusal';
import type { Journey } from './journey';
import type { AttachedFile, DineroPort } from './port';
import { notSettled, refusedByDinero } from './refusals';

const attempts = 3;

/**
 * Attaches a file to an invoice, such as the one that the shop made itself, unless one of that name is attached.
 * Neither uploading nor attaching has a guid of ours, so after a lost answer the attachments are read before
 * anything is repeated; of two that two runs made, the same one stays.
 *
 * @returns the reason to stop, before the invoice is booked or sent without its file
 */
export async function attachFile(
	guid: string,
	file: AttachedFile,
	port: DineroPort,
	journey: Journey,
): Promise<Refusal | undefined> {
	const attached = async () => (await port.attachments(guid)).filter(({ name }) => name === file.name);
	let uploaded: string | undefined;
	let bound = false;
	for (let attempt = 0; attempt < attempts; attempt++) {
		const [first, ...others] = (await attached()).sort((a, b) => (a.guid < b.guid ? -1 : 1));
		if (first !== undefined) {
			for (const other of others) await port.detach(guid, other.guid);
			if (bound) journey.did('attachment');
			else journey.saw('attachment');
			return undefined;
		}
		if (uploaded === undefined) {
			const answer = await port.uploadAttachment(file);
			if (answer.outcome === 'refused')
				return refusedByDinero('fileRefused', `the file ${file.name}`, answer);
			if (answer.outcome === 'unknown') continue;
			uploaded = answer.guid;
		}
		const answer = await port.attach(guid, uploaded, file.name);
		if (answer.outcome === 'refused') {
			return refusedByDinero('attachmentRefused', `attaching ${file.name}`, answer);
		}
		bound = true;
	}
	const [found] = await attached();
	if (found === undefined) {
		return notSettled(
			'attachmentNotSettled',
			`Whether ${file.name} is attached to the invoice is not known.`,
		);
	}
	journey.did('attachment');
	return undefined;
}
