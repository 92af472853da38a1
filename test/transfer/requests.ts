import type { InvoicePlan, PlannedPayment } from '../../orders/plan';
import type { InvoiceRequest } from '../../transfer/transferInvoice';
import { facts } from './memoryDinero';

export const contactGuid = '11111111-1111-5111-8111-111111111111';
export const invoiceGuid = '22222222-2222-5222-8222-222222222222';

/** A payment of the sample order. */
export function payment(change: Partial<PlannedPayment> = {}): PlannedPayment {
	return {
		depositAccountNumber: 55000,
		amount: 39900,
		day: '2026-11-20',
		externalReference: 'shopify:shopify_payments:payment:9001',
		description: 'Order #1001',
		method: 'shopify_payments',
		...change,
	};
}

/** 299.00 of goods and 100.00 shipping, 25 % VAT included: 399.00 DKK, paid. */
export function plan(change: Partial<InvoicePlan> = {}): InvoicePlan {
	const line = { unit: 'parts', quantity: 1, lineType: 'Product' as const };
	return {
		kind: 'invoicePlan',
		shopKey: 'shop.example',
		orderId: '1',
		orderNumber: '#1001',
		guid: invoiceGuid,
		externalReference: 'shopify:shop.example:order:1',
		contact: {
			match: [{ by: 'email', value: 'anna@example.com' }],
			guid: contactGuid,
			externalReference: 'contact:email:anna@example.com',
			name: 'Anna Berg',
			isPerson: true,
			countryKey: 'DK',
			street: 'Storegade 1',
			zipCode: '8000',
			city: 'Aarhus',
			email: 'anna@example.com',
		},
		currency: 'DKK',
		language: 'da-DK',
		day: '2026-11-20',
		description: 'Ordre #1001',
		linesInclVat: true,
		lines: [
			{ ...line, description: 'Kaffe', baseAmountValue: 299, accountNumber: 1000 },
			{ ...line, description: 'Fragt', baseAmountValue: 100, accountNumber: 1350 },
		],
		expected: { total: 39900, vat: 7980, vatTolerance: 2 },
		payments: [payment()],
		book: true,
		vatCase: 'Denmark',
		reasons: ['Delivered in Denmark'],
		warnings: [],
		...change,
	};
}

/** The request of an order whose plan is given. */
export function requestFor(made: InvoicePlan, change: Partial<InvoiceRequest> = {}): InvoiceRequest {
	return {
		guid: made.guid,
		subject: {
			shop: 'shopify',
			shopKey: made.shopKey,
			orderId: made.orderId,
			orderNumber: made.orderNumber,
			total: made.expected.total,
			currency: made.currency,
		},
		gone: false,
		refunded: false,
		sends: made.send !== undefined,
		severalContacts: 'take',
		plan: (read) => {
			if (read !== facts) throw new Error('The plan is made from the facts');
			return made;
		},
		...change,
	};
}
