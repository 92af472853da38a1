import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import type { DineroClient } from '../../api/client';
import { toNodeError } from '../../api/errors';
import { clientFor } from '../../api/n8n';
import { OperationContext } from './context';
import { routerOf } from './describe';
import { FileResult, type OperationResult } from './operation';
import { resources } from './resources';

const operationFor = routerOf(resources);

/** Runs the chosen operation for one item after the other with one client, and turns results into items. */
export class Run {
	private client: Promise<DineroClient> | undefined;

	constructor(private readonly functions: IExecuteFunctions) {}

	/** @throws NodeApiError or NodeOperationError that names the item, whatever went wrong */
	async item(itemIndex: number): Promise<INodeExecutionData[]> {
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
		const resource = this.functions.getNodeParameter('resource', itemIndex) as string;
		const value = this.functions.getNodeParameter('operation', itemIndex) as string;
		const operation = operationFor(resource, value);
		this.client ??= clientFor(this.functions, { itemIndex });
		const context = new OperationContext(
			this.functions,
			itemIndex,
			await this.client,
			operation?.fields ?? [],
		);
		if (operation === undefined) {
			throw context.refusal(
				`There is no operation '${value}' for '${resource}'`,
				'Choose another operation, or update the node.',
			);
		}
		return await operation.run(context);
	}

	private errorOf(reason: unknown, itemIndex: number): NodeApiError | NodeOperationError {
		return toNodeError(this.functions.getNode(), reason, itemIndex);
	}
}

/**
 * What an item that was refused looks like on the error output: the message, and what is known of it under `details`.
 * n8n sends only items to that output whose fields are among `error`, `message` and `details`; the incoming item's own
 * fields are added there by n8n.
 */
export function failedItem(error: NodeApiError | NodeOperationError, itemIndex: number): INodeExecutionData {
	const row = (error.context.row ?? {}) as IDataObject;
	const advice = error.description ?? null;
	return { json: { error: error.message, details: { advice, ...row } }, pairedItem: { item: itemIndex } };
}
