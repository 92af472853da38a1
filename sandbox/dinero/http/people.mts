import type { User, World } from '../books/world.mts';
import type { ConsentPerson } from '../page/consent.mts';
import type { Grant } from './tokens.mts';

/** Everybody who may sign in, with the names of their organizations. */
export function people(world: World): ConsentPerson[] {
	return world.users.map((user) => ({
		id: user.id,
		name: user.name,
		organizations: user.organizationIds.map((id) => world.organizations.get(id)?.details.name ?? id),
	}));
}

/** The name of a person; the id where there is none. */
export function personName(world: World, userId: string): string {
	return world.users.find((user) => user.id === userId)?.name ?? userId;
}

/** Who a sign-in acts as: the person, or somebody who sees just the organization of the API key. */
export function actingUser(world: World, grant: Grant): User {
	const person = world.users.find((user) => user.id === grant.userId);
	if (grant.kind === 'app' && person) return person;
	const organizationIds = grant.organizationId === undefined ? [] : [grant.organizationId];
	return { id: grant.clientId, name: grant.clientId, email: '', organizationIds };
}

/** True when the sign-in reaches the organization and the organization exists. */
export function maySee(world: World, grant: Grant, organizationId: string): boolean {
	return (
		world.organizations.has(organizationId) &&
		actingUser(world, grant).organizationIds.includes(organizationId)
	);
}

/** True when the organization has an active Pro subscription; without it only the lists of organizations answer. */
export function hasPro(world: World, organizationId: string): boolean {
	return world.organizations.get(organizationId)?.details.isPro ?? false;
}
