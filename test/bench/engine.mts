import { createRequire } from 'node:module';

// The engine is TypeScript for CommonJS, since n8n-core is; it is loaded as such.
const load = createRequire(import.meta.url);

export const { addNodeType, Engine, organizationId, picked } = load(
	'../engine/harness.ts',
) as typeof import('../engine/harness.ts');

/** The node's own limiter, not a second one. In earnest its minute never holds more than Dinero's limit. */
export const { sharedRateLimiter } = load(
	'../../api/rateLimit.ts',
) as typeof import('../../api/rateLimit.ts');

export type RunningEngine = Awaited<ReturnType<typeof Engine.start>>;
