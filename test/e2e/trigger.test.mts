import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { stateFolder } from '../../sandbox/runner/folders.mts';
import { Parts } from '../../sandbox/runner/sandbox.mts';
import { organizationId } from '../../sandbox/runner/settings.mts';
import { Editor, openBrowser, picture } from './editor.mts';
import { linesOf, PollingHost } from './pollingHost.mts';

const events = ['contact.created', 'invoice.booked', 'invoice.paid', 'invoice.credited', 'payment.registered'];
/** Polls come once a minute; the newer scheduler may be some seconds late. */
const pollIn = 110_000;

/** The two ways in which n8n keeps time for triggers, side by side, so that they share the minutes. */
const hosts = [
	new PollingHost('n8n', {}),
	new PollingHost('n8n with its newer scheduler', {
		N8N_SCHEDULER_ENABLED: 'true',
		N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
		N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
		N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	}),
];

/** What one n8n has been given, and must therefore tell. */
interface Story {
	host: PollingHost;
	/** The published workflow, and later its duplicate. */
	workflow: string;
	duplicate: string;
	/** By a name of this test. */
	guids: Record<string, string>;
	/** Lines `event guid` that the workflow must have told, and the duplicate. */
	expected: string[];
	expectedOfDuplicate: string[];
}

const stories: Story[] = hosts.map((host) => ({
	...{ host, workflow: '', duplicate: '', guids: {} },
	...{ expected: [], expectedOfDuplicate: [] },
}));

const together = async (each: (story: Story) => Promise<void>) => {
	const ended = await Promise.allSettled(stories.map(each));
	const failed = ended.flatMap((one, index) =>
		one.status === 'rejected' ? [`${hosts[index].name}: ${String((one.reason as Error).message)}`] : [],
	);
	assert.deepEqual(failed, []);
};

/** Waits until exactly this has been told; more than this is a failure at once. */
async function tells({ host }: Story, workflow: string, expected: string[]): Promise<void> {
	const deadline = Date.now() + pollIn;
	const wanted = [...expected].sort();
	for (;;) {
		const told = linesOf(await host.told(workflow));
		if (told.length >= wanted.length || Date.now() > deadline) {
			assert.deepEqual(told, wanted);
			return;
		}
		await new Promise((again) => setTimeout(again, 1000));
	}
}

describe('the trigger in a real n8n', () => {
	const parts = new Parts();
	let brokenOff = false;
	/** Each step needs the ones before it. */
	const step = (name: string, walk: () => Promise<void>) =>
		it(name, async (context) => {
			if (brokenOff) return context.skip('a step before it did not succeed');
			brokenOff = true;
			await walk();
			brokenOff = false;
		});

	before(async () => {
		for (const host of hosts) await host.begin(parts);
	});
	after(() => parts.close());

	step('is published, and tells nothing of what was there before', async () => {
		await together(async (story) => {
			const { host, guids } = story;
			guids.customer = await host.contact('Mette Sørensen');
			guids.paid = await host.draft(guids.customer);
			await host.someone('book', guids.paid);
			await host.someone('pay', guids.paid);
			guids.open = await host.draft(guids.customer);
			await host.someone('book', guids.open);
			guids.draft = await host.draft(guids.customer);
			story.workflow = await host.workflow('News from Dinero', 'Dinero Trigger', events);
			const calls = host.dinero.calls.length;
			await host.client.publish(story.workflow);
			await host.polled('contacts', calls, 1);
			assert.deepEqual(linesOf(await host.told(story.workflow)), []);
		});
	});

	step('tells what another program adds and what someone does in Dinero', async () => {
		await together(async (story) => {
			const { host, guids, expected } = story;
			guids.second = await host.contact('Jonas Hav');
			if (story === stories[0]) await bookOnThePage(story, guids.draft);
			else await host.someone('book', guids.draft);
			expected.push(`contact.created ${guids.second}`, `invoice.booked ${guids.draft}`);
		});
		await testStepInTheEditor(stories[0]);
		await together(async (story) => await tells(story, story.workflow, story.expected));
		const [booked] = (await hosts[0].told(stories[0].workflow)).filter(({ event }) => event === 'invoice.booked');
		assert.equal(booked.organizationId, organizationId);
		assert.equal(booked.record.Number, 3);
		assert.equal(booked.record.ContactName, 'Mette Sørensen');
		assert.equal(booked.record.TotalInclVat, 125);
	});

	step('tells after a crash of n8n what happened meanwhile, and nothing else again', async () => {
		await together(async (story) => {
			const { host, guids, expected } = story;
			await host.kill();
			guids.third = await host.contact('Ny Kunde');
			await host.someone('pay', guids.open);
			expected.push(`contact.created ${guids.third}`, `invoice.paid ${guids.open}`, `payment.registered ${guids.open}`);
			await host.again();
			await tells(story, story.workflow, expected);
		});
	});

	step('begins from now when its node is renamed or its workflow duplicated', async () => {
		await together(async (story) => {
			const { host, guids, expected, expectedOfDuplicate } = story;
			const calls = host.dinero.calls.length;
			await host.client.changeWorkflow(story.workflow, host.nodes('What Happened in Dinero', events));
			await host.client.publish(story.workflow);
			story.duplicate = await host.workflow('News from Dinero copy', 'Dinero Trigger', events);
			await host.client.publish(story.duplicate);
			await host.polled('contacts', calls, 2);
			guids.fourth = await host.contact('Ida Blom');
			await host.someone('credit', guids.draft);
			// The credit note settles the invoice, which counts as a payment too.
			const ofDraft = ['invoice.credited', 'invoice.paid', 'payment.registered'].map(
				(event) => `${event} ${guids.draft}`,
			);
			const news = [`contact.created ${guids.fourth}`, ...ofDraft];
			expected.push(...news);
			expectedOfDuplicate.push(...news);
			await Promise.all([tells(story, story.workflow, expected), tells(story, story.duplicate, expectedOfDuplicate)]);
		});
	});

	step('tells none of it again in the next minute', async () => {
		await together(async (story) => {
			const { host } = story;
			await host.polled('contacts', host.dinero.calls.length, 2);
			const told = await host.told(story.workflow);
			assert.deepEqual(linesOf(told), [...story.expected].sort());
			assert.equal(new Set(told.map(({ eventId }) => eventId)).size, told.length);
			assert.deepEqual(linesOf(await host.told(story.duplicate)), [...story.expectedOfDuplicate].sort());
		});
	});

	step('sent nothing that the contract does not allow', async () => {
		await together(async ({ host }) => {
			const wrong = host.dinero.calls.filter((call) => call.contractBreach ?? call.crash);
			assert.deepEqual(await Promise.resolve(wrong), []);
			assert.deepEqual(
				host.net.refused.filter((what) => !/google|gstatic/.test(what)),
				[],
			);
		});
	});
});

/** Somebody who sits at the local Dinero's page books a draft there. */
async function bookOnThePage({ host }: Story, guid: string): Promise<void> {
	const browser = await openBrowser(host.net.proxyUrl);
	try {
		const page = await browser.newPage();
		await page.goto(`${host.dinero.url}/books/${organizationId}/invoices/${guid}`);
		await page.getByRole('button', { name: 'Book it' }).click();
		await page.getByRole('button', { name: 'Pay what remains' }).waitFor();
	} finally {
		await browser.close();
	}
}

/** What somebody sees who builds the workflow: the trigger's form, and one real example of what it will tell. */
async function testStepInTheEditor({ host, workflow }: Story): Promise<void> {
	const browser = await openBrowser(host.net.proxyUrl);
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ignoreHTTPSErrors: true });
	context.setDefaultTimeout(30_000);
	const editor = new Editor(await context.newPage(), host.url);
	try {
		await editor.signIn();
		await editor.openWorkflow(workflow);
		await editor.openNode('Dinero Trigger');
		await editor.scrollForm(0);
		await picture(editor.page, 'trigger-panel');
		assert.match(await editor.executeStep(), /^1 /);
		await editor.listOutputFields();
		await editor.scrollForm(0);
		await picture(editor.page, 'trigger-test-event');
	} catch (cause) {
		await editor.page.screenshot({ path: join(stateFolder, 'browser-test.png') });
		throw cause;
	} finally {
		await browser.close();
	}
}
