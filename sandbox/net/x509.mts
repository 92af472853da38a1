import 'reflect-metadata';
import { createPrivateKey, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** A certificate and its key, both PEM. */
export interface Issued {
	certificate: string;
	key: string;
}

type CryptoKeyPair = webcrypto.CryptoKeyPair;

const dayMilliseconds = 24 * 60 * 60 * 1000;
const curve = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

x509.cryptoProvider.set(webcrypto as never);

const newPair = async () =>
	(await webcrypto.subtle.generateKey(curve, true, ['sign', 'verify'])) as CryptoKeyPair;

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
	const bytes = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
	const privateKey = createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' });
	return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** From a day ago, so that clocks may differ, until `days` from now. */
const validity = (days: number) => ({
	notBefore: new Date(Date.now() - dayMilliseconds),
	notAfter: new Date(Date.now() + days * dayMilliseconds),
});

/** A certificate authority of our own (P-256), valid for ten years. */
export async function createAuthority(name: string): Promise<Issued> {
	const keys = await newPair();
	const certificate = await x509.X509CertificateGenerator.createSelfSigned({
		name: `CN="${name}"`,
		...validity(3650),
		signingAlgorithm: curve,
		keys,
		extensions: [
			new x509.BasicConstraintsExtension(true, undefined, true),
			new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
			await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
		],
	});
	return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey) };
}

/** As the authority itself names its key: how that name is made is free, and older files may have made it otherwise. */
function keyIdOf(authority: x509.X509Certificate): string {
	const named = authority.getExtension(x509.SubjectKeyIdentifierExtension);
	if (named === null) throw new Error('The certificate authority does not name its key.');
	return named.keyId;
}

/**
 * A server certificate for the given host names, signed by an authority made with `createAuthority`.
 *
 * @param days how long it is valid from now; less than 0 gives one that has expired
 */
export async function createServerCertificate(
	hosts: string[],
	authority: Issued,
	days = 30,
): Promise<Issued> {
	const issuer = new x509.X509Certificate(authority.certificate);
	const issuerKey = await webcrypto.subtle.importKey(
		'pkcs8',
		createPrivateKey(authority.key).export({ type: 'pkcs8', format: 'der' }),
		curve,
		false,
		['sign'],
	);
	const keys = await newPair();
	const certificate = await x509.X509CertificateGenerator.create({
		subject: `CN="${hosts[0]}"`,
		issuer: issuer.subjectName,
		...validity(days),
		signingAlgorithm: curve,
		publicKey: keys.publicKey,
		signingKey: issuerKey,
		extensions: [
			new x509.BasicConstraintsExtension(false, undefined, true),
			new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
			new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
			new x509.SubjectAlternativeNameExtension(hosts.map((value) => ({ type: 'dns', value }))),
			await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
			new x509.AuthorityKeyIdentifierExtension(keyIdOf(issuer)),
		],
	});
	return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey) };
}
