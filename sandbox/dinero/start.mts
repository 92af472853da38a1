import type { AddressInfo } from 'node:net';

import { createWorld, type World } from './books/world.mts';
import { sandboxApp, sandboxPersonalClient } from './http/accounts.mts';
import { applySwitches, issueToken } from './http/control.mts';
import { Faults, type ActiveFault, type FaultRule } from './http/faults.mts';
import type { Frame } from './http/frame.mts';
import { RateLimit } from './http/rateLimit.mts';
import { RequestLog, type CallRecord } from './http/requestLog.mts';
import { createServer } from './http/server.mts';
import { defaultSettings, type FrameSettings } from './http/settings.mts';
import { controlOf, StateFile } from './http/state.mts';
import { Tokens } from './http/tokens.mts';
import { WebhookDelivery, type Delivery } from './http/webhookDelivery.mts';
import type { Operation } from './operations/call.mts';
import { operations } from './operations/index.mts';
import { plantSeed, type SeedName } from './seeds/seeds.mts';

/** How a local Dinero is started. Everything has a default. */
export interface DineroOptions {
	/** 0 (the default) takes a free one. */
	port?: number;
	/** Loopback unless given; the control and the pages answer loopback only, whatever it is. */
	host?: string;
	/** A file that gets one JSON object for each request and its answer. */
	log?: string;
	/** How VAT is rounded. */
	rounding?: 'line' | 'document' | 'net';
	/** Requests a minute for each organization and client; 0 is no limit. Without it the switch `rateLimit` decides. */
	rateLimit?: number;
	/**
	 * Swallow what the contract does not know and take what live clients leave out, as the real one does, instead of
	 * refusing both.
	 */
	faithful?: boolean;
	/** The same seed gives the same guids, and the same faults by chance. */
	seed?: number;
	/** A time (ISO 8601) at which the clock starts and stands still; without it the clock runs with the machine's. */
	start?: string | Date;
	/** Books to be served instead of new ones. */
	world?: World;
	/** Any other switches of the books and settings of the frame, by name. */
	switches?: Record<string, unknown>;
	/** What the first organization holds at the start: nothing, a year of a small shop, or 100,000 invoices. */
	past?: SeedName;
	/** A file in which the state is kept between runs. */
	state?: string;
	/** Addresses to which the registered app may send its codes, besides any n8n on this machine. */
	redirectUris?: string[];
	/** How many requests are kept in memory; 20,000 unless given. */
	keepCalls?: number;
	/** Operations that replace those of the books, by operationId: for tests of the frame. */
	operations?: Record<string, Operation>;
	/** Gets a sentence for each fault of the sandbox itself; standard error unless given. */
	warn?: (sentence: string) => void;
}

/** A local Dinero that runs. */
export interface RunningDinero {
	/** Such as http://127.0.0.1:40123, without a slash at the end. */
	url: string;
	port: number;
	/** The books; the same object over resets and loaded snapshots. */
	world: World;
	/** The latest requests with their answers, oldest first; the same list over resets. */
	calls: CallRecord[];
	settings: FrameSettings;
	/** What was sent to subscribers of webhooks, oldest first. */
	deliveries: Delivery[];
	/** Adds a fault; the returned rule counts what it met in `consumed`. */
	addFault: (rule: FaultRule) => ActiveFault;
	faults: () => ActiveFault[];
	/** Sets switches of the books and settings of the frame by name. Throws for an unknown name or value. */
	set: (switches: Record<string, unknown>) => void;
	/** An access token without the consent page: of a person (default: the first), or of one organization's API key. */
	issueToken: (wanted?: {
		userId?: string;
		organizationId?: string;
		scopes?: string[];
		clientId?: string;
	}) => string;
	/** Ends access tokens (`expireAccess`), refresh tokens (`expireRefresh`) or whole sign-ins (`revoke`). */
	tokens: Tokens;
	/** Back to how it was started: books, clock, switches, faults, request log, and tokens unless they are kept. */
	reset: (options?: { keepTokens?: boolean }) => void;
	/** The whole state as plain JSON data. */
	save: () => unknown;
	/** Takes over a state that `save` gave. */
	load: (state: unknown) => void;
	close: () => Promise<void>;
}

function frameFor(options: DineroOptions, world: World, seed: number): Frame {
	const settings: FrameSettings = { ...defaultSettings };
	const now = () => world.clock.now().getTime();
	return {
		world,
		operations: { ...operations, ...options.operations },
		settings,
		tokens: new Tokens(now, settings, () => world.switches.refreshTokens),
		faults: new Faults(seed),
		rateLimit: new RateLimit(now),
		log: new RequestLog(options.keepCalls ?? 20_000, options.log),
		apps: [{ ...sandboxApp, redirectUris: [...(options.redirectUris ?? [])] }],
		personalClients: [sandboxPersonalClient],
		webhooks: new WebhookDelivery(world),
		warn: options.warn ?? ((sentence) => console.error(sentence)),
		changed: () => {},
	};
}

/** The switches and settings that the options ask for, by name. */
function wantedSwitches({ rounding, faithful, rateLimit, switches }: DineroOptions): Record<string, unknown> {
	return {
		...(rounding && { rounding }),
		...(faithful && { unknownFields: 'swallowed', omittedMembers: 'defaulted' }),
		...(rateLimit !== undefined && { requestsPerMinute: rateLimit }),
		...switches,
	};
}

/**
 * Starts a local Dinero on loopback and answers when it listens.
 * @throws RangeError or Error for an unknown switch, a port that is taken, or a state file that cannot be read
 */
export async function startDinero(options: DineroOptions = {}): Promise<RunningDinero> {
	const seed = options.seed ?? 1;
	const past = options.past ?? 'empty';
	if (past === 'large' && options.state !== undefined) {
		throw new Error('The large company is too big to be kept in a file.');
	}
	const world = options.world ?? createWorld({ seed, start: options.start });
	const frame = frameFor(options, world, seed);
	applySwitches(frame, wantedSwitches(options));
	const clockRuns = options.start === undefined && options.world === undefined;
	const control = controlOf(frame, { past, seed, clockRuns });
	frame.control = control;

	const file = options.state === undefined ? undefined : new StateFile(options.state, control);
	// What was asked for this time wins over what was kept.
	if (file?.read()) applySwitches(frame, wantedSwitches(options));
	else plantSeed(world, frame.operations, past, seed);
	frame.webhooks.restart();
	frame.changed = () => {
		frame.webhooks.look();
		file?.changed();
	};

	const server = await createServer(frame);
	const host = options.host ?? '127.0.0.1';
	await server.listen({ port: options.port ?? 0, host });
	const { port } = server.server.address() as AddressInfo;
	return {
		url: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`,
		port,
		world,
		calls: frame.log.calls,
		settings: frame.settings,
		deliveries: frame.webhooks.deliveries,
		addFault: (rule) => frame.faults.add(rule),
		faults: () => frame.faults.list(),
		set: (switches) => applySwitches(frame, switches),
		issueToken: (wanted = {}) => issueToken(frame, wanted),
		tokens: frame.tokens,
		reset: control.reset,
		save: control.save,
		load: control.load,
		close: async () => {
			frame.webhooks.close();
			await server.close();
			file?.flush();
			frame.log.close();
		},
	};
}
