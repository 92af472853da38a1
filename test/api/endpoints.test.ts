import contract from '../../contract/openapi.json';
import { withContractNames } from '../../api/answers';
import { endpoints, superseded } from '../../api/endpoints';
import type { Endpoint } from '../../api/endpoints';

interface ContractOperation {
	requestBody?: { content: Record<string, { schema: { $ref?: string; items?: { $ref?: string } } }> };
	parameters?: Array<{ name: string; in: string }>;
	responses: Record<string, { content?: Record<string, unknown> }>;
	deprecated?: boolean;
}

const paths = contract.paths as unknown as Record<string, Record<string, ContractOperation>>;
const schemas = contract.components.schemas as unknown as Record<
	string,
	{ properties?: Record<string, unknown> }
>;
const methods = ['get', 'post', 'put', 'delete', 'patch'];
const operations = Object.entries(paths).flatMap(([path, item]) =>
	Object.entries(item)
		.filter(([method]) => methods.includes(method))
		.map(([method, operation]) => ({ id: `${method.toUpperCase()} ${path}`, operation })),
);
const rows = Object.entries(endpoints).map(([name, row]) => ({ name, ...(row as Endpoint) }));
const operationOf = ({ method, path }: { method: string; path: string }) => paths[path][method.toLowerCase()];

describe('the table of endpoints', () => {
	it('has every operation of the contract in exactly one place', () => {
		const used = new Set(rows.map(({ method, path }) => `${method} ${path}`));
		const left = new Set(superseded.map(({ method, path }) => `${method} ${path}`));
		const misplaced = operations.filter(({ id }) => used.has(id) === left.has(id)).map(({ id }) => id);
		expect(misplaced).toEqual([]);
		expect(operations).toHaveLength(136);
		expect(left.size).toBe(superseded.length);
		const known = new Set(operations.map(({ id }) => id));
		expect([...used, ...left].filter((id) => !known.has(id))).toEqual([]);
	});

	it('uses nothing that is deprecated', () => {
		expect(rows.filter((row) => operationOf(row).deprecated).map(({ name }) => name)).toEqual([]);
	});

	it('replaces what is superseded by the same method at a newer version', () => {
		for (const { method, path, by } of superseded) {
			const row = endpoints[by] as Endpoint;
			expect(row.method).toBe(method);
			const version = (address: string) => Number(/^\/v([\d.]+)\//.exec(address)?.[1]);
			expect(row.path.replace(/^\/v[\d.]+/, '')).toBe(path.replace(/^\/v[\d.]+/, ''));
			expect(version(row.path)).toBeGreaterThan(version(path));
		}
	});

	it('uses the newest version of each operation, or says what the older one is for', () => {
		const newest = new Map<string, string[]>();
		for (const { method, path } of rows) {
			const key = `${method} ${path.replace(/^\/v[\d.]+/, '')}`;
			newest.set(key, [...new Set([...(newest.get(key) ?? []), path])]);
		}
		const several = [...newest.values()].filter((all) => all.length > 1);
		// The older list of organizations can be asked for single fields, VAT number and subscription.
		expect(several).toEqual([['/v1.1/organizations', '/v1/organizations']]);
	});

	it('has names of the form resource.verb, each once', () => {
		expect(rows.filter(({ name }) => !/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(name))).toEqual([]);
	});

	it('is paged exactly where the contract takes a page', () => {
		const wrong = rows.filter((row) => {
			const takesPage = (operationOf(row).parameters ?? []).some(({ name }) => name === 'page');
			return takesPage !== row.paged;
		});
		expect(wrong.map(({ name }) => name)).toEqual([]);
	});

	it('answers JSON where the contract documents a body', () => {
		// Lists whose body the contract does not describe.
		const undocumented = ['webhook.getSubscriptions', 'webhook.getEvents'];
		const wrong = rows.filter((row) => {
			const documented = Object.keys(operationOf(row).responses['200']?.content ?? {}).length > 0;
			if (row.answer === 'binary') return row.method !== 'GET';
			return documented !== (row.answer === 'json') && !undocumented.includes(row.name);
		});
		expect(wrong.map(({ name }) => name)).toEqual([]);
	});
});

describe('what may be repeated', () => {
	const bodySchema = (row: Endpoint) => {
		const schema = Object.values(operationOf(row).requestBody?.content ?? {})[0]?.schema;
		const name = (schema?.$ref ?? schema?.items?.$ref)?.split('/').pop();
		return name ? schemas[name] : undefined;
	};

	it('creates are repeatable exactly where the contract lets us choose the id', () => {
		for (const row of rows.filter(({ repeat }) => repeat === 'ownGuid')) {
			expect(Object.keys(bodySchema(row)?.properties ?? {})).toContain(row.ownGuid);
		}
		const couldBe = rows.filter(
			(row) =>
				row.method === 'POST' && row.repeat !== 'safe' && bodySchema(row)?.properties?.Guid !== undefined,
		);
		expect(couldBe.filter(({ repeat }) => repeat !== 'ownGuid').map(({ name }) => name)).toEqual([]);
	});

	it('payments, products, e-mails and drafts without an own id are never repeated', () => {
		const never = rows.filter(({ repeat }) => repeat === 'never').map(({ name }) => name);
		expect(never.sort()).toEqual(
			[
				'account.createDeposit',
				'account.createEntry',
				'attachment.bind',
				'attachment.bindDefault',
				'contactNote.create',
				'creditNote.registerPayment',
				'creditNote.sendECreditNote',
				'creditNote.sendEmail',
				'file.upload',
				'file.uploadAttachment',
				'invoice.createCreditNote',
				'invoice.registerPayment',
				'invoice.sendEInvoice',
				'invoice.sendEmail',
				'invoice.sendPreReminder',
				'ledgerItem.book',
				'manualVoucher.create',
				'product.create',
				'purchaseVoucher.create',
				'purchaseVoucher.createCreditNote',
				'purchaseVoucher.registerPayment',
				'reminder.create',
				'reminder.sendEReminder',
				'reminder.sendEmail',
				'sms.send',
				'stateOfAccount.sendEmail',
				'tradeOffer.createInvoice',
				'tradeOffer.sendEmail',
				'webhook.subscribe',
			].sort(),
		);
	});

	it('a POST that is safe reads, calculates, restores or is locked by a timestamp', () => {
		const safe = rows.filter(({ method, repeat }) => method === 'POST' && repeat === 'safe');
		for (const row of safe) {
			const locked = bodySchema(row)?.properties?.Timestamp !== undefined;
			const reads = /(fetch|similar|ledgers|status|restore)$/.test(row.path);
			expect([row.name, locked || reads]).toEqual([row.name, true]);
		}
	});
});

describe('names in answers', () => {
	/** The casing that the web framework under Dinero gives a name in camelCase answers. */
	function camelCase(name: string): string {
		const letters = [...name];
		for (let index = 0; index < letters.length; index += 1) {
			const upper = (at: number) => /[A-Z]/.test(letters[at] ?? '');
			if (!upper(index)) break;
			if (index > 0 && letters[index + 1] !== undefined && !upper(index + 1)) break;
			letters[index] = letters[index].toLowerCase();
		}
		return letters.join('');
	}

	it('become the contract’s, from either casing', () => {
		const read = Object.entries(schemas).filter(([name]) =>
			/Read|Result|Response|Totals?Model|Sent|Saved/.test(name),
		);
		const names = new Set(read.flatMap(([, { properties }]) => Object.keys(properties ?? {})));
		expect(names.size).toBeGreaterThan(150);
		for (const name of names) {
			expect(withContractNames({ [name]: 1 })).toEqual({ [name]: 1 });
			expect(withContractNames({ [camelCase(name)]: 1 })).toEqual({ [name]: 1 });
		}
	});
});
