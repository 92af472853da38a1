import fc from 'fast-check';
import {
	belongsToRefund,
	contactIdentity,
	creditNoteIdentity,
	invoiceIdentity,
	normaliseShopKey,
	paymentReference,
	refundedInvoiceIdentities,
	uuidV5,
} from '../../orders/identity';
import type { ShopRefund } from '../../orders/order';

const organization = '352100';
const order = { shop: 'shopify' as const, shopKey: 'nordlys.myshopify.com', id: '5001' };

describe('uuidV5', () => {
	it('gives the value of RFC 9562 (appendix A.4)', () => {
		expect(uuidV5('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe(
			'2ed6657d-e927-568b-95e1-2665a8aea6a2',
		);
	});
});

describe('identities', () => {
	it('are readable and the same every time; a change of the namespace would duplicate every invoice', () => {
		expect(invoiceIdentity(organization, order)).toEqual({
			guid: '4e67abb0-d844-5733-bd89-afc29ce07d1f',
			externalReference: 'shopify:nordlys.myshopify.com:order:5001',
		});
	});

	it('differ by organization, shop and order', () => {
		const guids = [
			invoiceIdentity(organization, order),
			invoiceIdentity('352101', order),
			invoiceIdentity(organization, { ...order, shopKey: 'havblik.myshopify.com' }),
			invoiceIdentity(organization, { ...order, id: '5002' }),
			invoiceIdentity(organization, { ...order, shop: 'woocommerce' }),
			creditNoteIdentity(organization, { ...order, orderId: '5001', id: '1' }),
		].map((one) => one.guid);
		expect(new Set(guids).size).toBe(guids.length);
	});

	it('never exceed 128 characters, and differ where their parts differ', () => {
		const text = fc.string({ minLength: 1, maxLength: 300 });
		fc.assert(
			fc.property(text, text, text, (shopKey, id, other) => {
				const one = invoiceIdentity(organization, { shop: 'other', shopKey, id });
				const two = invoiceIdentity(organization, { shop: 'other', shopKey, id: other });
				expect(one.externalReference.length).toBeLessThanOrEqual(128);
				expect(one.guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
				expect(one.guid === two.guid).toBe(id === other);
				expect(one.externalReference === two.externalReference).toBe(id === other);
				expect(
					paymentReference({ shop: 'other', id }, { method: shopKey, transactionId: other }).length,
				).toBeLessThanOrEqual(128);
			}),
		);
	});

	it('make two shops meet in one contact, by VAT number or e-mail', () => {
		expect(contactIdentity(organization, { by: 'email', value: 'A@Example.com ' })).toEqual(
			contactIdentity(organization, { by: 'email', value: 'a@example.com' }),
		);
		expect(contactIdentity(organization, { by: 'email', value: 'a@example.com' }).guid).not.toBe(
			contactIdentity('1', { by: 'email', value: 'a@example.com' }).guid,
		);
	});

	it('tell the shop by its domain, however it is written', () => {
		for (const text of ['https://www.Nordlys.example/', 'nordlys.example', ' NORDLYS.example ']) {
			expect(normaliseShopKey(text)).toBe('nordlys.example');
		}
	});
});

describe('the invoice of a refund', () => {
	const refund = {
		shop: 'shopify',
		shopKey: '',
		orderId: '5001',
		orderAliases: [] as string[],
	} as ShopRefund;

	it('is found by its reference where the refund names no shop', () => {
		expect(refundedInvoiceIdentities(organization, refund)).toEqual([]);
		expect(belongsToRefund('shopify:nordlys.myshopify.com:order:5001', refund)).toBe(true);
		expect(belongsToRefund('shopify:nordlys.myshopify.com:order:15001', refund)).toBe(false);
		expect(belongsToRefund('woocommerce:nordlys.example:order:5001', refund)).toBe(false);
		expect(belongsToRefund(undefined, refund)).toBe(false);
	});

	it('may stand under any id of the sale', () => {
		const stripe = {
			...refund,
			shop: 'stripe',
			shopKey: 'stripe.com',
			orderId: 'in_1',
			orderAliases: ['pi_1', 'ch_1'],
		} as ShopRefund;
		expect(refundedInvoiceIdentities(organization, stripe).map((one) => one.externalReference)).toEqual([
			'stripe:stripe.com:order:in_1',
			'stripe:stripe.com:order:pi_1',
			'stripe:stripe.com:order:ch_1',
		]);
	});
});
