import type { Upload } from './endpointTypes';

/** A body with one file in it, as a whole: unlike a stream it can be sent again after a token was renewed. */
export function multipartBody(
	upload: Upload,
	random: () => number = Math.random,
): { contentType: string; body: Buffer } {
	const bytes = Buffer.from(upload.bytes.buffer, upload.bytes.byteOffset, upload.bytes.byteLength);
	let boundary: string;
	do {
		boundary = `----Dinero${random().toString(36).slice(2)}${random().toString(36).slice(2)}`;
	} while (bytes.includes(boundary));
	const name = quoted(upload.fileName || 'file');
	const type = upload.mimeType.replace(/[^\w.+/; =-]/g, '') || 'application/octet-stream';
	const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		body: Buffer.concat([Buffer.from(head, 'utf8'), bytes, Buffer.from(`\r\n--${boundary}--\r\n`, 'utf8')]),
	};
}

/** A file name inside quotes, escaped as browsers do it. */
function quoted(name: string): string {
	return name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
}
