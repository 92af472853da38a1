/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { answerTexts, situationTexts } from '../../api/errorTexts';
import { nodeOf, type Example } from './check';

/** What Dinero refuses of one order, while others go through. */
const ofOneOrder = ['validation', 'notFound', 'deleted', 'stale', 'duplicate', 'tooLarge'];

test('the transfer queue stops for everything that is in the way of every order, and for nothing else', () => {
	const file = join(__dirname, '..', '..', 'workflows-examples', 'transfer-queue.json');
	const queue = JSON.parse(readFileSync(file, 'utf8')) as Example;
	const condition = JSON.stringify(nodeOf(queue, 'Is Dinero in the way').parameters);
	const [, list] = condition.match(/\[('[^\]]+')\]\.includes\(\$json\.details\?\.kind\)/) ?? [];
	const stopping = (list ?? '').split(', ').map((kind) => kind.replace(/'/g, ''));
	const kinds = new Set(
		[...Object.values(answerTexts), ...Object.values(situationTexts)].map(({ kind }) => kind),
	);
	expect(stopping.sort()).toEqual([...kinds].filter((kind) => !ofOneOrder.includes(kind)).sort());
});
