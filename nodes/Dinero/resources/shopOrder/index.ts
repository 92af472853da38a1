import type { Resource } from '../../operation';
import { checkSettings } from './checkSettings';
import { createCreditNote } from './createCreditNote';
import { createInvoice } from './createInvoice';
import { dailySettlement } from './dailySettlement';
import { getStatus } from './getStatus';
import { preview } from './preview';
import { registerPayment } from './registerPayment';
import { settlePayout } from './settlePayout';

export const shopOrderResource: Resource = {
	value: 'shopOrder',
	name: 'Shop Order',
	description: 'Orders and refunds of web shops, which become invoices and credit notes',
	operations: [
		createInvoice,
		checkSettings,
		createCreditNote,
		dailySettlement,
		getStatus,
		preview,
		registerPayment,
		settlePayout,
	],
};
