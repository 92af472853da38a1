/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { faults, type Broken, type Example } from './check';
import { tablesOf } from './tables';

const folder = join(__dirname, '..', '..', 'workflows-examples');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example;

test('there are examples, each with a guide, each in the list', () => {
	expect(files.length).toBeGreaterThan(7);
	const list = readFileSync(join(folder, 'README.md'), 'utf8');
	for (const file of files) {
		const guide = file.replace(/json$/, 'md');
		expect(readFileSync(join(folder, guide), 'utf8')).toContain(file);
		expect(list).toContain(file);
		expect(list).toContain(guide);
	}
});

test.each(files)('%s is fit to be shared', (file) => {
	expect(faults(read(file))).toEqual([]);
});

/** Nodes that nobody needs to open to set a workflow up. */
const leftAlone =
	/stickyNote|\.(aggregate|dataTable|filter|if|limit|merge|removeDuplicates|set|sort|splitInBatches|splitOut|summarize)$/;

test.each(files)('the guide of %s names every node that a person opens', (file) => {
	const guide = readFileSync(join(folder, file.replace(/json$/, 'md')), 'utf8');
	const opened = read(file).nodes.filter(({ type }) => !leftAlone.test(type));
	for (const { name } of opened) expect(guide).toContain(`**${name}**`);
});

test('no data table has a name within the name of another one', () => {
	// n8n looks for a table by a part of its name and takes the first one that it finds.
	const tables = [...new Set(files.flatMap((file) => tablesOf(read(file))))].map((name) =>
		name.toLowerCase(),
	);
	const inside = tables.filter((name) => tables.some((other) => other !== name && other.includes(name)));
	expect(inside).toEqual([]);
});

const brokenFolder = join(__dirname, 'broken');
const variants = readdirSync(brokenFolder).map((name) => name.replace(/\.ts$/, ''));

test('there is a broken variant of each, and a test in the real n8n', () => {
	const names = files.map((file) => file.replace(/\.json$/, ''));
	expect(variants.sort()).toEqual(names.sort());
	const cases = readdirSync(join(__dirname, '..', 'e2e', 'examples')).map((name) =>
		name.replace(/\.mts$/, ''),
	);
	expect(names.filter((name) => !cases.includes(name))).toEqual([]);
});

test.each(variants)('%s, spoiled, is not fit', async (name) => {
	const { broken } = (await import(join(brokenFolder, name))) as { broken: Broken };
	const example = read(`${name}.json`);
	broken.spoil(example);
	expect(faults(example)).toContain(broken.fault);
});
