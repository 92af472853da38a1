import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import type { DineroClient } from '../../api/client';
import { endpoints } from '../../api/endpoints';
import { isDineroError, toNodeError } from '../../api/errors';
import { clientFor } from '../../api/n8n';
import { OperationContext } from './context';
import { routerOf } from './describe';
import { inFormNames } from './formNames';
import { FileResult, type Operation, type OperationResult } from './operation';
import { resources } from './resources';
import { locatorValue } from './values/identifier';

const operationFor = routerOf(resources);

/** How many items are read at the same time. More would not help: Dinero takes about one request a second. */
const readAbreast = 5;

/** Gets single things and changes nothing; lists can be long, so that several at once would need much memory. */
function getsOneThing({ endpoints: names }: Operation): boolean {
	return names.every((name) => endpoints[name].method === 'GET' && !endpoints[name].paged);
}

/** Runs the chosen operation for one item after the other with one client, and turns results into items. */
export class Run {
	private client: Promise<DineroClient> | undefined;
	private chosen: { operation: Operation | undefined } | undefined;

	constructor(private readonly functions: IExecuteFunctions) {}

	private readonly underWay = new Map<number, Promise<INodeExecutionData[]>>();

	/**
	 * The results of one item, asked for in the items' order. Where single things are read, the next ones are read meanwhile;
	 * whatever writes, or lists, does so for one item after the other.
	 * @throws NodeApiError or NodeOperationError that names the item, whatever went wrong
	 */
	async inTurn(itemIndex: number, items: number): Promise<INodeExecutionData[]> {
		const operation = this.operation(itemIndex);
		const abreast = operation !== undefined && getsOneThing(operation) ? readAbreast : 1;
		for (let index = itemIndex; index < Math.min(items, itemIndex + abreast); index++) {
			if (this.underWay.has(index)) continue;
			const begun = this.item(index);
			// It is waited for in its turn, or not at all when an item before it ends the run.
			begun.catch(() => undefined);
			this.underWay.set(index, begun);
		}
		const results = this.underWay.get(itemIndex);
		this.underWay.delete(itemIndex);
		return (await results) ?? [];
	}

	/** Resolves when nothing that was begun ahead is under way any more. */
	async atRest(): Promise<void> {
		await Promise.allSettled(this.underWay.values());
	}

	private async item(itemIndex: number): Promise<INodeExecutionData[]> {
		const outcome = await this.result(itemIndex).then(
			(value) => ({ value }),
			(reason: unknown) => ({ reason }),
		);
		if ('reason' in outcome) throw this.errorOf(outcome.reason, itemIndex);
		const { value } = outcome;
		// Written out: n8n's helpers copy each row twice, which a list of 100,000 rows would feel.
		const pairedItem = { item: itemIndex };
		if (value instanceof FileResult) return [{ json: value.json, binary: value.binary, pairedItem }];
		return Array.isArray(value) ? value.map((json) => ({ json, pairedItem })) : [{ json: value, pairedItem }];
	}

	private async result(itemIndex: number): Promise<OperationResult> {
		const operation = this.operation(itemIndex);
		this.client ??= clientFor(this.functions, { itemIndex });
		const context = new OperationContext(
			this.functions,
			itemIndex,
			await this.client,
			operation?.fields ?? [],
		);
		if (operation === undefined) {
			const chosen = (menu: string) => String(this.functions.getNodeParameter(menu, itemIndex));
			throw context.refusal(
				`There is no operation '${chosen('operation')}' for '${chosen('resource')}'`,
				'Choose another operation, or update the node.',
			);
		}
		return await operation.run(context);
	}

	private errorOf(reason: unknown, itemIndex: number): NodeApiError | NodeOperationError {
		if (!isDineroError(reason)) return toNodeError(this.functions.getNode(), reason, itemIndex);
		const fields = this.operation(itemIndex)?.fields ?? [];
		reason.message = inFormNames(reason, fields);
		const about = reason.kind === 'notFound' ? this.pickedFields(itemIndex, fields) : undefined;
		return toNodeError(this.functions.getNode(), reason, itemIndex, { about });
	}

	/** The operation of the whole run: its two menus take no expressions, so that no item can choose another. */
	private operation(itemIndex: number): Operation | undefined {
		const chosen = (menu: string) => this.functions.getNodeParameter(menu, itemIndex) as string;
		this.chosen ??= { operation: operationFor(chosen('resource'), chosen('operation')) };
		return this.chosen.operation;
	}

	/** The fields in which something is picked by its ID, since Dinero does not say which of them it lacks: "'Contact' or 'Note'". */
	private pickedFields(itemIndex: number, fields: readonly INodeProperties[]): string | undefined {
		const picked = fields.filter(({ name }) => {
			if (!/Ids?$/.test(name) || name === 'organizationId') return false;
			return Boolean(locatorValue(this.functions.getNodeParameter(name, itemIndex, null)));
		});
		const labels = picked.map(({ displayName }) => `'${displayName}'`);
		return labels.length === 0 ? undefined : labels.join(' or ');
	}
}

/**
 * What an item that was refused looks like on the error output: the message, and what is known of it under `details`; what
 * Dinero or the way to it refused has a `kind` there (see `ErrorKind`), so that a workflow can tell it from a fault of the item.
 * n8n sends only items to that output whose fields are among `error`, `message` and `details`; the incoming item's own
 * fields are added there by n8n.
 */
export function failedItem(error: NodeApiError | NodeOperationError, itemIndex: number): INodeExecutionData {
	const row = (error.context.row ?? {}) as IDataObject;
	const advice = error.description ?? null;
	const { kind } = error.context;
	const known = { advice, ...(typeof kind === 'string' ? { kind } : {}), ...row };
	return { json: { error: error.message, details: known }, pairedItem: { item: itemIndex } };
}
