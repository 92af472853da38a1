import type { Resource } from '../../operation';
import { create } from './create';
import { createInvoice } from './createInvoice';
import { remove } from './delete';
import { downloadPdf } from './downloadPdf';
import { get } from './get';
import { getAll } from './getAll';
import { getEmailTemplate } from './getEmailTemplate';
import { getMailouts } from './getMailouts';
import { previewTotals } from './previewTotals';
import { sendEmail } from './sendEmail';
import { update } from './update';

export const tradeOfferResource: Resource = {
	value: 'tradeOffer',
	name: 'Trade Offer',
	description: 'Offers to customers, which become invoices',
	operations: [
		create,
		createInvoice,
		remove,
		downloadPdf,
		get,
		getAll,
		getEmailTemplate,
		getMailouts,
		previewTotals,
		sendEmail,
		update,
	],
};
