import type { Organization } from '../books/organization.mts';
import type { World } from '../books/world.mts';

/** One attempt to tell a subscriber about new entries. */
export interface Delivery {
	/** UTC, on the world's clock. */
	at: string;
	organizationId: string;
	eventId: string;
	uri: string;
	body: unknown;
	/** HTTP status, or why it was not delivered. */
	outcome: string;
}

const timeoutMs = 5000;
const keptAtMost = 1000;
const loopback = /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?(\/|$)/i;

/**
 * Tells subscribers on this machine about new entries, once each time something was booked. What the real body looks
 * like, whether it is signed, and whether it is sent again after a failure is not public; this is one guess, sent once.
 * Addresses elsewhere are never called.
 */
export class WebhookDelivery {
	readonly deliveries: Delivery[] = [];
	private readonly told = new Map<string, number>();
	private readonly ended = new AbortController();

	constructor(private readonly world: World) {
		this.restart();
	}

	/** Takes all entries of now as told, as after a reset. */
	restart(): void {
		this.deliveries.length = 0;
		this.told.clear();
		for (const organization of this.world.organizations.values()) {
			this.told.set(organization.id, organization.ledger.entries.length);
		}
	}

	/** Looks for entries that were added since the last look and sends them to the organization's subscribers. */
	look(): void {
		for (const organization of this.world.organizations.values()) {
			const { entries } = organization.ledger;
			const from = this.told.get(organization.id) ?? 0;
			if (entries.length <= from) continue;
			this.told.set(organization.id, entries.length);
			const guids = entries.slice(from).map((entry) => entry.guid);
			for (const subscription of organization.webhooks) void this.deliver(organization, subscription, guids);
		}
	}

	/** Breaks off what is being sent. */
	close(): void {
		this.ended.abort();
	}

	private async deliver(
		organization: Organization,
		subscription: { eventId: string; uri: string },
		entryGuids: string[],
	): Promise<void> {
		const { eventId, uri } = subscription;
		const body = { EventId: eventId, OrganizationId: Number(organization.id), EntryGuids: entryGuids };
		const delivery: Delivery = {
			at: this.world.clock.stamp(),
			organizationId: organization.id,
			eventId,
			uri,
			body,
			outcome: 'under way',
		};
		if (this.deliveries.push(delivery) > keptAtMost) this.deliveries.shift();
		if (!loopback.test(uri)) {
			delivery.outcome = 'not sent: the address is not on this machine';
			return;
		}
		try {
			const answer = await fetch(uri, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
				redirect: 'manual',
				signal: AbortSignal.any([this.ended.signal, AbortSignal.timeout(timeoutMs)]),
			});
			delivery.outcome = String(answer.status);
		} catch (error) {
			delivery.outcome = `failed: ${error instanceof Error ? error.message : String(error)}`;
		}
	}
}
