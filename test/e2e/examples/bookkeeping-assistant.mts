import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Answer, Call } from './hosts.mts';
import { invoiceByHand } from './inDinero.mts';
import type { ExampleWorld, Fields, Ran } from './world.mts';
import { item } from './world.mts';

const file = 'bookkeeping-assistant.json';
const completions = /^POST \/v1\/chat\/completions/;

interface Message {
	role: string;
	content: unknown;
}

interface Asked {
	model: string;
	messages: Message[];
	tools: Array<{ function: { name: string; description: string; parameters: { properties: Fields } } }>;
}

/** What the model says: a text, or that it wants a tool with these arguments. */
type Turn = string | [tool: string, given: Fields];

const asMessage = (turn: Turn) =>
	typeof turn === 'string'
		? { role: 'assistant', content: turn }
		: {
				role: 'assistant',
				content: null,
				tool_calls: [
					{ id: 'call_1', type: 'function', function: { name: turn[0], arguments: JSON.stringify(turn[1]) } },
				],
			};

export function cases(world: () => ExampleWorld): void {
	const model = () => world().host('api.openai.com');
	/** The model takes one turn after the other, whatever it is asked. */
	const plays = (...turns: Turn[]) => {
		const left = [...turns];
		model().answers(completions, (): Answer => {
			const turn = left.shift() ?? 'That is all.';
			return {
				body: {
					id: 'chatcmpl-sample',
					object: 'chat.completion',
					created: 1763600000,
					model: 'gpt-5-mini',
					choices: [
						{
							index: 0,
							message: asMessage(turn),
							finish_reason: typeof turn === 'string' ? 'stop' : 'tool_calls',
						},
					],
					usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
				},
			};
		});
	};
	const asked = () => model().calls.map(({ body }: Call) => body as Asked);
	/** What a tool gave, as the model got it in its next turn. */
	const given = () =>
		JSON.stringify(
			asked()
				.at(-1)!
				.messages.filter(({ role }) => role === 'tool'),
		);
	const rows = async () => await world().tableRows<Record<string, string>>('Dinero assistant');
	const ask = async (chatInput?: string): Promise<Ran> => {
		const items =
			chatInput === undefined ? undefined : item({ sessionId: 'a', action: 'sendMessage', chatInput });
		const ran = await world().run(file, { items });
		assert.equal(ran.execution.status, 'success', ran.execution.error?.message);
		return ran;
	};
	const writes = () => world().sandbox.dinero.calls.filter(({ method }) => method !== 'GET');

	it('answers the sample question from the overdue invoices, and writes nothing', async () => {
		await invoiceByHand(world(), { name: 'Mette Sørensen', date: '2026-01-10' });
		const before = writes().length;
		plays(
			['List_invoices', { status: ['Overdue'], limit: 50, search: '', fromDate: '', toDate: '' }],
			'One, 125.00 DKK.',
		);
		const { output } = await ask();
		assert.deepEqual(output('The answer'), [{ output: 'One, 125.00 DKK.' }]);
		assert.match(given(), /Mette Sørensen/);
		assert.match(given(), /Overdue/);
		assert.equal(writes().length, before);
		const [row] = await rows();
		assert.deepEqual(
			[row.question, row.answer, row.tools, row.reason],
			['Which invoices are overdue, and how much is it altogether?', 'One, 125.00 DKK.', 'List_invoices', ''],
		);
		assert.equal(model().calls[0].headers.authorization, 'Bearer sk-sample');
	});

	it('has tools for reading and for a draft, and no field for booking', async () => {
		plays('Hello.');
		await ask('Hello');
		const [{ tools, messages }] = asked();
		assert.deepEqual(tools.map((tool) => tool.function.name).sort(), [
			'Find_contacts',
			'List_accounts',
			'List_invoices',
			'Look_at_an_invoice',
			'Make_an_invoice_draft',
			'Totals_of_accounts',
			'What_is_left_to_pay',
		]);
		const fields = tools.flatMap((tool) => Object.keys(tool.function.parameters.properties));
		assert.deepEqual(
			fields.filter((name) => /book|send|pay|organi/i.test(name)),
			[],
		);
		assert.match(JSON.stringify(messages[0]), /You cannot book, send, pay/);
	});

	it('what accounts hold is added up in a period', async () => {
		plays(
			['Totals_of_accounts', { fromDate: '2026-01-01', toDate: '2026-12-31', accounts: '1000' }],
			'100.00 DKK.',
		);
		await ask('What did we sell this year?');
		assert.match(given(), /-100\b/);
	});

	it('makes one draft when it is told to, even when the model asks for more', async () => {
		const books = () => [...world().sandbox.dinero.world.organizations.get('352100')!.invoices.values()];
		const [{ contactGuid }] = books();
		const before = books().length;
		plays(
			[
				'Make_an_invoice_draft',
				{
					contactId: contactGuid,
					lines: [{ description: 'Cykelservice', quantity: 2, unitPrice: 300 }],
					comment: '',
					book: true,
					whatToDo: 'book',
				},
			],
			'The draft is made: 750.00 DKK with VAT.',
		);
		await ask('Yes, make it.');
		const made = books().slice(before);
		assert.equal(made.length, 1);
		assert.equal(made[0].status, 'Draft');
		assert.equal(made[0].lines[0].description, 'Cykelservice');
		assert.match(given(), /750/);
		assert.deepEqual(await world().books.brokenInvariants(), []);
	});

	it('what Dinero refuses is told to the model, which goes on', async () => {
		const before = await world().books.counts();
		plays(
			[
				'Make_an_invoice_draft',
				{ contactId: 'nobody', lines: [{ description: 'A', unitPrice: 1 }], comment: '' },
			],
			'I do not know this contact.',
		);
		const { output } = await ask('Make an invoice for nobody.');
		assert.match(given(), /Contact/);
		assert.deepEqual(output('The answer'), [{ output: 'I do not know this contact.' }]);
		assert.deepEqual(await world().books.counts(), before);
	});

	it('a model that does not answer: a person is told, and the log has the reason', async () => {
		model().answers(completions, {
			status: 401,
			body: {
				error: {
					message: 'Incorrect API key provided',
					type: 'invalid_request_error',
					code: 'invalid_api_key',
				},
			},
		});
		const { output } = await ask('Are you there?');
		assert.deepEqual(output('The answer'), [
			{ output: 'Sorry, I could not answer. A person has been told.' },
		]);
		const [mail, ...more] = world().mails;
		assert.deepEqual(more, []);
		assert.equal(mail.subject, 'Dinero: the bookkeeping assistant could not answer');
		assert.match(mail.text, /"Are you there\?" was not answered/);
		assert.doesNotMatch(mail.text, /undefined|\[object/);
		const row = (await rows()).at(-1)!;
		assert.deepEqual([row.question, row.answer], ['Are you there?', '']);
		assert.notEqual(row.reason, '');
	});
}
