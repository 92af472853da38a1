import { nodeOf, type Broken } from '../check';

/** A column that was renamed in the table only: n8n would drop the order's content without a word. */
export const broken: Broken = {
	spoil: (example) => {
		const text = JSON.stringify(nodeOf(example, 'Make the queue when missing').parameters);
		for (const name of ['Make the queue when missing', 'Open the queue'])
			nodeOf(example, name).parameters = JSON.parse(text.replace('"payload"', '"content"'));
	},
	fault: 'Put the order in the queue: no column payload',
};
