import { Clock } from './clock.mts';
import { standardOrganizations, standardUsers } from './standardOrganizations.mts';
import { Organization } from './organization.mts';
import { Random } from './random.mts';
import { RateTable } from './rates.mts';
import { createSwitches, type Switches } from './switches.mts';

/** A person who signs in, and the organizations that the person sees. */
export interface User {
	id: string;
	name: string;
	email: string;
	organizationIds: string[];
}

/** Something that left the house: nothing is really sent. */
export interface Outgoing {
	kind: 'mail' | 'sms' | 'eInvoice';
	at: string;
	organizationId: string;
	/** The document that it is about; null for a statement of account. */
	documentGuid: string | null;
	documentType: string;
	from: string | null;
	to: string;
	copyTo: string | null;
	subject: string;
	text: string;
	attachments: string[];
}

/** One effect on the books. The log is only ever added to, so that tests can tell what happened from what is left. */
export interface Change {
	at: string;
	organizationId: string;
	what: string;
	/** Guid (or number or name) of what it happened to. */
	guid: string;
	detail?: string;
}

export interface WorldOptions {
	seed?: number;
	/** Switches that differ from their defaults. */
	switches?: Partial<Switches>;
	/** A time at which the clock starts and stands still; without it the clock runs with the machine's. */
	start?: string | Date;
	/** The first accounting year of the standard organizations; default two years before the current one. */
	firstAccountingYear?: number;
}

/** A Dinero of its own: clock, switches, users and the books of every organization. */
export class World {
	clock = new Clock();
	switches: Switches = createSwitches();
	random = new Random();
	rates = new RateTable();
	organizations = new Map<string, Organization>();
	users: User[] = [];
	outbox: Outgoing[] = [];
	changeLog: Change[] = [];

	/** Writes an effect to the change log. */
	log(organization: Organization, what: string, guid: string, detail?: string): void {
		this.changeLog.push({
			at: this.clock.stamp(),
			organizationId: organization.id,
			what,
			guid,
			...(detail && { detail }),
		});
	}

	/** The state as plain JSON data. */
	toJSON(): object {
		return {
			clock: this.clock.toJSON(),
			switches: this.switches,
			random: this.random.toJSON(),
			rates: this.rates.toJSON(),
			organizations: [...this.organizations.values()].map((organization) => organization.toJSON()),
			users: this.users,
			outbox: this.outbox,
			changeLog: this.changeLog,
		};
	}

	/** Takes over a state that `toJSON` gave (a copy of it: later changes here do not reach it). */
	restore(state: object): void {
		// eslint-disable-next-line @typescript-eslint/no-explicit-any
		const copy: any = JSON.parse(JSON.stringify(state));
		this.clock = Clock.fromJSON(copy.clock);
		this.switches = createSwitches(copy.switches);
		this.random = Random.fromJSON(copy.random);
		this.rates = RateTable.fromJSON(copy.rates);
		this.users = copy.users;
		this.outbox = copy.outbox;
		this.changeLog = copy.changeLog;
		this.organizations = new Map(
			copy.organizations.map((each: { id: string }) => [each.id, Organization.fromJSON(this, each)]),
		);
	}

	/** A world with the state that `toJSON` gave. */
	static fromJSON(state: object): World {
		const world = new World();
		world.restore(state);
		return world;
	}
}

/** A world with the standard organizations: two with Pro, one without. The same options give the same world. */
export function createWorld(options: WorldOptions = {}): World {
	const world = new World();
	world.clock = new Clock(options.start);
	world.switches = createSwitches(options.switches);
	world.random = new Random(options.seed ?? 1);
	const firstYear = options.firstAccountingYear ?? Number(world.clock.today().slice(0, 4)) - 2;
	for (const organization of standardOrganizations(world, firstYear)) {
		world.organizations.set(organization.id, organization);
	}
	world.users = standardUsers();
	return world;
}
