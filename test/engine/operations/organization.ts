import { Organization } from '../../../sandbox/dinero/books/organization.mts';
import type { Engine } from '../harness';
import { cutRows, noLimit, rawRow } from './rows';
import { booksOf, type ResourceTable } from './table';

/** A person with 60 companies. */
const many = async (engine: Engine) => {
	const { world } = engine.dinero;
	const books = booksOf(engine).toJSON();
	const [{ organizationIds }] = world.users;
	for (let id = 400000; organizationIds.length < 60; id += 1) {
		world.organizations.set(String(id), Organization.fromJSON(world, { ...books, id: String(id) }));
		organizationIds.push(String(id));
	}
	return await Promise.resolve({});
};

export const organizationTable: ResourceTable = {
	resource: 'organization',
	operations: {
		getAll: {
			required: {
				parameters: {},
				gives: [{ Id: 352100, Name: 'Nordlys Cykler ApS', IsPro: true }, { Id: 352200 }, { IsPro: false }],
			},
			full: [...cutRows(60, { given: many }), rawRow('Subscription')],
			wrong: [noLimit()],
		},
	},
};
