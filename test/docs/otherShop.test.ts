/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { checkConsistency, isRefusal, readShopDocument } from '../../orders';

test('the order that docs/shops/other.md shows is read and adds up', () => {
	const page = readFileSync(resolve(__dirname, '../../docs/shops/other.md'), 'utf8');
	const [, json] = /```json\n([\s\S]*?)```/.exec(page)!;
	const order = readShopDocument(JSON.parse(json), { shop: 'other' });
	if (isRefusal(order) || order.kind !== 'order') throw new Error(JSON.stringify(order));
	expect(order).toMatchObject({ id: '9137', shopKey: 'my-shop.example.com', total: 52350, paymentStatus: 'paid' });
	expect(checkConsistency(order, 0)).toMatchObject({ difference: 0 });
});
