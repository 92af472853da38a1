import contract from '../../contract/openapi.json' with { type: 'json' };

/** One operation of Dinero's contract. */
export interface ContractOperation {
	operationId: string;
	method: string;
	/** Path with version and the names of its parts in braces. */
	path: string;
	summary: string;
	/** True where the contract flags it so. */
	deprecated: boolean;
}

interface Described {
	operationId: string;
	summary?: string;
	deprecated?: boolean;
}

const methods = ['get', 'post', 'put', 'delete', 'patch'];

/** Every operation of the contract, in its order. */
export const contractOperations: ContractOperation[] = Object.entries(
	contract.paths as unknown as Record<string, Record<string, Described>>,
).flatMap(([path, described]) =>
	Object.entries(described)
		.filter(([method]) => methods.includes(method))
		.map(([method, { operationId, summary = '', deprecated = false }]) => ({
			operationId,
			method: method.toUpperCase(),
			path,
			summary,
			deprecated,
		})),
);
