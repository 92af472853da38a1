import { situationTexts } from '../../api/errorTexts';
import type { SituationId } from '../../api/errorTexts';
import { isDineroError } from '../../api/errors';
import { outcomeOfThrown } from '../../api/n8nOutcome';
import { SignInError } from '../../api/signIn';
import { withNewestTimestamp } from '../../api/timestamps';
import type { Outcome } from '../../api/transport';
import { clientWith, json } from './support';

const organizationId = '352100';
const path = { guid: '6e7f5f1e-8a30-4a4f-9d52-6a0a4a3a2a10' };
const payment = {
	Timestamp: '00',
	DepositAccountNumber: 55000,
	Amount: 1,
	Description: '',
	RemainderIsFee: false,
};

type Client = ReturnType<typeof clientWith>['client'];
const read = async (client: Client) => await client.call('invoice.get', { organizationId, path });
const pay = async (client: Client) =>
	await client.call('invoice.registerPayment', { organizationId, path, body: payment });
const book = async (client: Client) =>
	await client.call('invoice.book', { organizationId, path, body: { Timestamp: '00' } });
const ask = async (client: Client) => await client.resolveOrganization();
const list = async (client: Client) =>
	await client.getMany('invoice.getMany', { organizationId }, { pageSize: 1 });
const keepTrying = async (client: Client) =>
	await withNewestTimestamp({
		read: async () => await read(client),
		decide: () => ({ act: async () => await book(client) }),
	});

const thrown = (more: object, message = 'x') => outcomeOfThrown(Object.assign(new Error(message), more));
const always = (outcome: Outcome) => () => outcome;

/** What has to happen for each situation, from what n8n or Dinero gives to the text. */
const scenarios: Record<
	SituationId,
	[(request: { method: string }, index: number) => Outcome, (client: Client) => Promise<unknown>]
> = {
	timeout: [always(thrown({ code: 'ECONNABORTED' })), read],
	unreachable: [always(thrown({ code: 'ENOTFOUND' })), pay],
	untrusted: [always(thrown({ code: 'CERT_HAS_EXPIRED' })), pay],
	connectionLost: [always(thrown({ code: 'ECONNRESET' })), read],
	stopped: [always(thrown({ code: 'ERR_CANCELED' })), read],
	stoppedWriting: [always(thrown({ code: 'ERR_CANCELED' })), pay],
	unknownResult: [always(thrown({ code: 'ECONNRESET' })), pay],
	staleAfterLostAnswer: [
		(_, index) => (index === 0 ? thrown({ code: 'ECONNRESET' }) : json({ code: 45, message: 'booked' }, 400)),
		book,
	],
	brokenAnswer: [always(json('{"a"')), read],
	repeatedPage: [always(json({ Collection: [{ Guid: '1' }], Pagination: {} })), list],
	notConnected: [always(thrown({}, 'OAuth credentials not connected')), read],
	reconnect: [always(thrown({ code: 'EAUTH', body: { error: 'invalid_grant' } })), read],
	wrongClient: [always(thrown({ code: 'EAUTH', body: { error: 'invalid_client' } })), read],
	wrongApiKey: [always(outcomeOfThrown(new SignInError('wrongApiKey'))), read],
	signInUnavailable: [always(thrown({ code: 'ESTATUS', status: 503 })), read],
	signInRefused: [always(thrown({}, 'Domain not allowed')), read],
	noCredential: [always(thrown({}, 'Node "Dinero" does not have any credentials set')), read],
	noOrganizations: [always(json([])), ask],
	whichOrganization: [always(json([{ Id: 1 }, { Id: 2 }])), ask],
	stillStale: [
		({ method }) => (method === 'GET' ? json({ TimeStamp: '00' }) : json({ code: 58, message: 'old' }, 400)),
		keepTrying,
	],
};

describe('every situation of the table', () => {
	it.each(Object.keys(situationTexts) as SituationId[])('%s is reached', async (id) => {
		const [answer, work] = scenarios[id];
		const { client, clock } = clientWith(answer);
		const error = await clock.run(
			work(client).then(
				() => undefined,
				(reason: unknown) => reason,
			),
		);
		expect(isDineroError(error) && [error.textId, error.kind, error.message]).toEqual([
			id,
			situationTexts[id].kind,
			situationTexts[id].message,
		]);
	});
});
