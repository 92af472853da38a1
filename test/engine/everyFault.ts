import type { FaultRule } from '../../sandbox/dinero/http/faults.mts';

/** What can go wrong with any request. The time-outs last for `milliseconds`, which must outlast the engine's patience. */
export const everyFault = (milliseconds: number): Record<string, Pick<FaultRule, 'effect' | 'milliseconds'>> => ({
	'cut before': { effect: 'cutBefore' },
	'cut after': { effect: 'cutAfter' },
	'time-out before': { effect: 'hang', milliseconds },
	'time-out after': { effect: 'hangAfter', milliseconds },
	'too many requests': { effect: 'tooMany' },
	'empty 500': { effect: 'emptyServerError' },
	'empty 500 after': { effect: 'emptyServerErrorAfter' },
	'expired token': { effect: 'expiredToken' },
	'stale timestamp': { effect: 'staleTimestamp' },
	'broken JSON': { effect: 'brokenJson' },
});
