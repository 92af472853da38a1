/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';

import { notSettled } from '../../transfer/refusals';

/** One way in which the code refuses, as it stands in the source; `…` is what an order fills in. */
export interface WrittenRefusal {
	code: string;
	message: string;
	advice: string;
	kind: string;
	file: string;
}

const root = resolve(__dirname, '../..');

function sources(folder: string): string[] {
	return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(root, folder, file));
}

/** The texts that an expression can come to. */
function textsOf(node: ts.Expression | undefined): string[] {
	if (node === undefined) return ['…'];
	if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
	if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
	if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
	if (ts.isTemplateExpression(node)) {
		return [node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join('')];
	}
	return ['…'];
}

/** Every refusal that the rooms of orders and transfers can give, in the order of their codes. */
export function writtenRefusals(): WrittenRefusal[] {
	const found: WrittenRefusal[] = [];
	const folders = ['orders', 'transfer', 'nodes/Dinero/resources/shopOrder'];
	for (const path of folders.flatMap(sources)) {
		const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
		const visit = (node: ts.Node): void => {
			if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
				const kind = node.expression.text;
				if (['refused', 'refusedForNow', 'nothingToDo', 'notSettled'].includes(kind)) {
					const [code, message, advice] = node.arguments;
					for (const one of textsOf(code).filter((text) => text !== '…')) {
						const file = relative(root, path);
						const given = kind === 'notSettled' ? notSettled(one, '').advice : textsOf(advice).join(' / ');
						const row = { code: one, kind, file, advice: given };
						found.push({ ...row, message: textsOf(message).join(' / ') });
					}
				}
			}
			ts.forEachChild(node, visit);
		};
		visit(source);
	}
	return found.sort((a, b) => a.code.localeCompare(b.code, 'en') || a.message.localeCompare(b.message, 'en'));
}
