import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { DineroClient } from '../../api/client';
import { Parameters } from './parameters';
import { locatorValue } from './values/identifier';

/** What an operation works with, for one item. */
export class OperationContext extends Parameters {
	private organization: Promise<string> | undefined;

	constructor(
		readonly n8n: IExecuteFunctions,
		readonly itemIndex: number,
		readonly dinero: DineroClient,
		fields: readonly INodeProperties[],
	) {
		super({
			read: (name) => n8n.getNodeParameter(name, itemIndex, null),
			fields,
			prefix: '',
			node: () => n8n.getNode(),
			itemIndex,
		});
	}

	/**
	 * The organization that the user picked, else the one of the credential, else the only one there is.
	 * Asked once for an item; the client asks which one is meant when there are several.
	 */
	async organizationId(): Promise<string> {
		this.organization ??= this.dinero.resolveOrganization(this.givenOrganization());
		return await this.organization;
	}

	/** What an update changes, from the fields in this group of the form; refused when that is nothing. */
	changes<T extends object>(group: string, given: T): T {
		if (Object.keys(given).length > 0) return given;
		throw this.unusable(group, 'holds nothing to change', 'Add the fields that shall be changed.');
	}

	private givenOrganization(): string | undefined {
		const given = locatorValue(this.raw('organizationId'));
		if (given === undefined || given === null || String(given).trim() === '') return undefined;
		const text = String(given).trim();
		if (/^\d+$/.test(text)) return text;
		throw this.unusable(
			'organizationId',
			`is '${text}', which is not an organization ID`,
			'Pick the organization from the list, or give its number, such as 352100.',
		);
	}
}
