import type { Workflow } from '../../../sandbox/n8n/client.mts';
import { organizationId } from '../../../sandbox/runner/settings.mts';
import type { ExampleWorld, Fields, Ran } from './world.mts';

async function control(world: ExampleWorld, method: string, path: string, body?: unknown): Promise<unknown> {
	const answer = await fetch(`${world.sandbox.dinero.url}/_sandbox${path}`, {
		method,
		...(body === undefined
			? {}
			: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
	});
	if (!answer.ok) throw new Error(`The local Dinero answered ${answer.status}: ${await answer.text()}`);
	return await answer.json();
}

/** Lets something happen while the local Dinero goes wrong as `rule` says; afterwards it is well again. */
export async function withFault<Result>(
	world: ExampleWorld,
	rule: Fields,
	happen: () => Promise<Result>,
): Promise<Result> {
	const { id } = (await control(world, 'POST', '/faults', rule)) as { id: number };
	try {
		return await happen();
	} finally {
		await control(world, 'DELETE', `/faults?id=${id}`);
	}
}

/** Someone in Dinero does something to an invoice or credit note, as on its page. */
export async function someone(
	world: ExampleWorld,
	deed: 'book' | 'pay' | 'credit' | 'delete',
	guid: string,
): Promise<void> {
	await control(world, 'POST', `/organizations/${organizationId}/documents/${guid}/other-writer`, { deed });
}

/** E-mails that the local Dinero sent about a document. */
export async function sentAbout(world: ExampleWorld, guid: string): Promise<Fields[]> {
	const all = (await control(world, 'GET', '/outbox')) as Fields[];
	return all.filter((mail) => JSON.stringify(mail).includes(guid));
}

async function write(world: ExampleWorld, path: string, body: Fields): Promise<Fields> {
	const { dinero } = world.sandbox;
	const answer = await fetch(`${dinero.url}/v1/${organizationId}${path}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${dinero.issueToken()}`, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!answer.ok) throw new Error(`The local Dinero answered ${answer.status}: ${await answer.text()}`);
	return (await answer.json()) as Fields;
}

/** An invoice of 125.00 DKK that somebody wrote and booked in Dinero, due eight days after its date; its guid. */
export async function invoiceByHand(
	world: ExampleWorld,
	{ name, email, date }: { name: string; email?: string; date: string },
): Promise<string> {
	const flags = { IsPerson: true, IsMember: false, UseCvr: false };
	const contact = await write(world, '/contacts', { Name: name, Email: email, CountryKey: 'DK', ...flags });
	const line = { Description: 'Tube', BaseAmountValue: 100, Quantity: 1, AccountNumber: 1000, Discount: 0 };
	const terms = { PaymentConditionType: 'Netto', PaymentConditionNumberOfDays: 8 };
	const lines = { ProductLines: [{ ...line, Unit: 'parts' }] };
	const body = { ContactGuid: contact.ContactGuid, Date: date, ...terms, ...lines };
	const guid = String((await write(world, '/invoices', body)).Guid);
	await someone(world, 'book', guid);
	return guid;
}

/** Runs an example from what its Dinero Trigger finds in the local Dinero when it is tested in the editor: one real, recent event. */
export async function runFromRealEvent(
	world: ExampleWorld,
	file: string,
	change?: (workflow: Workflow) => void,
): Promise<Ran> {
	const { example, workflow } = await world.ready(file, { asks: true, change });
	delete workflow.pinData?.[example.trigger.name];
	const mailsBefore = world.mails.length;
	const id = await world.client.createWorkflow(workflow);
	const { executionId } = await world.client.send<{ executionId: string }>(
		'POST',
		`/rest/workflows/${id}/run`,
		{
			triggerToStartFrom: { name: example.trigger.name },
		},
	);
	return await world.after(example, await world.client.finished(executionId), mailsBefore);
}

/** Publishes an example that a Dinero Trigger begins, until the trigger has found out where Dinero stands, and unpublishes it. */
export async function publishedOnce(
	world: ExampleWorld,
	file: string,
	change?: (workflow: Workflow) => void,
): Promise<void> {
	const { workflow } = await world.ready(file, { asks: true, change });
	const { dinero } = world.sandbox;
	const before = dinero.calls.length;
	const id = await world.client.createWorkflow(workflow);
	await world.client.publish(id);
	try {
		const asked = () =>
			dinero.calls.slice(before).some(({ method, path }) => method === 'GET' && path?.endsWith('/invoices'));
		await world.until(asked, 'the trigger to ask Dinero');
	} finally {
		await world.client.unpublish(id);
	}
}
