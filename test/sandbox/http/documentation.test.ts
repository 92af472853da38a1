/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { switchTable } from '../../../sandbox/dinero/books/switches.mts';
import { sandboxApp, sandboxPersonalClient, apiKeyOf } from '../../../sandbox/dinero/http/accounts.mts';
import { faultEffects } from '../../../sandbox/dinero/http/faults.mts';
import { settingRows } from '../../../sandbox/dinero/http/settings.mts';
import { seedNames } from '../../../sandbox/dinero/seeds/seeds.mts';

const guide = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'sandbox.md'), 'utf8');

describe('docs/sandbox.md', () => {
	const names = [
		...Object.keys(switchTable),
		...settingRows.map(({ name }) => name),
		...Object.keys(faultEffects),
	];
	it.each(names)('explains `%s`', (name) => {
		expect(guide).toContain(`\`${name}\``);
	});

	it('gives the values of each switch, the one at the start first', () => {
		for (const [name, { values }] of Object.entries(switchTable)) {
			const row = guide.split('\n').find((text) => text.startsWith('|') && text.includes(`\`${name}\``))!;
			expect(row).toContain(`| ${values.join(', ')}`);
		}
	});

	it('names the accounts and pasts that there are', () => {
		for (const text of [
			sandboxApp.clientId,
			sandboxApp.clientSecret,
			sandboxPersonalClient.clientId,
			apiKeyOf(352100),
		]) {
			expect(guide).toContain(text);
		}
		expect(guide).toContain(`--seed ${seedNames.join('\\|')}`);
	});
});
