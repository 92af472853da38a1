import type { IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';

import type { EndpointName } from '../../api/endpoints';
import type { OperationContext } from './context';

/** Rows with a file each, for operations that answer with a document. */
export class FileResult {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** One row, several rows, or one row with a file on it. */
export type OperationResult = IDataObject | IDataObject[] | FileResult;

/**
 * Everything about one thing that the user can do: what it is called, what it asks for, what it calls and what it does.
 * The description of the node, its router, the list of covered endpoints and the documentation are derived from it.
 */
export interface Operation {
	/** Stable value, stored in workflows. */
	value: string;
	/** What the Operation menu shows, in title case, without the resource. */
	name: string;
	/** What the node panel shows, in sentence case, with the resource. */
	action: string;
	/** One sentence in other words; also what a language model reads when the node is its tool. */
	description: string;
	/** Fields in the order of the form, without display options for resource and operation: those are added. */
	fields: INodeProperties[];
	/** Every endpoint that it may call. */
	endpoints: readonly EndpointName[];
	/** Does it for one item. Throws NodeOperationError for wrong input, DineroError for what Dinero refuses. */
	run(context: OperationContext): Promise<OperationResult>;
}

/** A kind of thing in Dinero, with what can be done to it. */
export interface Resource {
	value: string;
	name: string;
	description?: string;
	operations: readonly Operation[];
}
