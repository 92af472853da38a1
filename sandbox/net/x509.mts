import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** A certificate and its key, both PEM. */
export interface Issued {
	certificate: string;
	key: string;
}

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** One DER element: tag, length, content. */
function der(tag: number, ...content: Buffer[]): Buffer {
	const body = Buffer.concat(content);
	if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
	const length = Buffer.from(body.length.toString(16).padStart(body.length > 0xff ? 4 : 2, '0'), 'hex');
	return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
}

const sequence = (...content: Buffer[]) => der(0x30, ...content);
const octets = (content: Buffer) => der(0x04, content);
const bits = (content: Buffer, unused = 0) => der(0x03, Buffer.from([unused]), content);
const text = (content: string) => der(0x0c, Buffer.from(content));
const identifier = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const yes = der(0x01, Buffer.from([0xff]));
const version3 = der(0xa0, der(0x02, Buffer.from([2])));

const ecdsaWithSha256 = sequence(identifier('2a8648ce3d040302'));
const commonName = identifier('550403');
const basicConstraints = identifier('551d13');
const keyUsage = identifier('551d0f');
const extendedKeyUsage = identifier('551d25');
const subjectAlternativeName = identifier('551d11');
const subjectKeyIdentifier = identifier('551d0e');
const authorityKeyIdentifier = identifier('551d23');
const serverAuthentication = identifier('2b06010505070301');

const nameOf = (name: string) => sequence(der(0x31, sequence(commonName, text(name))));
const critical = (kind: Buffer, value: Buffer) => sequence(kind, yes, octets(value));
const extension = (kind: Buffer, value: Buffer) => sequence(kind, octets(value));

/** GeneralizedTime: the form that serves any year. */
function time(milliseconds: number): Buffer {
	const stamp = new Date(milliseconds).toISOString().replace(/[-:T]/g, '').slice(0, 14);
	return der(0x18, Buffer.from(`${stamp}Z`));
}

const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });
const keyId = (key: KeyObject) => createHash('sha1').update(spki(key)).digest();

interface Wanted {
	subject: string;
	issuer: string;
	publicKey: KeyObject;
	days: number;
	extensions: Buffer[];
}

function issue(wanted: Wanted, issuerKey: KeyObject): string {
	const serial = randomBytes(16);
	serial[0] = (serial[0] & 0x7f) | 0x40;
	const now = Date.now();
	const content = sequence(
		version3,
		der(0x02, serial),
		ecdsaWithSha256,
		nameOf(wanted.issuer),
		sequence(time(now - dayMilliseconds), time(now + wanted.days * dayMilliseconds)),
		nameOf(wanted.subject),
		spki(wanted.publicKey),
		der(0xa3, sequence(...wanted.extensions)),
	);
	const whole = sequence(content, ecdsaWithSha256, bits(sign('sha256', content, issuerKey)));
	const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
	return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** A certificate authority of our own (P-256), valid for ten years. */
export function createAuthority(name: string): Issued {
	const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const certificate = issue(
		{
			subject: name,
			issuer: name,
			publicKey: pair.publicKey,
			days: 3650,
			extensions: [
				critical(basicConstraints, sequence(yes)),
				critical(keyUsage, bits(Buffer.from([0x06]), 1)),
				extension(subjectKeyIdentifier, octets(keyId(pair.publicKey))),
			],
		},
		pair.privateKey,
	);
	return { certificate, key: pemOf(pair.privateKey) };
}

/**
 * A server certificate for the given host names, signed by an authority made with `createAuthority` under `issuerName`;
 * valid for thirty days.
 */
export function createServerCertificate(hosts: string[], issuerName: string, issuerKeyPem: string): Issued {
	const issuerKey = createPrivateKey(issuerKeyPem);
	const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const certificate = issue(
		{
			subject: hosts[0],
			issuer: issuerName,
			publicKey: pair.publicKey,
			days: 30,
			extensions: [
				critical(basicConstraints, sequence()),
				critical(keyUsage, bits(Buffer.from([0x80]), 7)),
				extension(extendedKeyUsage, sequence(serverAuthentication)),
				extension(subjectAlternativeName, sequence(...hosts.map((host) => der(0x82, Buffer.from(host))))),
				extension(subjectKeyIdentifier, octets(keyId(pair.publicKey))),
				extension(authorityKeyIdentifier, sequence(der(0x80, keyId(createPublicKey(issuerKey))))),
			],
		},
		issuerKey,
	);
	return { certificate, key: pemOf(pair.privateKey) };
}
