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
			if (refusedAsItems(context)) return refusedRow(order);
			throw refusalWith(context, order, refusedRow(order));
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
			invoiceGuid: null,
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
