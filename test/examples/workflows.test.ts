/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { faults, type Example } from './check';

const folder = join(__dirname, '..', '..', 'workflows-examples');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example;

test('there are examples, each with a guide, each in the list', () => {
	expect(files.length).toBeGreaterThan(7);
	const list = readFileSync(join(folder, 'README.md'), 'utf8');
	for (const file of files) {
		const guide = file.replace(/json$/, 'md');
		expect(readFileSync(join(folder, guide), 'utf8')).toContain(file);
		expect(list).toContain(file);
		expect(list).toContain(guide);
	}
});

test.each(files)('%s is fit to be shared', (file) => {
	expect(faults(read(file))).toEqual([]);
});

test.each(files)('the guide of %s names every node that a person opens', (file) => {
	const guide = readFileSync(join(folder, file.replace(/json$/, 'md')), 'utf8');
	const opened = read(file).nodes.filter(({ type }) => !/stickyNote|\.set$|\.filter$/.test(type));
	for (const { name } of opened) expect(guide).toContain(`**${name}**`);
});

const dineroNode = (example: Example) => example.nodes.find(({ type }) => type === 'n8n-nodes-dinero.dinero')!;

/** One way to spoil each example; the fault that must be found for it. */
const broken: Record<string, { spoil: (example: Example) => void; fault: string }> = {
	'any-shop-order-to-invoice.json': {
		spoil: ({ pinData, nodes }) => {
			const [trigger] = Object.keys(pinData);
			nodes.find(({ name }) => name === trigger)!.name = 'Webhook';
		},
		fault: 'no node An order from the shop',
	},
	'shopify-fulfilled-order-to-invoice.json': {
		spoil: (example) => {
			dineroNode(example).parameters.options = { transferWhen: 'fulfilled' };
		},
		fault: 'Create the invoice in Dinero: options.transferWhen = fulfilled',
	},
	'shopify-paid-order-to-invoice.json': {
		spoil: (example) => {
			const { order, ...rest } = dineroNode(example).parameters;
			dineroNode(example).parameters = { ...rest, shopOrder: order };
		},
		fault: 'Create the invoice in Dinero: shopOrder',
	},
	'shopify-refund-to-credit-note.json': {
		spoil: (example) => {
			const { refund, ...rest } = dineroNode(example).parameters;
			dineroNode(example).parameters = { ...rest, order: refund };
		},
		fault: 'Create the credit note in Dinero: order',
	},
	'stripe-refund-to-credit-note.json': {
		spoil: (example) => example.connections['Find the invoice of the payment'].main.pop(),
		fault: 'nobody is told when Find the invoice of the payment fails',
	},
	'stripe-subscription-renewal-to-invoice.json': {
		spoil: (example) => example.connections['Create the invoice in Dinero'].main.pop(),
		fault: 'nobody is told when Create the invoice in Dinero fails',
	},
	'woocommerce-paid-order-to-invoice.json': {
		spoil: (example) => {
			dineroNode(example).credentials = { dineroOAuth2Api: { id: '1', name: 'Mine' } };
		},
		fault: 'Create the invoice in Dinero has credentials',
	},
	'woocommerce-refund-to-credit-note.json': {
		spoil: ({ pinData }) => delete pinData['Fetch the refunds of the order'],
		fault: 'Fetch the refunds of the order has no sample answer',
	},
};

test('there is a broken variant of each', () => expect(Object.keys(broken).sort()).toEqual(files.sort()));

test.each(Object.entries(broken))('%s, spoiled, is not fit', (file, { spoil, fault }) => {
	const example = read(file);
	spoil(example);
	expect(faults(example)).toContain(fault);
});
