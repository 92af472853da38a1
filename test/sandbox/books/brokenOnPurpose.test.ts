import type * as Chart from '../../../sandbox/dinero/books/chart.mts';
import type * as Lists from '../../../sandbox/dinero/books/lists.mts';
import type * as Organizations from '../../../sandbox/dinero/books/organization.mts';
import type * as SalesTotals from '../../../sandbox/dinero/books/salesTotals.mts';
import { Books as SoundBooks } from './harness';
import * as scenarios from './scenarios';

const books = '../../../sandbox/dinero/books';

type Scenario = keyof typeof scenarios;

/** One rule broken: which module, what becomes of it, and the check that must see it. */
const broken: Array<[string, Scenario, string, (sound: object) => object]> = [
	[
		'VAT from the country of the contact and not from the account',
		'vatFollowsTheAccount',
		`${books}/salesTotals.mts`,
		(sound) => ({
			...sound,
			salesTotals: (
				lines: Parameters<typeof SalesTotals.salesTotals>[0],
				inclVat: boolean,
				rounding: Parameters<typeof SalesTotals.salesTotals>[2],
			) =>
				(sound as typeof SalesTotals).salesTotals(lines, inclVat, rounding, () => ({
					code: 'UEUV',
					rate: 0,
				})),
		}),
	],
	[
		'a payment that is noted on its invoice but not posted',
		'paymentClosesTheInvoice',
		`${books}/organization.mts`,
		(sound) => {
			const { Organization } = sound as typeof Organizations;
			const { post } = Organization.prototype;
			Organization.prototype.post = function (voucher, postings) {
				if (voucher.type !== 'Payment') post.call(this, voucher, postings);
			};
			return sound;
		},
	],
	[
		'a payment that is posted twice',
		'paymentClosesTheInvoice',
		`${books}/organization.mts`,
		(sound) => {
			const { Organization } = sound as typeof Organizations;
			const { post } = Organization.prototype;
			Organization.prototype.post = function (voucher, postings) {
				post.call(this, voucher, postings);
				if (voucher.type === 'Payment') post.call(this, voucher, postings);
			};
			return sound;
		},
	],
	[
		'a page that leaves out its last row',
		'pagesGiveEveryRowOnce',
		`${books}/lists.mts`,
		(sound) => ({
			...sound,
			pageOf: (...given: Parameters<typeof Lists.pageOf>) => {
				const page = (sound as typeof Lists).pageOf(...given);
				return page.Collection.length > 1 ? { ...page, Collection: page.Collection.slice(0, -1) } : page;
			},
		}),
	],
	[
		'a wrong account for the debtors',
		'paymentClosesTheInvoice',
		`${books}/chart.mts`,
		(sound) => ({ ...(sound as typeof Chart), DEBTORS: 54040 }),
	],
];

describe('the checks see books that are broken on purpose', () => {
	afterEach(() => {
		jest.resetModules();
		for (const [, , path] of broken) jest.dontMock(path);
	});

	test.each(Object.keys(scenarios) as Scenario[])('%s holds in sound books', (scenario) => {
		scenarios[scenario](new SoundBooks());
	});

	test.each(broken)('%s', async (_name, scenario, path, breakIt) => {
		jest.resetModules();
		jest.doMock(path, () => breakIt(jest.requireActual(path)));
		const { Books } = await import('./harness');
		const inBrokenBooks = await import('./scenarios');
		expect(() => inBrokenBooks[scenario](new Books())).toThrow();
	});
});
