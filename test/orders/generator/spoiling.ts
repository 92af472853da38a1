import type { Basket } from './basket';
import type { Random } from './random';
import type { Generated } from './shopify';

export type Json = Record<string, unknown>;

/** What a spoiled payload must lead to; decided here from what was changed, not by the code under test. */
export interface Spoiled {
	payload: Json;
	what: string;
	expected: 'refused' | 'nothingToDo' | 'invoiced' | 'anything';
	/** For `invoiced`: what must be paid. */
	paid?: number;
}

export type Spoiler = (
	payload: Json,
	random: Random,
	generated: Generated,
	basket: Basket,
) => Omit<Spoiled, 'payload'> | undefined;

export const list = (value: unknown) => value as Json[];

/** An amount as text, a little or a lot larger or smaller; never below zero. */
export function bump(text: string, random: Random): string {
	const places = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
	const step = random.pick([-3, -2, 2, 3, 100, 999]);
	const units =
		Number(text.replace('.', '')) + (Number(text.replace('.', '')) + step < 0 ? Math.abs(step) : step);
	const digits = String(units).padStart(places + 1, '0');
	return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** What is no amount of money. */
export const JUNK: unknown[] = ['abc', {}, [], true, '1,50', '1.2.3', [1], { amount: 1 }, '12 kr'];
