import type {
	AnswerOf,
	BodyOf,
	InputOf,
	ListEndpoint,
	PathOf,
	QueryOf,
	RowOf,
} from '../../api/endpointTypes';
import type { components } from '../../api/schema';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(value?: T) => value;

describe('types of the endpoints', () => {
	it('come from the contract', () => {
		holds<Same<BodyOf<'invoice.create'>, components['schemas']['InvoiceCreateModel']>>();
		holds<Same<AnswerOf<'invoice.get'>, components['schemas']['InvoiceReadModel']>>();
		holds<Same<RowOf<'contact.getMany'>, components['schemas']['ContactReadModel']>>();
		holds<Same<RowOf<'vatType.getMany'>, components['schemas']['VatTypeReadModel']>>();
		holds<Same<PathOf<'invoice.get'>, { guid: string }>>();
		holds<Same<BodyOf<'invoice.get'>, never>>();
		holds<Same<AnswerOf<'contact.delete'>, undefined>>();
		holds<'invoice.getMany' extends ListEndpoint ? true : false>();
		holds<'invoice.get' extends ListEndpoint ? false : true>();
		holds<'changesSince' extends keyof QueryOf<'invoice.getMany'> ? true : false>();
	});

	it('refuse what the contract does not know', () => {
		const contact: BodyOf<'contact.create'> = {
			Name: 'Kvickly',
			CountryKey: 'DK',
			IsPerson: false,
			IsMember: false,
			UseCvr: false,
			// @ts-expect-error there is no such property; the number goes into VatNumber
			Cvr: '12345678',
		};
		// @ts-expect-error the path needs the guid
		const get: InputOf<'invoice.get'> = { organizationId: '1' };
		// @ts-expect-error there is no such parameter
		const list: InputOf<'invoice.getMany'> = { query: { changedSince: '2026-01-01' } };
		// @ts-expect-error a reading has no body
		const withBody: InputOf<'vatType.getMany'> = { body: {} };
		// @ts-expect-error a file is needed
		const upload: InputOf<'file.upload'> = {};
		expect([contact, get, list, withBody, upload]).toHaveLength(5);
	});
});
