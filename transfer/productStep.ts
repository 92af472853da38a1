import type { InvoiceLine, InvoicePlan, ProductPlan } from '../orders/plan';
import type { Refusal } from '../orders/refusal';
import { isRefusal } from '../orders/refusal';
import type { Journey } from './journey';
import type { DineroPort } from './port';
import type { ProductState } from './productPort';
import { notSettled, refusedByDinero } from './refusals';

const attempts = 4;

/** Whether two product numbers name the same product: people write them with other letters than shops. */
export function sameNumber(one: string, other: string): boolean {
	return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Whether any line may have a product. */
export function wantsProducts(lines: InvoiceLine[]): boolean {
	return lines.some((line) => line.product !== undefined);
}

/**
 * The plan's lines with those products that Dinero has. One look at the remembered list for all of them; lines whose
 * product is missing stay text.
 *
 * @param anew read the list now: it named a product that is gone
 */
export async function withKnownProducts<T extends { lines: InvoiceLine[] }>(
	document: T,
	port: DineroPort,
	anew = false,
): Promise<T> {
	if (!wantsProducts(document.lines)) return document;
	const products = await port.products.list(anew);
	const lines = document.lines.map((line) => {
		const product = line.product && best(line.product, ofNumber(line.product, products));
		return product === undefined ? line : withProduct(line, product);
	});
	return { ...document, lines };
}

/** The numbers that Dinero has no product of, each once. */
export function missingProducts(lines: InvoiceLine[]): ProductPlan[] {
	const missing = new Map<string, ProductPlan>();
	for (const { product, productGuid } of lines) {
		if (product === undefined || productGuid !== undefined) continue;
		const key = product.number.trim().toLowerCase();
		if (!missing.has(key)) missing.set(key, product);
	}
	return [...missing.values()];
}

/**
 * Makes the products that are still missing, each once, and puts them on their lines. Three requests a product: look,
 * create, look again, since a product has no guid of our own.
 *
 * Two runs at once may both make one. Each looks again after its own was made, both take the older one, and the other
 * is deleted again. Dinero tells times to the second only: products that two processes make within one second are told
 * apart by the order of its list, which it says is the order of their last change.
 */
export async function withNewProducts<T extends { lines: InvoiceLine[] }>(
	document: T,
	plan: Pick<InvoicePlan, 'createProducts'>,
	port: DineroPort,
	journey: Journey,
): Promise<T | Refusal> {
	if (plan.createProducts !== true) return document;
	let { lines } = document;
	for (const product of missingProducts(lines)) {
		const made = await port.products.inTurn(
			`product ${product.number.trim().toLowerCase()}`,
			async () => await findOrMake(product, port, journey),
		);
		if (isRefusal(made)) return made;
		lines = lines.map((line) =>
			line.productGuid === undefined && line.product && sameNumber(line.product.number, product.number)
				? withProduct(line, made)
				: line,
		);
	}
	return { ...document, lines };
}

async function findOrMake(
	product: ProductPlan,
	port: DineroPort,
	journey: Journey,
): Promise<ProductState | Refusal> {
	let own: ProductState | undefined;
	let sent = false;
	for (let attempt = 0; attempt < attempts; attempt++) {
		const found = await port.products.find(product.number);
		// A list may show a new product a moment later; then it is the youngest.
		if (own !== undefined && !found.some((one) => one.guid === own?.guid)) found.push(own);
		if (found.length > 0) {
			const chosen = await onlyOne(product, found, port);
			if (chosen.guid === own?.guid || (sent && own === undefined && isOurs(chosen, product))) {
				journey.did(`product ${product.number}`);
			}
			return chosen;
		}
		const answer = await port.products.create(product);
		if (answer.outcome === 'refused') {
			return refusedByDinero('productRefused', `the product ${product.number}`, answer);
		}
		sent = true;
		if (answer.outcome === 'created') own = { ...product, guid: answer.guid, createdAt: '9' };
	}
	return notSettled(
		'productNotSettled',
		`Whether the product ${product.number} reached Dinero is not known.`,
	);
}

/** The product to use, and away with those that were made here beside it. */
async function onlyOne(product: ProductPlan, found: ProductState[], port: DineroPort): Promise<ProductState> {
	const chosen = best(product, found) as ProductState;
	for (const other of found) {
		if (other.guid !== chosen.guid && isOurs(other, product)) await port.products.remove(other.guid);
	}
	return chosen;
}

/** Written exactly alike before any other, then the oldest; of the same age the one that Dinero lists first. */
function best(product: ProductPlan, found: ProductState[]): ProductState | undefined {
	const exact = found.filter((one) => one.number === product.number);
	return [...(exact.length > 0 ? exact : found)].sort((a, b) =>
		a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0,
	)[0];
}

function ofNumber(product: ProductPlan, products: ProductState[]): ProductState[] {
	return products.filter((one) => sameNumber(one.number, product.number));
}

function isOurs(one: ProductState, product: ProductPlan): boolean {
	return one.externalReference === product.externalReference;
}

/** Dinero prints the product's name; where the order called it otherwise, that stands below it. */
function withProduct(line: InvoiceLine, product: ProductState): InvoiceLine {
	const same = line.description.trim() === product.name.trim();
	const comments = [...(same ? [] : [line.description]), ...(line.comments ? [line.comments] : [])];
	return {
		...line,
		productGuid: product.guid,
		...(comments.length > 0 ? { comments: comments.join('\n') } : {}),
	};
}
