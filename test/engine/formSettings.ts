import type { INodeProperties } from 'n8n-workflow';

import { Parameters } from '../../nodes/Dinero/parameters';
import { createInvoice } from '../../nodes/Dinero/resources/shopOrder/createInvoice';
import { dailySettlement } from '../../nodes/Dinero/resources/shopOrder/dailySettlement';
import { settingsOfForm } from '../../nodes/Dinero/resources/shopOrder/settings';

/** What the Options of a form say, as Settings (JSON) says it; other fields of the form may come along. */
export function formSettings(options: object, others: object = {}, action?: string): Record<string, unknown> {
	const values: Record<string, unknown> = { options, ...others };
	const form = new Parameters({
		read: (name) => values[name],
		fields: [...createInvoice.fields, ...dailySettlement.fields],
		prefix: '',
		node: () => ({ name: 'Dinero' }) as never,
		itemIndex: 0,
	});
	return settingsOfForm(form, action);
}

/** The names of every option that some Shop Order form has. */
export function everyOption(): string[] {
	const collections = [...createInvoice.fields, ...dailySettlement.fields].filter(
		(field) => field.name === 'options',
	);
	const names = collections.flatMap((field) => field.options as INodeProperties[]).map(({ name }) => name);
	return [...new Set(names)].sort();
}
