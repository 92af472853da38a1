import type { World } from '../books/world.mts';
import type { Operation } from '../operations/call.mts';
import type { RegisteredApp, PersonalClient } from './accounts.mts';
import type { Control } from './control.mts';
import type { Faults } from './faults.mts';
import type { RateLimit } from './rateLimit.mts';
import type { RequestLog } from './requestLog.mts';
import type { FrameSettings } from './settings.mts';
import type { Tokens } from './tokens.mts';
import type { WebhookDelivery } from './webhookDelivery.mts';

/** Everything that one running local Dinero consists of; routes read it anew with each request. */
export interface Frame {
	/** Replaced as a whole by a reset or when a snapshot is loaded. */
	world: World;
	/** What answers each operation of the contract, by operationId; an absent one answers 501. */
	operations: Record<string, Operation>;
	settings: FrameSettings;
	tokens: Tokens;
	faults: Faults;
	rateLimit: RateLimit;
	log: RequestLog;
	apps: RegisteredApp[];
	personalClients: PersonalClient[];
	webhooks: WebhookDelivery;
	/** Saving, loading and starting over; there once the start is complete. */
	control?: Control;
	/** Called for what a person at the terminal should see: faults of the sandbox itself. */
	warn: (sentence: string) => void;
	/** Called after each request that may have changed something. */
	changed: () => void;
}
