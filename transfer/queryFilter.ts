/**
 * A condition of Dinero's `queryFilter`, which knows `eq` and `contains` without regard to case, values in
 * single quotes and `;` between conditions. How a single quote inside a value would be escaped is nowhere said,
 * and a `;` may end the condition. So a value with either is looked for by its longest part without them;
 * whoever asks compares the rows found with the whole value.
 *
 * Undefined when nothing is left to look for.
 */
export function condition(field: string, operator: 'eq' | 'contains', value: string): string | undefined {
	if (value === '') return undefined;
	if (!/[';]/.test(value)) return `${field} ${operator} '${value}'`;
	const longest = value.split(/[';]/).reduce((best, part) => (part.length > best.length ? part : best), '');
	return longest.trim() === '' ? undefined : `${field} contains '${longest}'`;
}
