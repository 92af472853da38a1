import { switchTable } from '../books/switches.mts';
import type { Frame } from './frame.mts';
import { defaultSettings, settingRows } from './settings.mts';

/** One switch or setting with its present value, for pages and other processes. */
export interface ShownSwitch {
	name: string;
	question: string;
	text: string;
	/** Allowed values; a range for numbers. */
	values: readonly unknown[] | { from: number; to: number };
	default: unknown;
	value: unknown;
}

/** All switches of the books and settings of the frame, in one list. */
export function listOfSwitches(frame: Frame): ShownSwitch[] {
	const ofBooks = Object.entries(switchTable).map(([name, row]) => ({
		name,
		question: row.question,
		text: row.text,
		values: row.values,
		default: row.default,
		value: (frame.world.switches as Record<string, unknown>)[name],
	}));
	const ofFrame = settingRows.map((row) => ({
		name: row.name,
		question: row.question,
		text: row.text,
		values: row.values,
		default: defaultSettings[row.name],
		value: frame.settings[row.name],
	}));
	return [...ofBooks, ...ofFrame];
}
