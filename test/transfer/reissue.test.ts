import { createCreditNote } from '../../transfer/createCreditNote';
import { createInvoice } from '../../transfer/createInvoice';
import { orderStatus } from '../../transfer/orderStatus';
import { previewInvoice } from '../../transfer/previewInvoice';
import { registerPayment } from '../../transfer/registerPayment';
import { MemoryDinero } from './memoryDinero';
import { order, refund, settings } from './sampleOrders';

const draft = settings({ action: 'draft' });
const again = { reissue: true };

/** An order whose draft a person deleted. `shown`: whether Dinero still shows what was deleted. */
async function deleted(shown: boolean): Promise<MemoryDinero> {
	const dinero = new MemoryDinero();
	await createInvoice(order(), draft, dinero.port());
	const [document] = dinero.documents.values();
	document.deleted = true;
	document.hidden = !shown;
	return dinero;
}
const alive = (dinero: MemoryDinero) => [...dinero.documents.values()].filter((one) => !one.deleted);

describe.each([true, false])('a draft that a person deleted (still shown: %s)', (shown) => {
	it('is refused with what to do, and nothing is written', async () => {
		const dinero = await deleted(shown);
		const { outcome, reason } = await createInvoice(order(), settings(), dinero.port());
		expect(outcome).toBe('refused');
		expect(reason).toMatchObject({
			code: 'draftDeleted',
			advice: expect.stringMatching(/Reissue After Deletion/),
		});
		expect(alive(dinero)).toEqual([]);
	});

	it('is made anew when the settings say so, once, and found without them', async () => {
		const dinero = await deleted(shown);
		const first = await createInvoice(order(), settings(), dinero.port(), again);
		expect(first).toMatchObject({ outcome: 'invoiced', furthestStep: 'paid' });
		expect(first.warnings.join()).toMatch(/deleted/);
		const both = await Promise.all([
			createInvoice(order(), settings(), dinero.port(), again),
			createInvoice(order(), settings(), dinero.port()),
		]);
		expect(both.map(({ outcome }) => outcome)).toEqual(['alreadyTransferred', 'alreadyTransferred']);
		expect(alive(dinero)).toHaveLength(1);
		expect(first.invoiceGuid).toBe(alive(dinero)[0].guid);
	});

	it('of a credit note is made anew the same way', async () => {
		const dinero = new MemoryDinero();
		await createInvoice(order(), settings(), dinero.port());
		await createCreditNote(refund(), draft, dinero.port());
		const note = [...dinero.documents.values()].find((one) => one.kind === 'creditNote')!;
		note.deleted = true;
		note.hidden = !shown;
		expect(await createCreditNote(refund(), settings(), dinero.port())).toMatchObject({ outcome: 'refused' });
		const anew = await createCreditNote(refund(), settings(), dinero.port(), again);
		expect(anew).toMatchObject({ outcome: 'credited', furthestStep: 'paid' });
		expect(await createCreditNote(refund(), settings(), dinero.port())).toMatchObject({
			outcome: 'alreadyTransferred',
		});
	});
});

it('the one that was made anew is followed by payment, refund, preview and status', async () => {
	const dinero = await deleted(true);
	await createInvoice(order(), settings({ action: 'book' }), dinero.port(), again);
	expect(await registerPayment(order(), settings(), dinero.port())).toMatchObject({ paidAmount: '399.00' });
	expect(await createCreditNote(refund(), settings(), dinero.port())).toMatchObject({ outcome: 'credited' });
	expect(await previewInvoice(order(), settings(), dinero.port())).toMatchObject({
		outcome: 'alreadyTransferred',
	});
	expect(await orderStatus(order(), settings(), dinero.port())).toMatchObject({ status: 'partlyCredited' });
});
