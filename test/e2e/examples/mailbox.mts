import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as its reader sees it. */
export interface Mail {
	from: string;
	to: string[];
	subject: string;
	text: string;
	attachments: Array<{ filename: string | null; mimeType: string }>;
}

export interface Mailbox {
	/** Everything that was sent, oldest first. */
	mails: Mail[];
	port: number;
	close(): Promise<void>;
}

/** A mail server on loopback. A mail is in `mails` before its sender hears that it was taken. */
export async function startMailbox(): Promise<Mailbox> {
	const mails: Mail[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		onData(stream, _session, done) {
			void readMail(stream).then((mail) => {
				mails.push(mail);
				done();
			}, done);
		},
	});
	await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
	const { port } = server.server.address() as AddressInfo;
	return { mails, port, close: async () => await new Promise((closed) => server.close(() => closed())) };
}

async function readMail(stream: AsyncIterable<Buffer>): Promise<Mail> {
	const parts: Buffer[] = [];
	for await (const part of stream) parts.push(part);
	const { from, to, subject, text, attachments } = await PostalMime.parse(Buffer.concat(parts));
	return {
		from: from?.address ?? '',
		to: (to ?? []).map(({ address }) => address ?? ''),
		subject: subject ?? '',
		text: (text ?? '').trim(),
		attachments: attachments.map(({ filename, mimeType }) => ({ filename, mimeType })),
	};
}
