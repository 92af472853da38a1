import type { MemoryDinero } from './memoryDinero';

let amounts = 0;

/** Does one thing in Dinero, chosen by two numbers; nothing where the choice does not apply. */
export function write(dinero: MemoryDinero, which: number, pick: number): void {
	const one = <T>(all: T[]): T | undefined => all[pick % Math.max(1, all.length)];
	const alive = (list: Parameters<MemoryDinero['of']>[0]) =>
		dinero.of(list).filter(({ deletedAt }) => deletedAt === undefined);
	const invoices = alive('invoices');
	const drafts = invoices.filter(({ row }) => row.Status === 'Draft');
	const open = invoices.filter(({ row }) => row.Status === 'Booked');
	const booked = invoices.filter(({ row }) => row.Status !== 'Draft');
	const contact = () => one(dinero.of('contacts'))?.guid ?? dinero.create('contacts');
	const newInvoice = () => {
		amounts += 1;
		return dinero.create('invoices', {
			ContactGuid: contact(),
			TotalInclVat: 100 + amounts,
			PaymentDate: dinero.day((pick % 4) - 1),
		});
	};
	const actions: Array<() => void> = [
		newInvoice,
		newInvoice,
		() => dinero.book(newInvoice()),
		() => drafts.length > 0 && dinero.book(one(drafts)!.guid),
		() => drafts.length > 0 && dinero.book(one(drafts)!.guid),
		() =>
			drafts.length > 0 && dinero.update(one(drafts)!.guid, { Description: `Changed ${pick} ${dinero.now}` }),
		() => drafts.length > 0 && dinero.remove(one(drafts)!.guid),
		() => open.length > 0 && pay(dinero, one(open)!.guid, true),
		() => open.length > 0 && pay(dinero, one(open)!.guid, true),
		() => open.length > 0 && pay(dinero, one(open)!.guid, false),
		() => open.length > 0 && pay(dinero, one(open)!.guid, false),
		() =>
			one(booked.filter(({ payments }) => payments.length > 0)) &&
			dinero.takeBack(one(booked.filter(({ payments }) => payments.length > 0))!.guid),
		() => booked.length > 0 && dinero.send(one(booked)!.guid),
		() => booked.length > 0 && dinero.credit(one(booked)!.guid),
		() => {
			const waiting = alive('creditNotes').filter(({ row }) => row.Status === 'Draft');
			if (waiting.length > 0) dinero.bookCreditNote(one(waiting)!.guid);
		},
		() => dinero.create('contacts'),
		() =>
			alive('contacts').length > 0 &&
			dinero.update(one(alive('contacts'))!.guid, { Name: `Changed ${pick} ${dinero.now}` }),
		() => alive('contacts').length > 2 && dinero.remove(one(alive('contacts'))!.guid),
		() => {
			const gone = dinero.of('contacts').filter(({ deletedAt }) => deletedAt !== undefined);
			if (gone.length > 0) dinero.restore(one(gone)!.guid);
		},
		() => dinero.create('products'),
		() =>
			alive('products').length > 0 &&
			dinero.update(one(alive('products'))!.guid, { Name: `Changed ${pick} ${dinero.now}` }),
		() => alive('products').length > 0 && dinero.remove(one(alive('products'))!.guid),
		() => dinero.create('tradeOffers', { ContactGuid: contact() }),
		() =>
			alive('tradeOffers').length > 0 &&
			dinero.update(one(alive('tradeOffers'))!.guid, { Description: `Changed ${pick} ${dinero.now}` }),
		() => {
			const waiting = alive('tradeOffers').filter(({ row }) => row.Status === 'Draft');
			if (waiting.length > 0) dinero.invoiceOffer(one(waiting)!.guid);
		},
		() => dinero.post(dinero.guid(), pick % 2 === 0 ? null : contact(), 10 + pick),
	];
	actions[which % actions.length]();
}

export const writeKinds = 26;

function pay(dinero: MemoryDinero, guid: string, full: boolean): void {
	const left = dinero.remaining(guid);
	amounts += 1;
	// Every amount is paid once only, so that payments can be told apart by it.
	dinero.pay(guid, full || left < 20 ? left : Math.round(left * 25 + amounts) / 100);
}
