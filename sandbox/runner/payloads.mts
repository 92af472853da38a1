import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Item } from '../n8n/client.mts';

export interface Payload {
	/** The file's name, or what else tells it apart in a result line. */
	name: string;
	/** What the shop's trigger would hand on: an item for each element of a list, else one. */
	items: Item[];
}

/** n8n's shop triggers hand on the received body: a list becomes an item for each element. */
export function asItems(content: unknown): Item[] {
	const list = Array.isArray(content) ? content : [content];
	return list.map((element) => ({
		json: (element !== null && typeof element === 'object' && !Array.isArray(element)
			? element
			: { value: element }) as Item['json'],
	}));
}

/**
 * Reads one JSON file, or every `*.json` of a folder in the order of the names.
 *
 * @throws when there is nothing to read, or a file is not JSON
 */
export async function readPayloads(path: string): Promise<Payload[]> {
	const facts = await stat(path).catch(() => undefined);
	if (!facts) throw new Error(`There is no file or folder ${path}.`);
	const names = facts.isDirectory() ? (await readdir(path)).filter((name) => name.endsWith('.json')).sort() : [''];
	if (names.length === 0) throw new Error(`The folder ${path} holds no *.json file.`);
	return await Promise.all(
		names.map(async (name) => {
			const file = join(path, name);
			const text = await readFile(file, 'utf8');
			try {
				return { name: name || (path.split(/[\\/]/).pop() ?? path), items: asItems(JSON.parse(text)) };
			} catch (cause) {
				throw new Error(`${file} is not JSON: ${(cause as Error).message}`);
			}
		}),
	);
}
