import type { StoredFile } from '../books/documents.mts';
import { pageRange } from '../books/lists.mts';
import { refuseField, refuseNoResult, refuseNotFound } from '../books/refusals.mts';
import { DineroRefusal, type Answer, type Call, type Operation } from './call.mts';
import { answered } from './found.mts';

/** The largest file, in bytes: 6 MB. */
export const largestFile = 6 * 1024 * 1024;

const types: Record<string, string> = {
	pdf: 'application/pdf',
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	gif: 'image/gif',
	tif: 'image/tiff',
	tiff: 'image/tiff',
	bmp: 'image/bmp',
	webp: 'image/webp',
	heic: 'image/heic',
};

/** Keeps an image or a PDF. Refusals of a file are a plain text in JSON, as the contract has it. */
function upload(call: Call, inArchive: boolean): Answer {
	const { organization, upload: sent, world } = call;
	if (!sent) return { status: 400, json: 'A file is required: one part named file.' };
	if (sent.bytes.length > largestFile) return refuseTooLarge(world.switches.fileTooLarge);
	if (sent.bytes.length === 0) return { status: 400, json: 'The file is empty.' };
	const extension = /\.([A-Za-z0-9]+)$/.exec(sent.fileName)?.[1].toLowerCase() ?? '';
	if (!types[extension])
		return { status: 400, json: `The file must be an image or a PDF, not '${sent.fileName}'.` };
	const now = world.clock.now();
	const file: StoredFile = {
		guid: world.random.guid().replaceAll('-', ''),
		name: sent.fileName,
		extension,
		mimeType: types[extension],
		size: sent.bytes.length,
		uploadedAt: world.clock.stamp(),
		uploadedBy: call.user?.name ?? organization.details.attPerson,
		inArchive,
		content: Buffer.from(sent.bytes).toString('base64'),
		links: [],
		readableAt: new Date(now.getTime() + world.switches.fileVisibleAfter * 1000).toISOString(),
	};
	organization.files.set(file.guid, file);
	world.log(organization, 'file uploaded', file.guid, file.name);
	return { json: { FileGuid: file.guid } };
}

function refuseTooLarge(status: 413 | 400): Answer {
	if (status === 413) throw new DineroRefusal(413, 43, 'Limit exceeded: a file can have at most 6 MB.');
	return { status: 400, json: 'The file is too large: at most 6 MB.' };
}

function isReadable(call: Call, file: StoredFile): boolean {
	return file.readableAt <= call.world.clock.now().toISOString();
}

function list(call: Call): Answer {
	const { query, organization } = call;
	const extensions = String(query.extensions ?? '')
		.split(',')
		.map((each) => each.trim().replace(/^\./, '').toLowerCase())
		.filter(Boolean);
	const before = readDay(query.uploadedBefore, 'uploadedBefore');
	const after = readDay(query.uploadedAfter, 'uploadedAfter');
	const { page, size } = pageRange(query, 1000);
	const files = [...organization.files.values()].filter(
		(file) =>
			file.inArchive &&
			isReadable(call, file) &&
			(extensions.length === 0 || extensions.includes(file.extension)) &&
			(!before || file.uploadedAt.slice(0, 10) < before) &&
			(!after || file.uploadedAt.slice(0, 10) > after) &&
			(query.fileStatus === 'Used'
				? file.links.length > 0
				: query.fileStatus === 'Unused'
					? file.links.length === 0
					: true),
	);
	return {
		json: files.slice(page * size, (page + 1) * size).map((file) => ({
			FileGuid: file.guid,
			Name: file.name,
			Extension: file.extension,
			Size: file.size,
			UploadedAt: answered(call.world, file.uploadedAt),
			Note: null,
			NumberOfPages: null,
			Linked: file.links.map((link) => ({
				VoucherId: link.voucherId,
				VoucherGuid: link.voucherGuid,
				LinkedAt: answered(call.world, link.linkedAt),
			})),
			UploadedBy: file.uploadedBy,
		})),
	};
}

/** A day of the form yyyy/MM/dd, as `YYYY-MM-DD`. */
function readDay(value: unknown, field: string): string | undefined {
	if (value === undefined || value === '') return undefined;
	const text = String(value);
	if (!/^\d{4}\/\d{2}\/\d{2}$/.test(text)) refuseField(field, `'${text}' must be of the form yyyy/MM/dd.`);
	return text.replaceAll('/', '-');
}

/** A file takes a moment to be readable after it was uploaded; until then it is not found. */
function download(call: Call): Answer {
	const file = call.organization.files.get(call.path.fileGuid.replaceAll('-', '').toLowerCase());
	if (!file || !isReadable(call, file)) refuseNotFound(`The file ${call.path.fileGuid}`);
	const found = file as StoredFile;
	return { bytes: Buffer.from(found.content, 'base64'), mimeType: found.mimeType, fileName: found.name };
}

/** The document that attachments are bound to: an invoice, trade offer or credit note. */
function documentOf(call: Call) {
	const guid = call.path.documentGuid.toLowerCase();
	const { invoices, tradeOffers, creditNotes } = call.organization;
	const document = invoices.get(guid) ?? tradeOffers.get(guid) ?? creditNotes.get(guid);
	if (!document || document.deletedAt) refuseNoResult('there is no such invoice, trade offer or credit note');
	return document!;
}

function listAttachments(call: Call): Answer {
	const document = documentOf(call);
	return {
		json: document.attachments.map(({ fileGuid, fileName }) => ({
			OrganizationId: Number(call.organization.id),
			DocumentId: document.guid,
			FileGuid: fileGuid,
			FileName: fileName,
		})),
	};
}

function bind(call: Call): Answer {
	const document = documentOf(call);
	const file = call.organization.file(call.path.fileGuid, 'fileGuid')!;
	attach(document.attachments, file.guid, call.path.fileName);
	call.organization.linkFile(file.guid, document.guid);
	call.world.log(call.organization, 'file attached', document.guid, file.guid);
	return {};
}

function attach(
	attachments: Array<{ fileGuid: string; fileName: string }>,
	fileGuid: string,
	fileName: string,
): void {
	const existing = attachments.find((each) => each.fileGuid === fileGuid);
	if (existing) existing.fileName = fileName;
	else attachments.push({ fileGuid, fileName });
}

/** Binds the files that Dinero's settings name for the type; they are set up by people, so a new organization has none. */
function bindDefaults(call: Call): Answer {
	const document = documentOf(call);
	const type = call.path.documentType;
	if (type !== document.kind)
		refuseField('documentType', `The document is of the type ${document.kind}, not '${type}'.`);
	for (const { fileGuid, fileName } of call.organization.defaultAttachments[type] ?? []) {
		attach(document.attachments, fileGuid, fileName);
		call.organization.linkFile(fileGuid, document.guid);
	}
	call.world.log(call.organization, 'default files attached', document.guid);
	return {};
}

function unbind(call: Call): Answer {
	const document = documentOf(call);
	const guid = call.path.fileGuid.replaceAll('-', '').toLowerCase();
	const index = document.attachments.findIndex(({ fileGuid }) => fileGuid === guid);
	if (index < 0) refuseNoResult('the file is not bound to the document');
	document.attachments.splice(index, 1);
	const file = call.organization.files.get(guid);
	if (file) file.links = file.links.filter(({ voucherGuid }) => voucherGuid !== document.guid);
	call.world.log(call.organization, 'file detached', document.guid, guid);
	return {};
}

export const fileOperations: Record<string, Operation> = {
	post_v1_organizationId_files: (call) => upload(call, true),
	get_v1_organizationId_files: list,
	post_v1_organizationId_files_attachment: (call) => upload(call, false),
	get_v1_organizationId_files_fileGuid: download,
	get_v1_organizationId_attachments_documentGuid: listAttachments,
	post_v1_organizationId_attachments_documentGuid_fileGuid_fileName: bind,
	delete_v1_organizationId_attachments_documentGuid_fileGuid: unbind,
	post_v1_organizationId_attachments_bind_default_documentGuid_documentType: bindDefaults,
};
