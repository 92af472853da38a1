import { sandboxApp } from '../../sandbox/dinero/http/accounts.mts';
import { startDinero, type DineroOptions } from '../../sandbox/dinero/start.mts';

/** What the parent process is told once the local Dinero listens. */
export interface Ready {
	url: string;
	/** As n8n keeps it after the consent page. */
	oauthTokenData: Record<string, unknown>;
}

/** A question of the parent process, and its answer. */
export type Question = 'calls' | 'close';
export interface Counted {
	/** Requests since the last question, sign-in left out. */
	calls: number;
}

// A local Dinero in a process of its own, so that its memory and its work are not measured along.
const options = JSON.parse(process.argv[2] ?? '{}') as DineroOptions;
const dinero = await startDinero({ rateLimit: 0, ...options });
const redirect = 'http://localhost:5678/rest/oauth2-credential/callback';
const grant = dinero.tokens.open({
	kind: 'app',
	clientId: sandboxApp.clientId,
	userId: dinero.world.users[0]?.id,
	scopes: sandboxApp.scopes,
});
const code = dinero.tokens.codeFor(grant, redirect);
const oauthTokenData = { ...dinero.tokens.exchangeCode(code, sandboxApp.clientId, redirect) };

let counted = 0;
process.on('message', (question: Question) => {
	if (question === 'close') {
		void dinero.close().then(() => process.exit(0));
		return;
	}
	const calls = dinero.calls.filter((call) => call.number > counted && !call.path.startsWith('/connect/'));
	counted = dinero.calls.at(-1)?.number ?? counted;
	process.send?.({ calls: calls.length } satisfies Counted);
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url: dinero.url, oauthTokenData } satisfies Ready);
