import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import type { DineroOptions, RunningDinero } from '../../sandbox/dinero/start.mts';
import type { Counted, Question, Ready } from './dinero.mts';

/** A local Dinero in another process. */
export interface DineroAway {
	/** For the engine: it knows the address and signs in; books and requests are not at hand. */
	dinero: RunningDinero;
	url: string;
	oauthTokenData: Record<string, unknown>;
	/** Requests since the last question, sign-in left out. */
	calls: () => Promise<number>;
	close: () => Promise<void>;
}

/** For the engine of a process that neither started the local Dinero nor may end it. */
export function knownBy({ url, oauthTokenData }: Ready): RunningDinero {
	const tokens = { open: () => ({}), codeFor: () => '', exchangeCode: () => oauthTokenData };
	const close = async () => await Promise.resolve();
	return { url, tokens, calls: [], world: { users: [] }, close } as unknown as RunningDinero;
}

function ask(child: ChildProcess, question: Question): void {
	child.send(question);
}

/** Starts a local Dinero in a process of its own and answers when it listens. */
export async function startDineroAway(options: DineroOptions = {}): Promise<DineroAway> {
	const file = fileURLToPath(new URL('./dinero.mts', import.meta.url));
	const child = fork(file, [JSON.stringify(options)], {
		execArgv: ['--import', 'tsx', '--max-old-space-size=8000'],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
	const [{ url, oauthTokenData }] = (await once(child, 'message')) as [Ready];
	const close = async () => {
		const ended = once(child, 'exit');
		ask(child, 'close');
		await ended;
	};
	return {
		dinero: { ...knownBy({ url, oauthTokenData }), close },
		url,
		oauthTokenData,
		calls: async () => {
			const answer = once(child, 'message');
			ask(child, 'calls');
			return ((await answer) as [Counted])[0].calls;
		},
		close,
	};
}
