import type { INodePropertyOptions } from 'n8n-workflow';

/** The units that Dinero's contract lists; it takes these keys only. */
export const units = [
	'box',
	'carton',
	'case',
	'cubicMetre',
	'day',
	'hours',
	'kilogram',
	'km',
	'litre',
	'metre',
	'month',
	'package',
	'parts',
	'session',
	'set',
	'shipment',
	'squareMetre',
	'tonne',
	'week',
] as const;

export type Unit = (typeof units)[number];

const names: Partial<Record<Unit, string>> = {
	cubicMetre: 'Cubic Metre',
	hours: 'Hour',
	km: 'Kilometre',
	parts: 'Piece',
	squareMetre: 'Square Metre',
};

export const unitOptions: INodePropertyOptions[] = units
	.map((value) => ({ name: names[value] ?? `${value[0].toUpperCase()}${value.slice(1)}`, value }))
	.sort((one, other) => one.name.localeCompare(other.name, 'en'));

/** What shops and Danes write, as Dinero's key. */
const spellings: Record<string, Unit> = {
	stk: 'parts',
	'stk.': 'parts',
	styk: 'parts',
	pcs: 'parts',
	piece: 'parts',
	pieces: 'parts',
	part: 'parts',
	timer: 'hours',
	time: 'hours',
	hour: 'hours',
	dag: 'day',
	dage: 'day',
	days: 'day',
	uge: 'week',
	weeks: 'week',
	måned: 'month',
	months: 'month',
	kg: 'kilogram',
	kilometer: 'km',
	liter: 'litre',
	meter: 'metre',
	m: 'metre',
	m2: 'squareMetre',
	m3: 'cubicMetre',
	ton: 'tonne',
	sæt: 'set',
	kasse: 'case',
	pakke: 'package',
};

/** The unit that a text means; undefined for one that Dinero does not have. */
export function unitOf(text: string): Unit | undefined {
	const wanted = text.trim().toLowerCase();
	return units.find((unit) => unit.toLowerCase() === wanted) ?? spellings[wanted];
}
