import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Item, Workflow } from '../../../sandbox/n8n/client.mts';
import { readExample } from '../../../sandbox/runner/example.mts';
import { organizationId } from '../../../sandbox/runner/settings.mts';
import type { ExampleWorld, Ran } from './world.mts';

const file = 'supplier-invoice-by-email-to-purchase-draft.json';
const table = 'Dinero supplier invoices';

interface Attached {
	data: string;
	mimeType: string;
	fileName: string;
}

/** The sample mail as another one, with these files on it. */
async function mail(
	messageId: string,
	changes: Partial<Record<string, unknown>> = {},
	files?: Attached[],
): Promise<Item> {
	const [sample] = (await readExample(file)).sample;
	const binary = files
		? Object.fromEntries(files.map((one, index) => [`attachment_${index}`, one]))
		: sample.binary;
	return { ...structuredClone(sample), json: { ...sample.json, messageId, ...changes }, binary };
}

async function attached(fileName: string, mimeType = 'application/pdf'): Promise<Attached> {
	const [{ binary }] = (await readExample(file)).sample as unknown as Array<{
		binary: Record<string, Attached>;
	}>;
	return { data: binary.attachment_0.data, mimeType, fileName };
}

/** As if nobody had chosen the purchase account. */
function chooseNoAccount({ nodes }: Workflow): void {
	for (const { parameters } of nodes) {
		const { line } = (parameters.lines ?? {}) as { line?: Array<Record<string, unknown>> };
		for (const row of line ?? []) row.accountNumber = { __rl: true, mode: 'list', value: '' };
	}
}

export function cases(world: () => ExampleWorld): void {
	const books = () => world().sandbox.dinero.world.organizations.get(organizationId)!;
	const counts = () => [books().purchases.size, books().files.size, books().contacts.size];
	/** Other mails are pinned in place of the sample: n8n would ask for a mailbox otherwise. */
	const run = async (mails?: Item[], choose?: (workflow: Workflow) => void): Promise<Ran> => {
		const ran = await world().run(file, {
			change: (workflow) => {
				choose?.(workflow);
				if (mails) workflow.pinData = { 'A bill by e-mail': mails };
			},
		});
		assert.equal(ran.execution.status, 'success', ran.execution.error?.message);
		return ran;
	};

	it('the sample becomes one draft with its file and supplier, once', async () => {
		await run();
		const [purchase] = books().purchases.values();
		const [stored] = books().files.values();
		const [supplier] = books().contacts.values();
		assert.deepEqual(
			[
				purchase.status,
				purchase.purchaseType,
				purchase.date,
				purchase.paymentDate,
				purchase.fileGuid,
				purchase.contactGuid,
			],
			['Draft', 'credit', '2026-11-17', '2026-12-01', stored.guid, supplier.guid],
		);
		assert.deepEqual(
			purchase.lines.map(({ description, amount, accountNumber }) => [description, amount, accountNumber]),
			[['Papirhuset ApS 20418', 125000, 7200]],
		);
		assert.deepEqual([supplier.name, supplier.email], ['Papirhuset ApS', 'faktura@papirhuset.example.com']);
		const [row] = await world().tableRows(table);
		assert.deepEqual(
			[row.outcome, row.voucher, row.amount, row.date, row.reason],
			['draft', purchase.guid, '1250.00', '2026-11-17', ''],
		);

		const before = counts();
		await run();
		assert.deepEqual(counts(), before);
		assert.equal((await world().tableRows(table)).length, 1);
		assert.deepEqual(world().mails, []);
	});

	it('the same bill in another mail is told, not drafted again', async () => {
		const [drafts] = counts();
		await run([await mail('<again@papirhuset.example.com>', { subject: 'Rykker: faktura 20418' })]);
		assert.equal(counts()[0], drafts);
		const [told] = world().mails;
		assert.equal(told.subject, 'Dinero: a bill of Papirhuset ApS needs a person');
		assert.match(told.text, /same amount, from the same supplier.*without a number yet.*file archive/s);
		const row = (await world().tableRows(table)).find(({ record }) => String(record).startsWith('<again@'));
		assert.deepEqual([row?.outcome, row?.voucher], ['not transferred', '']);
	});

	it('two mails at once, one of a known supplier: three bills, the figures left to a person where they are unclear', async () => {
		const [drafts, files, contacts] = counts();
		await run([
			await mail(
				'<two@new.example.com>',
				{ from: { value: [{ address: 'salg@new.example.com', name: '' }] } },
				[await attached('a.pdf'), await attached('logo.png', 'image/png'), await attached('b.pdf')],
			),
			await mail('<three@papirhuset.example.com>', {
				subject: 'Faktura 20500',
				text: 'Total 99,50',
				date: '2026-11-20T07:00:00.000Z',
			}),
		]);
		assert.deepEqual(counts(), [drafts + 3, files + 3, contacts + 1]);
		const made = [...books().purchases.values()].slice(-3);
		assert.deepEqual(
			made.map(({ lines: [line], date }) => [line.description.trim(), line.amount, date]),
			[
				['salg@new.example.com', 0, '2026-11-17'],
				['salg@new.example.com', 0, '2026-11-17'],
				['Papirhuset ApS 20500', 9950, '2026-11-20'],
			],
		);
		assert.deepEqual(world().mails, []);
		assert.equal((await world().tableRows(table)).filter(({ outcome }) => outcome === 'draft').length, 4);
	});

	it('mails without a message ID are told apart by sender and time', async () => {
		const [drafts] = counts();
		const nameless = async (text: string, date: string) => {
			const one = await mail('', { text, date });
			delete one.json.messageId;
			return one;
		};
		const items = [
			await nameless('Total 31,00', '2026-11-18T07:00:00.000Z'),
			await nameless('Total 32,00', '2026-11-19T07:00:00.000Z'),
		];
		await run(items.slice(0, 1));
		await run(items);
		assert.equal(counts()[0], drafts + 2);
		assert.deepEqual(world().mails, []);
	});

	it('a mail without PDF is told', async () => {
		const before = counts();
		await run([await mail('<none@papirhuset.example.com>', {}, [await attached('logo.png', 'image/png')])]);
		assert.deepEqual(counts(), before);
		assert.match(world().mails[0].subject, /papirhuset.example.com holds no bill as PDF/);
	});

	it('Dinero says no in the middle: told and logged, the other bill is drafted, and later this one too', async () => {
		const [drafts] = counts();
		const items = [
			await mail('<four@papirhuset.example.com>', { subject: 'Faktura 20601', text: 'Total 401,00' }),
			await mail('<five@papirhuset.example.com>', { subject: 'Faktura 20602', text: 'Total 402,00' }),
		];
		world().sandbox.dinero.addFault({
			match: { operationId: 'post_v1_2_organizationId_vouchers_purchase' },
			effect: 'status',
			status: 400,
			body: { code: 42, message: 'The voucher date lies in a closed period' },
		});
		await run(items);
		assert.equal(counts()[0], drafts + 1);
		const [told, ...more] = world().mails;
		assert.deepEqual(more, []);
		assert.match(told.text, /closed period/);
		assert.doesNotMatch(told.text, /undefined|\[object/);
		const row = (await world().tableRows(table)).find(({ record }) => String(record).startsWith('<four@'));
		assert.equal(row?.outcome, 'not transferred');
		assert.match(String(row?.reason), /closed period/);

		await run(items);
		assert.equal(counts()[0], drafts + 2);
		const again = (await world().tableRows(table)).find(({ record }) => String(record).startsWith('<four@'));
		assert.deepEqual([again?.outcome, again?.reason, again?.amount], ['draft', '', '401.00']);
		assert.deepEqual(await world().books.brokenInvariants(), []);
	});

	it('contacts that cannot be read: no second supplier, no draft', async () => {
		const before = [books().purchases.size, books().contacts.size];
		world().sandbox.dinero.addFault({
			match: { operationId: 'get_v2_organizationId_contacts' },
			effect: 'status',
			status: 403,
			body: { code: 41, message: 'No access to contacts' },
		});
		await run([await mail('<seven@papirhuset.example.com>', { text: 'Total 7,00' })]);
		assert.deepEqual([books().purchases.size, books().contacts.size], before);
		assert.equal(world().mails.length, 1);
		assert.match(world().mails[0].text, /did not become a draft/);
	});

	it('without a purchase account nothing is drafted, and the message names it', async () => {
		const before = books().purchases.size;
		await run([await mail('<six@papirhuset.example.com>', { text: 'Total 5,00' })], chooseNoAccount);
		assert.equal(books().purchases.size, before);
		assert.match(world().mails[0].text, /Account/);
	});
}
