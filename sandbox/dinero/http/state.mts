import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

import { plantSeed, type SeedName } from '../seeds/seeds.mts';
import type { Control } from './control.mts';
import type { Frame } from './frame.mts';
import type { FrameSettings } from './settings.mts';
import type { Tokens } from './tokens.mts';

/** The whole state as plain JSON data. */
export interface SavedState {
	world: object;
	/** How far a running clock was ahead of the machine's, in milliseconds. */
	ahead: number;
	tokens: ReturnType<Tokens['toJSON']>;
	settings: FrameSettings;
}

/** What a local Dinero begins with, and comes back to with a reset. */
export interface Beginning {
	past: SeedName;
	seed: number;
	/** The clock runs with the machine's, and so is not set back to when it was started. */
	clockRuns: boolean;
}

function save(frame: Frame): SavedState {
	return {
		world: JSON.parse(JSON.stringify(frame.world)) as object,
		ahead: frame.world.clock.now().getTime() - Date.now(),
		tokens: frame.tokens.toJSON(),
		settings: { ...frame.settings },
	};
}

function load(frame: Frame, state: unknown): void {
	const saved = structuredClone(state) as SavedState;
	const { world } = frame;
	world.restore(saved.world);
	if (!world.clock.toJSON().stopped) world.clock.set(new Date(Date.now() + saved.ahead), { stop: false });
	frame.tokens.load(saved.tokens);
	Object.assign(frame.settings, saved.settings);
	frame.rateLimit.clear();
	frame.webhooks.restart();
}

/**
 * Saving, loading and starting over. The state of now, before any past is planted, is what a reset comes back to; the
 * past is planted anew, since a large one would not fit into one text.
 */
export function controlOf(frame: Frame, beginning: Beginning): Control {
	const { world } = frame;
	const initialWorld = JSON.stringify(world);
	const initialSettings = { ...frame.settings };
	return {
		snapshots: new Map(),
		save: () => save(frame),
		load: (state) => load(frame, state),
		reset: ({ keepTokens = false } = {}) => {
			world.restore(JSON.parse(initialWorld) as object);
			if (beginning.clockRuns) world.clock.set(new Date(), { stop: false });
			plantSeed(world, frame.operations, beginning.past, beginning.seed);
			Object.assign(frame.settings, initialSettings);
			frame.faults.reset(beginning.seed);
			frame.rateLimit.clear();
			frame.log.clear();
			frame.webhooks.restart();
			if (!keepTokens) frame.tokens.clear();
		},
	};
}

/** How long a change may wait before it is written to the file, in milliseconds. */
const writingDelay = 300;

/** A file that the state is kept in between runs. */
export class StateFile {
	private timer: NodeJS.Timeout | undefined;

	constructor(
		private readonly path: string,
		private readonly control: Control,
	) {}

	/** Takes over what the file holds; false when there is none yet. */
	read(): boolean {
		if (!existsSync(this.path)) return false;
		this.control.load(JSON.parse(readFileSync(this.path, 'utf8')));
		return true;
	}

	/** Writes the state soon. */
	changed(): void {
		this.timer ??= setTimeout(() => this.write(), writingDelay);
	}

	/** Writes what still waits. */
	flush(): void {
		if (this.timer !== undefined) this.write();
	}

	private write(): void {
		clearTimeout(this.timer);
		this.timer = undefined;
		// Written beside and renamed, so that a stop in the middle leaves the older state whole.
		writeFileSync(`${this.path}.new`, JSON.stringify(this.control.save()));
		renameSync(`${this.path}.new`, this.path);
	}
}
