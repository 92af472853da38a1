import type { Engine } from '../harness';
import { picked } from '../harness';
import { nothingToChange } from './bookLines';
import {
	fieldsRow,
	givenAndEmptied,
	limitRows,
	listRow,
	made,
	noField,
	noLimit,
	notAnId,
	raw,
	rawRow,
	unknown,
} from './rows';
import { booksOf, type Given, type Pair, type ResourceTable, type Seen, type WrongRow } from './table';

/** Every detail of a product, each unlike its default and unlike each other. */
const details = {
	accountNumber: picked('1050'),
	comment: 'Frame of steel',
	externalReference: 'shop 7',
	productNumber: 'BIKE-1',
	quantity: 2.5,
	unit: 'hours',
};

const kept = { ...details, accountNumber: 1050 };
/** Without the one by which the product is found. */
const without = (name: string) => Object.fromEntries(Object.entries(details).filter(([one]) => one !== name));
const newDetails = without('externalReference');
const otherDetails = without('productNumber');

type Product = Partial<NonNullable<ReturnType<Seen['books']['products']['get']>>>;

/** The details as the books keep them, by the path of their field. */
const readDetails = (
	group: string,
	product: Product | undefined,
	given: object = details,
): Record<string, Pair> =>
	Object.fromEntries(
		Object.keys(given).map((name) => [
			`${group}.${name}`,
			[product?.[name as keyof Product], kept[name as keyof typeof kept]] as Pair,
		]),
	);
const newest = ({ books }: Seen): Product | undefined => [...books.products.values()].at(-1);
const one = ({ books }: Seen, { productId }: Given): Product | undefined => books.products.get(productId);

/** A product, and another one. */
const two = async (engine: Engine): Promise<Given> => {
	const product = async (name: string, productNumber: string, externalReference: string) =>
		String(
			(
				await made(engine, 'product', 'create', {
					name,
					unitPrice: 100,
					additionalFields: { productNumber, externalReference },
				})
			).ProductGuid,
		);
	const productId = await product('Tube', 'T-1', 'first');
	return { productId, otherId: await product('Tyre', 'T-2', 'second') };
};
/** Both of them changed long ago, with one that was made now and one that was deleted. */
const many = async (engine: Engine): Promise<Given> => {
	const given = await two(engine);
	const { products } = booksOf(engine);
	for (const product of products.values()) product.createdAt = product.updatedAt = '2019-01-01T00:00:00';
	await made(engine, 'product', 'create', { name: 'Saddle' });
	const old = await made(engine, 'product', 'create', { name: 'Old' });
	const deleted = products.get(String(old.ProductGuid))!;
	deleted.createdAt = deleted.updatedAt = '2019-01-01T00:00:00';
	deleted.deletedAt = '2019-02-01T00:00:00';
	return given;
};
/** Two products with the same number. */
const twins = async (engine: Engine): Promise<Given> => {
	for (const name of ['Tube', 'Other Tube'])
		await made(engine, 'product', 'create', { name, additionalFields: { productNumber: 'T-1' } });
	return {};
};
const pick = ({ productId }: Given) => ({ productId: picked(productId) });

const wrongDetails = (group: string, parameters: (given: Given) => object): WrongRow[] => {
	const wrong = (what: string, fields: object, names: string, message: RegExp, advice: RegExp): WrongRow => ({
		what,
		parameters: (given) => ({ ...parameters(given), [group]: fields }),
		names,
		message,
		advice,
	});
	return [
		wrong(
			'a comment that is too long',
			{ comment: 'x'.repeat(129) },
			'Comment',
			/^'Comment' has 129 characters$/,
			/128/,
		),
		wrong(
			'a unit that Dinero lacks',
			{ unit: '={{ "furlong" }}' },
			'Unit',
			/^'Unit' is 'furlong', which Dinero does not have$/,
			/parts/,
		),
		wrong(
			'an account that is none',
			{ accountNumber: picked('sales') },
			'Account',
			/^'Account' is 'sales', which is not a whole number$/,
			/digits only/,
		),
		wrong(
			'a reference that is too long',
			{ externalReference: 'x'.repeat(129) },
			'External Reference',
			/^'External Reference' has 129 characters$/,
			/128/,
		),
	];
};
const priceInDanish = (parameters: (given: Given) => object): WrongRow => ({
	what: 'a price in Danish writing',
	parameters,
	names: 'Unit Price',
	message: /^'Unit Price' is '1\.234,50', which can be read in two ways$/,
	advice: /1234\.50/,
});
const noName = (parameters: object): WrongRow => ({
	what: 'no name',
	parameters: { ...parameters, name: '={{ $json.nothing }}' },
	names: 'Name',
	message: /^'Name' is empty$/,
	advice: /Cargo bike/,
});
const unknownProduct = (parameters: object = {}): WrongRow => ({
	what: 'a product that is unknown',
	parameters: { productId: unknown, ...parameters },
	refused: [400, 404],
	names: 'Product',
	message: /^'Product'.*: Dinero has nothing with this ID in this organization$/,
	advice: /Check the ID/,
});

export const productTable: ResourceTable = {
	resource: 'product',
	operations: {
		create: {
			required: {
				parameters: { name: 'Bike' },
				gives: { Name: 'Bike', BaseAmountValue: 0, AccountNumber: 1000, Quantity: 1, Unit: 'parts' },
			},
			full: [
				{
					parameters: {
						name: 'Cargo bike',
						unitPrice: '800.125',
						additionalFields: details,
						simplify: false,
					},
					reads: (seen) => ({
						name: [newest(seen)?.name, 'Cargo bike'],
						unitPrice: [seen.sent('POST /products').body.BaseAmountValue, 800.125],
						...readDetails('additionalFields', newest(seen)),
						simplify: raw(seen, 'Comment'),
					}),
				},
			],
			wrong: [
				noName({}),
				priceInDanish(() => ({ name: 'Bike', unitPrice: '1.234,50' })),
				...wrongDetails('additionalFields', () => ({ name: 'Bike' })),
			],
		},
		upsert: {
			given: two,
			required: {
				parameters: { matchValue: 'T-1', name: 'Tube' },
				gives: {
					outcome: 'unchanged',
					ProductNumber: 'T-1',
					BaseAmountValue: 100,
					ExternalReference: 'first',
				},
			},
			full: [
				{
					what: 'one that is new',
					without: { matchValue: 'T-1', name: 'Tube' },
					parameters: {
						matchBy: 'externalReference',
						matchValue: 'third',
						name: 'Cargo bike',
						unitPrice: 800,
						additionalFields: newDetails,
						simplify: false,
					},
					reads: (seen) => ({
						...readDetails('additionalFields', newest(seen), newDetails),
						matchBy: [seen.sent('GET /products').query.queryFilter, "ExternalReference eq 'third'"],
						matchValue: [newest(seen)?.externalReference, 'third'],
						name: [newest(seen)?.name, 'Cargo bike'],
						unitPrice: [seen.sent('POST /products').body.BaseAmountValue, 800],
						simplify: raw(seen, 'Comment'),
					}),
				},
				{
					what: 'one that is there',
					parameters: {
						matchValue: 'T-2',
						name: 'Tyre of rubber',
						unitPrice: 120,
						additionalFields: otherDetails,
					},
					reads: (seen, { otherId }) => {
						const product = one(seen, { productId: otherId });
						return {
							matchValue: [seen.row.ProductGuid, otherId],
							name: [product?.name, 'Tyre of rubber'],
							unitPrice: [seen.row.BaseAmountValue, 120],
							...readDetails('additionalFields', product, otherDetails),
						};
					},
				},
			],
			wrong: [
				noName({ matchValue: 'T-1' }),
				priceInDanish(() => ({ matchValue: 'T-1', name: 'Tube', unitPrice: '1.234,50' })),
				...wrongDetails('additionalFields', () => ({ matchValue: 'T-1', name: 'Tube' })),
				{
					what: 'nothing to look for',
					parameters: { matchValue: '={{ $json.nothing }}', name: 'Tube' },
					names: 'Match Value',
					message: /^'Match Value' is empty$/,
					advice: /BIKE-1/,
				},
				{
					what: 'two that fit',
					given: twins,
					parameters: { matchValue: 'T-1', name: 'Tube' },
					names: 'T-1',
					message: /^2 products have ProductNumber 'T-1': Tube \(.+\), Other Tube \(.+\)$/,
					advice: /Nothing was written/,
				},
			],
		},
		get: {
			given: two,
			required: { parameters: pick, gives: { Name: 'Tube', BaseAmountValue: 100 } },
			full: [
				{
					parameters: (given) => ({ ...pick(given), simplify: false }),
					reads: (seen, { productId }) => ({
						productId: [seen.row.ProductGuid, productId],
						simplify: raw(seen, 'Comment'),
					}),
				},
			],
			wrong: [notAnId('productId', 'Product'), unknownProduct()],
		},
		getAll: {
			given: many,
			required: { parameters: {}, gives: { ProductGuid: expect.any(String), BaseAmountValue: 100 } },
			full: [
				...limitRows('GET /products'),
				rawRow('DeletedAt'),
				fieldsRow(['Unit', 'Name']),
				listRow('filters.changedSince', '2020-01-01', 'Name', ['Saddle']),
				listRow('filters.deleted', 'only', 'Name', ['Old']),
				listRow('filters.externalReference', 'second', 'Name', ['Tyre']),
				listRow('filters.productNumber', 'T-1', 'Name', ['Tube']),
				listRow('filters.search', 'sadd', 'Name', ['Saddle']),
			],
			wrong: [
				noLimit(),
				noField(),
				{
					what: 'a time that is none',
					parameters: { filters: { changedSince: '={{ "yesterday" }}' } },
					names: 'Changed Since',
					message: /^'Changed Since' is 'yesterday', which is not a time$/,
					advice: /2026-11-30T14:00:00/,
				},
			],
		},
		update: {
			given: two,
			required: {
				parameters: (given: Given) => ({ ...pick(given), updateFields: { name: 'Inner tube' } }),
				needs: ['updateFields'],
				gives: { Name: 'Inner tube', ProductNumber: 'T-1', BaseAmountValue: 100 },
			},
			full: [
				{
					parameters: (given) => ({
						...pick(given),
						updateFields: { ...details, name: 'Cargo bike', unitPrice: '800.00' },
						simplify: false,
					}),
					reads: (seen, given) => ({
						productId: [seen.row.ProductGuid, given.productId],
						...readDetails('updateFields', one(seen, given)),
						'updateFields.name': [one(seen, given)?.name, 'Cargo bike'],
						'updateFields.unitPrice': [seen.row.BaseAmountValue, 800],
						simplify: raw(seen, 'Comment'),
					}),
				},
				{
					what: 'texts that are taken away',
					without: pick,
					parameters: (given) => ({
						...pick(given),
						updateFields: { emptyFields: ['comment', 'externalReference', 'productNumber'] },
					}),
					reads: (seen, given) => {
						const { comment, externalReference, productNumber } = one(seen, given) ?? {};
						return {
							'updateFields.emptyFields': [
								[comment, externalReference, productNumber],
								[null, null, null],
							],
						};
					},
				},
			],
			wrong: [
				givenAndEmptied('comment', 'Comment', pick),
				nothingToChange(pick),
				notAnId('productId', 'Product', { updateFields: { name: 'Tube' } }),
				unknownProduct({ updateFields: { name: 'Tube' } }),
				priceInDanish((given) => ({ ...pick(given), updateFields: { unitPrice: '1.234,50' } })),
				...wrongDetails('updateFields', pick),
			],
		},
		delete: {
			given: two,
			required: { parameters: pick, gives: { deleted: true } },
			full: [
				{
					parameters: pick,
					reads: (seen, given) => ({
						productId: [
							[typeof one(seen, given)?.deletedAt, seen.books.products.get(given.otherId)?.deletedAt],
							['string', null],
						],
					}),
				},
			],
			wrong: [notAnId('productId', 'Product'), unknownProduct()],
		},
	},
};
