/** Names that differ from "first letter upper case" when Dinero answers in lower camel case. */
const irregular: Readonly<Record<string, string>> = {
	SeNumber: 'SENumber',
	// Answers spell it so; requests for e-mails spell it CcToSender.
	CcToSender: 'CCToSender',
};

function contractName(name: string): string {
	const first = name.charCodeAt(0);
	const upper = first >= 65 && first <= 90 ? name : name.charAt(0).toUpperCase() + name.slice(1);
	return irregular[upper] ?? upper;
}

/**
 * A JSON answer with the contract's names. Dinero answers in PascalCase or in camelCase, depending on the endpoint and on
 * the casing in which `fields` were asked for; API users met both. What has the right names already is given back as it
 * is, not copied: long lists are held once.
 */
export function withContractNames(value: unknown): unknown {
	if (Array.isArray(value)) return listWithContractNames(value);
	if (value === null || typeof value !== 'object') return value;
	const given = value as Record<string, unknown>;
	const names = Object.keys(given);
	let copy: Array<[string, unknown]> | undefined;
	names.forEach((name, index) => {
		const item = given[name];
		const right = contractName(name);
		const named = withContractNames(item);
		if (copy === undefined && right === name && named === item) return;
		copy ??= names.slice(0, index).map((earlier) => [earlier, given[earlier]]);
		copy.push([right, named]);
	});
	return copy ? Object.fromEntries(copy) : value;
}

function listWithContractNames(list: unknown[]): unknown[] {
	let copy: unknown[] | undefined;
	list.forEach((item, index) => {
		const named = withContractNames(item);
		if (named === item) return;
		copy ??= [...list];
		copy[index] = named;
	});
	return copy ?? list;
}

/**
 * Reads a JSON answer that came as text, as bytes, or parsed already. Bytes of a long answer are given up when they have been
 * read, and are empty afterwards.
 */
export function readJson(body: unknown): { value: unknown } | undefined {
	const text = textOf(body);
	if (typeof text !== 'string') return { value: text };
	if (text.trim() === '') return undefined;
	try {
		const value = JSON.parse(text) as unknown;
		giveUp(body);
		return { value };
	} catch {
		return undefined;
	}
}

/** Whether an answer has no body, or one of white space. */
export function isEmpty(body: unknown): boolean {
	const text = textOf(body);
	return text === undefined || text === null || (typeof text === 'string' && text.trim() === '');
}

/** Text where the body is text or bytes; else the body as it is. */
export function textOf(body: unknown): unknown {
	const bytes = typeof body === 'string' ? undefined : readBytes(body);
	return bytes === undefined ? body : bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/** Bytes from which on it is worth while; shorter ones may also share their memory with others. */
const longAnswer = 100_000;

/**
 * Takes the memory of bytes that nobody reads any more. The connection that they came over keeps a hold on them for long,
 * and the pages of a long list would add up.
 */
function giveUp(body: unknown): void {
	const bytes = typeof body === 'string' ? undefined : readBytes(body);
	if (bytes === undefined || bytes.byteLength < longAnswer) return;
	const memory = bytes.buffer as ArrayBuffer;
	if (memory.byteLength !== bytes.byteLength) return;
	try {
		structuredClone(memory, { transfer: [memory] });
	} catch {
		// Memory that cannot be taken is freed in its own time.
	}
}

/** The bytes of a file answer. */
export function readBytes(body: unknown): Buffer | undefined {
	if (Buffer.isBuffer(body)) return body;
	if (body instanceof ArrayBuffer) return Buffer.from(body);
	if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
	return typeof body === 'string' ? Buffer.from(body, 'binary') : undefined;
}

/** The file name of a `Content-Disposition` header, without any path. */
export function fileNameOf(disposition: string | undefined): string | undefined {
	if (!disposition) return undefined;
	const extended = /filename\*\s*=\s*(?:UTF-8|utf-8)''([^;]+)/.exec(disposition)?.[1];
	const plain = /filename\s*=\s*(?:"([^"]*)"|([^;]+))/i.exec(disposition);
	let name = (plain?.[1] ?? plain?.[2])?.trim();
	if (extended) {
		try {
			name = decodeURIComponent(extended.trim());
		} catch {
			// A name that is not encoded well is no better than the plain one.
		}
	}
	return name?.split(/[\\/]/).pop() || undefined;
}
