import { randomUUID, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createAuthority } from './x509.mts';

const authorityName = 'n8n-nodes-dinero sandbox, only for local tests';

export interface CertificateAuthority {
	/** PEM file with the certificate alone: what `NODE_EXTRA_CA_CERTS` takes. */
	certificateFile: string;
	/** Certificate and private key, PEM. */
	certificate: string;
	key: string;
}

/** A certificate that ends within this time is made anew, so that a long session does not outlive it. */
const neededMilliseconds = 30 * 24 * 60 * 60 * 1000;

async function readAuthority(folder: string): Promise<CertificateAuthority | undefined> {
	const certificateFile = join(folder, 'ca.pem');
	try {
		const certificate = await readFile(certificateFile, 'utf8');
		if (Date.parse(new X509Certificate(certificate).validTo) - Date.now() < neededMilliseconds)
			return undefined;
		return { certificateFile, certificate, key: await readFile(join(folder, 'ca.key'), 'utf8') };
	} catch {
		return undefined;
	}
}

/**
 * The proxy's own certificate authority, made once and kept in `folder`. Only processes that are told to
 * (by `NODE_EXTRA_CA_CERTS`) trust it; nothing is installed on the machine.
 *
 * Several processes may ask at the same time: the files are made aside and put in place by one rename.
 */
export async function certificateAuthority(folder: string): Promise<CertificateAuthority> {
	const kept = await readAuthority(folder);
	if (kept) return kept;

	const { certificate, key } = await createAuthority(authorityName);
	const aside = `${folder}.${randomUUID()}`;
	await mkdir(aside, { recursive: true });
	await writeFile(join(aside, 'ca.pem'), certificate);
	await writeFile(join(aside, 'ca.key'), key, { mode: 0o600 });
	await mkdir(dirname(folder), { recursive: true });
	try {
		await rename(aside, folder);
	} catch {
		const others = await readAuthority(folder);
		if (others) {
			await rm(aside, { recursive: true, force: true });
			return others;
		}
		await rm(folder, { recursive: true, force: true });
		await rename(aside, folder);
	}
	return { certificateFile: join(folder, 'ca.pem'), certificate, key };
}
