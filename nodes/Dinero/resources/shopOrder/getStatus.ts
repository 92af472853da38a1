import type { IDataObject } from 'n8n-workflow';

import { isRefusal } from '../../../../orders/refusal';
import { createDineroPort, orderStatus } from '../../../../transfer';
import type { Operation } from '../../operation';
import { refusalWith, refusedAsItems, refusedRow } from './documents';
import { statusEndpoints } from './endpoints';
import { statusForm } from './form';
import { readOrder, readSettingsOf } from './transfer';

export const getStatus: Operation = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of a shop order',
	description:
		'Show what Dinero has of an order: nothing, a draft, or an invoice that is booked, paid or credited, and what remains',
	endpoints: statusEndpoints,
	fields: statusForm,
	async run(context) {
		const settings = readSettingsOf(context);
		const order = readOrder(context, settings);
		if (isRefusal(order)) {
			const row = refusedRow(order, settings, context.json('order'));
			if (refusedAsItems(settings)) return row;
			throw refusalWith(context, order, row);
		}
		const port = createDineroPort(context.dinero, await context.organizationId());
		const { creditNotes, shop, shopKey, orderId, calls, ...status } = await orderStatus(
			order,
			settings,
			port,
		);
		const empty: IDataObject = {
			status: null,
			orderNumber: null,
			invoiceNumber: null,
			invoiceDate: null,
			contactName: null,
			orderTotal: null,
			invoiceTotal: null,
			paidAmount: null,
			creditedAmount: null,
			remaining: null,
			currency: null,
			sent: false,
			difference: null,
			invoiceGuid: null,
		};
		const given = Object.entries(status).filter(([, value]) => value !== undefined);
		return {
			...empty,
			...Object.fromEntries(given),
			creditNotes,
			details: { shop, shopKey, orderId, calls },
		};
	},
};
