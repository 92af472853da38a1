import type { NodeOperationError } from 'n8n-workflow';

import { isDineroError } from '../../../api/errors';
import type { components } from '../../../api/schema';
import type { OperationContext } from '../context';
import { lineFields } from '../fields/lines';
import { unitOf, units, type Unit } from '../fields/units';
import type { Parameters } from '../parameters';
import { lineRows } from './rows';

export type DocumentLine = components['schemas']['InvoiceLinesCreateModel'];
type Product = components['schemas']['ProductReadModel'];

/** A line as the user gave it, checked, before products and default accounts are looked up. */
export interface GivenLine {
	lineType: 'Product' | 'Text';
	description?: string;
	comments?: string;
	productId?: string;
	quantity: number;
	unitPrice?: number;
	/** Percent, 0 to 100. */
	discount: number;
	accountNumber?: number;
	unit?: Unit;
	/** The refusal that names this line, for a product that is not there. */
	unknownProduct(): NodeOperationError;
}

const aliases = { baseAmountValue: 'unitPrice', productGuid: 'productId', price: 'unitPrice' };

/** Reads the lines of the form, from the editor or from JSON. Throws a NodeOperationError that names the line and field. */
export function readLines(context: OperationContext): GivenLine[] {
	return lineRows(context, lineFields, aliases).map(readLine);
}

function readLine(row: Parameters): GivenLine {
	const line: GivenLine = {
		lineType: row.optionalChoice('lineType', ['Product', 'Text']) ?? 'Product',
		description: row.optionalText('description'),
		comments: row.optionalText('comments'),
		productId: row.optionalId('productId'),
		quantity: row.optionalNumber('quantity') ?? 1,
		unitPrice: row.optionalAmount('unitPrice'),
		discount: row.optionalNumber('discount', { minimum: 0, maximum: 100 }) ?? 0,
		accountNumber: row.optionalWhole('accountNumber', { minimum: 1 }),
		unit: readUnit(row),
		unknownProduct: () =>
			row.unusable(
				'productId',
				'is no product of this organization',
				'Pick it from the list. It may belong to another organization, or have been deleted.',
			),
	};
	if (line.description === undefined && (line.productId === undefined || line.lineType === 'Text')) {
		throw row.unusable('description', 'is empty', 'Say what is sold, or choose a product for the line.');
	}
	return line;
}

function readUnit(row: Parameters): Unit | undefined {
	const text = row.optionalText('unit');
	if (text === undefined) return undefined;
	const unit = unitOf(text);
	if (unit !== undefined) return unit;
	throw row.unusable('unit', `is '${text}', which Dinero does not have`, `Use one of: ${units.join(', ')}.`);
}

/** What lines need of the organization when they leave something open. */
export interface LineDefaults {
	/** The default sales account; asked only when a line leaves its account open. */
	defaultAccount(): Promise<number>;
	/** A product's price, unit and account; asked only for lines that name a product. */
	product(id: string): Promise<Product>;
	/** Whether prices are given with VAT, as the document says. */
	pricesIncludeVat: boolean;
}

/**
 * The lines as Dinero's contract wants them. A product fills in what the line leaves open; with a text of its own a
 * line keeps that text and not the link to the product, since the contract allows only one of them.
 */
export async function completeLines(
	lines: readonly GivenLine[],
	defaults: LineDefaults,
): Promise<DocumentLine[]> {
	const complete: DocumentLine[] = [];
	for (const line of lines) {
		complete.push(
			line.lineType === 'Text' ? await textLine(line, defaults) : await productLine(line, defaults),
		);
	}
	return complete;
}

async function productOf(line: GivenLine, defaults: LineDefaults): Promise<Product | undefined> {
	if (line.productId === undefined) return undefined;
	const found = await defaults.product(line.productId).then(
		(product) => ({ product }),
		(reason: unknown) => ({ reason }),
	);
	if ('product' in found && !found.product.DeletedAt) return found.product;
	if ('reason' in found && !(isDineroError(found.reason) && found.reason.kind === 'notFound'))
		throw found.reason;
	throw line.unknownProduct();
}

async function productLine(line: GivenLine, defaults: LineDefaults): Promise<DocumentLine> {
	const product = await productOf(line, defaults);
	const productPrice = defaults.pricesIncludeVat ? product?.BaseAmountValueInclVat : product?.BaseAmountValue;
	const givenPrice = line.unitPrice === 0 && product !== undefined ? undefined : line.unitPrice;
	const linked = product !== undefined && line.description === undefined;
	return {
		...(linked ? { ProductGuid: line.productId } : { Description: line.description ?? product?.Name ?? '' }),
		...(line.comments === undefined ? {} : { Comments: line.comments }),
		LineType: 'Product',
		Quantity: line.quantity,
		BaseAmountValue: givenPrice ?? productPrice ?? 0,
		Discount: line.discount,
		AccountNumber: line.accountNumber ?? product?.AccountNumber ?? (await defaults.defaultAccount()),
		Unit:
			(product !== undefined && line.unit === 'parts' ? product.Unit : line.unit) ?? product?.Unit ?? 'parts',
	};
}

/** The contract requires amounts on a text line too; they have no effect. */
async function textLine(line: GivenLine, defaults: LineDefaults): Promise<DocumentLine> {
	return {
		Description: line.description,
		LineType: 'Text',
		Quantity: 1,
		BaseAmountValue: 0,
		Discount: 0,
		AccountNumber: line.accountNumber ?? (await defaults.defaultAccount()),
	};
}
