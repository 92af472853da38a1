import { answerTexts, situationTexts } from '../../api/errorTexts';
import { writtenRefusals } from './refusals';
import { expectWritten } from './written';

const cell = (text: string) => text.replaceAll('|', '\\|');
const unique = (rows: string[]) => [...new Set(rows)];

describe('docs/troubleshooting.md; npm run docs:pages writes it anew', () => {
	it('lists every message about Dinero itself', () => {
		const rows = Object.values({ ...answerTexts, ...situationTexts }).map(
			({ message, description, retryable }) =>
				`| ${cell(message)} | ${cell(description)} | ${retryable ? 'yes' : 'no'} |`,
		);
		const head = ['| message | what to do | the same run may succeed later |', '|---|---|---|'];
		expectWritten('troubleshooting.md', 'messages', [...head, ...unique(rows).sort()]);
	});

	it('lists every reason for which an order is not transferred', () => {
		const refusals = writtenRefusals();
		expect(refusals.length).toBeGreaterThan(60);
		expect(refusals.filter(({ advice }) => advice.trim() === '')).toEqual([]);
		const rows = refusals
			.filter(({ message }) => message !== '…')
			.map(
				({ code, message, advice, kind }) =>
					`| \`${code}\` | ${cell(message)} | ${cell(advice)} | ${kind === 'nothingToDo' ? 'no fault' : 'refused'} |`,
			);
		const head = ['| reasonCode | message | what to do | |', '|---|---|---|---|'];
		expectWritten('troubleshooting.md', 'refusals', [...head, ...unique(rows)]);
	});
});
