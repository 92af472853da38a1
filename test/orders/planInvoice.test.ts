import { isRefusal, type InvoicePlan, type SettingsInput } from '../../orders';
import { plan } from './fixtureOrders';

describe('what the plan says', () => {
	const get = (name: string, more: SettingsInput = {}, change?: (payload: never) => void): InvoicePlan => {
		const answer = plan(name, more, change);
		if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.message}`);
		return answer;
	};

	it('the order number stands in header and comment, with the purchase order and the reverse-charge text', () => {
		expect(get('shopify-dk-vat-included')).toMatchObject({
			description: 'Ordre #2001',
			comment: 'Ordre #2001 fra nordlys-prove.myshopify.com',
			externalReference: 'shopify:nordlys-prove.myshopify.com:order:6100000000001',
			address: 'Havnegade 12\n8000 Aarhus C',
			day: '2026-03-10',
			book: true,
		});
		expect(get('shopify-dk-business-cvr-ean').comment).toContain('REK-778');
		const reverse = get('shopify-eu-business-reverse-charge', { vat: { sellerVatNumber: 'DK25063864' } });
		expect(reverse.comment).toContain('Reverse charge.');
		expect(reverse.comment).toContain("Buyer's VAT number: DE123456789");
		expect(reverse.comment).toContain("Seller's VAT number: DK25063864");
	});

	it('abroad the address ends with the country, in the language of the invoice', () => {
		expect(get('shopify-eu-private').address).toBe('Havnegade 12\n111 22 Stockholm\nSweden');
		expect(get('shopify-greenland').address).toBe('Havnegade 12\n3900 Nuuk\nGrønland');
	});

	it('drafts are not sent; booked invoices are, to the customer', () => {
		expect(get('shopify-dk-vat-included', { sendByEmail: true }).send).toEqual({
			by: 'email',
			receiver: 'kunde1@example.com',
		});
		expect(get('shopify-dk-vat-included', { sendByEmail: true, action: 'draft' }).send).toBeUndefined();
	});

	it('where the shop decides, a discount that takes tax off leaves one line of tax', () => {
		const plain = { accounts: { exempt: 1050, foreignTax: 63010 }, vat: { decide: 'shop' as const } };
		const unnamed = (order: { fee_lines: Array<{ taxes?: unknown }> }) => {
			order.fee_lines[0].taxes = [];
		};
		const answer = get('woo-coupon-and-negative-fee', plain, unnamed as never);
		expect(answer.lines.map((line) => [line.accountNumber, line.quantity, line.baseAmountValue])).toEqual([
			[1050, 2, 72],
			[63010, 1, 36],
		]);
	});

	it('discounts are told in the comments of their lines', () => {
		expect(get('shopify-dk-vat-included').lines[0].comments).toBe('HJELM-1\nRabat 39.90 (FORÅR10)');
	});

	it('a line whose sum does not divide says its quantity in its text', () => {
		expect(get('shopify-dk-vat-on-top').lines[0].description).toBe('3 × Kædeolie');
	});

	it('a company is found by its VAT number, a person by e-mail', () => {
		expect(get('shopify-dk-business-cvr-ean').contact).toMatchObject({
			match: [{ by: 'vatNumber', value: '25063864' }],
			name: 'Fyns Cykler ApS',
			attPerson: 'Mette Holm',
			eanNumber: '5790000123452',
		});
		expect(get('shopify-dk-vat-included').contact).toMatchObject({
			match: [{ by: 'email', value: 'kunde1@example.com' }],
			name: 'Mette Holm',
			zipCode: '8000',
		});
	});

	it('a draft has no payments and is not booked', () => {
		expect(get('shopify-dk-vat-included', { action: 'draft' })).toMatchObject({ book: false, payments: [] });
		expect(get('shopify-dk-vat-included', { action: 'book' })).toMatchObject({ book: true, payments: [] });
	});

	it('payments go to the account of their method, and stay open where the settings say so', () => {
		const rules = { paymentRules: [{ method: 'Shopify_*', depositAccount: 55120 }] };
		expect(get('shopify-dk-vat-included', rules).payments).toMatchObject([
			{ depositAccountNumber: 55120, amount: 67720, day: '2026-03-10' },
		]);
		expect(get('shopify-dk-vat-included', { unpaidMethods: ['shopify_payments'] }).payments).toEqual([]);
		expect(
			get('shopify-dk-vat-included', { paymentRules: [{ method: '*', paid: 'never' }] }).payments,
		).toEqual([]);
		expect(
			get('shopify-dk-business-cvr-ean', { paymentRules: [{ method: 'invoice', paid: 'always' }] }).payments,
		).toMatchObject([{ amount: 125000 }]);
		expect(
			get('other-order', { paymentRules: [{ method: 'mobilepay', fee: 'deduct' }] }).payments[0]
				.remainderIsFee,
		).toBe(true);
	});

	it('a fee is deducted only from a payment that settles the whole invoice', () => {
		const split = (order: { payments: object[] }) => {
			order.payments = [
				{ method: 'mobilepay', amount: '200.00', fee: '2.00' },
				{ method: 'gift_card', amount: '24.55' },
			];
		};
		const rules = { paymentRules: [{ method: 'mobilepay', fee: 'deduct' as const }] };
		expect(get('other-order', rules, split as never).payments).toMatchObject([
			{ amount: 20000 },
			{ amount: 2455 },
		]);
		expect(get('other-order', rules, split as never).payments[0].remainderIsFee).toBeUndefined();
	});

	it('fees and shipping can have accounts of their own', () => {
		expect(get('woo-dk-fee', { accounts: { fee: 1350 } }).lines[2].accountNumber).toBe(1350);
		const shipping = get('shopify-greenland', { accounts: { shipping: 1300 } });
		expect(shipping.lines.map((line) => [line.accountNumber, line.unit])).toEqual([
			[1255, 'parts'],
			[1300, 'shipment'],
		]);
	});

	it('several gateways without amounts: one payment on a shared account, none on different ones', () => {
		const two = (payload: { payment_gateway_names: string[] }) => {
			payload.payment_gateway_names = ['gift_card', 'shopify_payments'];
		};
		expect(get('shopify-dk-vat-included', {}, two as never).payments).toMatchObject([{ amount: 67720 }]);
		const apart = get(
			'shopify-dk-vat-included',
			{ paymentRules: [{ method: 'gift_card', depositAccount: 55130 }] },
			two as never,
		);
		expect(apart.payments).toEqual([]);
		expect(apart.warnings.join()).toContain('does not say how much by each');
	});

	it('account rules send lines to accounts of their own, which decide the VAT', () => {
		const used = { accountRules: [{ when: { sku: 'hjelm*' }, account: 1050, text: 'Brugtmoms' }] };
		expect(plan('shopify-dk-vat-included', used)).toMatchObject({
			code: 'accountWithoutVat',
			where: 'accountRules.0.account',
		});
		const untaxed = (payload: { total_tax: string; line_items: Array<{ tax_lines: unknown[] }> }) => {
			payload.line_items[0].tax_lines = [];
			payload.total_tax = '63.62';
		};
		expect(plan('shopify-dk-vat-included', {}, untaxed as never)).toMatchObject({ code: 'taxMissing' });
		const answer = get('shopify-dk-vat-included', used, untaxed as never);
		expect(answer.lines[0].accountNumber).toBe(1050);
		expect(answer.expected.vat).toBe(6362);
		expect(answer.comment).toContain('Brugtmoms');
	});

	it('the invoice number is the order number where the settings lock it', () => {
		expect(get('shopify-dk-vat-included', { numberFromOrder: true }).number).toBe(2001);
		expect(plan('other-order', { numberFromOrder: true })).toMatchObject({ code: 'orderNumberNotNumeric' });
	});

	it('a day without accounting year becomes today, with a warning', () => {
		const old = (payload: { created_at: string; processed_at: string }) => {
			payload.created_at = payload.processed_at = '2019-03-10T14:05:00+01:00';
		};
		const answer = get('shopify-dk-vat-included', {}, old as never);
		expect(answer).toMatchObject({ day: '2026-11-20', payments: [{ day: '2026-11-20' }] });
		expect(answer.warnings.join()).toContain('2019-03-10');
	});

	it('a difference within the tolerance is a rounding line, beyond it a refusal', () => {
		const off = (payload: { total_price: string }) => {
			payload.total_price = '677.25';
		};
		expect(plan('shopify-dk-vat-included', {}, off as never)).toMatchObject({ code: 'linesDifferFromTotal' });
		const answer = get('shopify-dk-vat-included', { tolerance: '0.05' }, off as never);
		expect(answer.lines.at(-1)).toMatchObject({
			accountNumber: 7380,
			baseAmountValue: 0.05,
			description: 'Øreafrunding',
		});
		expect(answer.expected.total).toBe(67725);
		expect(answer.rounding).toMatchObject({ accountNumber: 7380, tolerance: 5 });
	});

	it('lines without VAT when the settings ask for it', () => {
		const lines = get('shopify-dk-vat-included', { linesInclVat: false }).lines;
		expect(lines.map((line) => [line.quantity, line.baseAmountValue])).toEqual([
			[1, 287.28],
			[2, 107.64],
			[1, 39.2],
		]);
	});

	it('waits for payment or shipment where the settings say so', () => {
		expect(plan('woo-bank-transfer-unpaid', { transferWhen: 'paid' })).toMatchObject({
			code: 'notPaidYet',
			retryable: true,
		});
		expect(plan('shopify-dk-vat-included', { transferWhen: 'shipped' })).toMatchObject({
			code: 'notShippedYet',
		});
	});

	it('payment terms by kind of customer', () => {
		const terms = { terms: { business: { type: 'Netto' as const, days: 30 } } };
		expect(get('shopify-dk-business-cvr-ean', terms)).toMatchObject({
			paymentConditionType: 'Netto',
			paymentConditionDays: 30,
		});
		expect(get('shopify-dk-vat-included', terms).paymentConditionType).toBeUndefined();
	});
});
