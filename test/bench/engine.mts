import { createRequire } from 'node:module';

// The engine is TypeScript for CommonJS, since n8n-core is; it is loaded as such.
const load = createRequire(import.meta.url);

export const { addNodeType, Engine, organizationId, picked } = load(
	'../engine/harness.ts',
) as typeof import('../engine/harness.ts');

export type RunningEngine = Awaited<ReturnType<typeof Engine.start>>;
