/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { isRefusal, readSettings } from '../../orders';

test('the settings that docs/agency.md shows are settings', () => {
	const page = readFileSync(resolve(__dirname, '../../docs/agency.md'), 'utf8');
	const [, json] = /```json\n([\s\S]*?)```/.exec(page)!;
	const read = readSettings(json);
	expect(isRefusal(read) ? read.message : 'read').toBe('read');
});
