import { matching, searchOf, titled, type Search } from './search';

/** The guid of another field of the form, or nothing while it is not chosen. */
function chosen(search: Search, name: string): string | undefined {
	return /[0-9a-f-]{36}/i.exec(String(search.field(name) ?? ''))?.[0];
}

export const searchContactNotes = searchOf(async (search) => {
	const contactGuid = chosen(search, 'contactId');
	if (contactGuid === undefined) return { rows: [] };
	const { dinero, organizationId, text } = search;
	const query = { fields: 'Id,NoteDate,Text' };
	const notes = await dinero.getMany('contactNote.getMany', { organizationId, path: { contactGuid }, query });
	const rows = notes.map(({ Id, NoteDate, Text }) => ({
		name: titled(NoteDate?.slice(0, 10), Text.replace(/\s+/g, ' ').slice(0, 60)),
		value: Id,
	}));
	return { rows: matching(rows, text) };
});

export const searchReminders = searchOf(async (search) => {
	const voucherGuid = chosen(search, 'invoiceId');
	if (voucherGuid === undefined) return { rows: [] };
	const { dinero, organizationId } = search;
	const reminders = await dinero.getMany('reminder.getMany', { organizationId, path: { voucherGuid } });
	const rows = reminders
		.filter((reminder) => !reminder.IsDeleted)
		.map(({ Id, Number: number, Date, IsDraft }) => ({
			name: titled(`Reminder ${number}`, Date.slice(0, 10), IsDraft && 'draft'),
			value: String(Id ?? ''),
		}));
	return { rows: matching(rows, search.text) };
});

export const searchFiles = searchOf(async ({ dinero, organizationId, text }) => {
	const files = await dinero.getMany('file.getMany', { organizationId }, { limit: 1000 });
	const rows = files.map(({ FileGuid, Name, UploadedAt }) => ({
		name: titled(Name, UploadedAt?.slice(0, 10)),
		value: FileGuid ?? '',
	}));
	return { rows: matching(rows, text) };
});

interface Payment {
	Guid: string;
	Amount: number;
	PaymentDate?: string | null;
	Description: string;
}

function paymentRows(payments: readonly Payment[]) {
	return payments.map(({ Guid, Amount, PaymentDate, Description }) => ({
		name: titled(PaymentDate?.slice(0, 10), Amount.toFixed(2), Description),
		value: Guid,
	}));
}

export const searchInvoicePayments = searchOf(async (search) => {
	const guid = chosen(search, 'invoiceId');
	if (guid === undefined) return { rows: [] };
	const { dinero, organizationId } = search;
	const { Payments } = await dinero.call('invoice.getPayments', { organizationId, path: { guid } });
	return { rows: matching(paymentRows(Payments ?? []), search.text) };
});

export const searchCreditNotePayments = searchOf(async (search) => {
	const guid = chosen(search, 'creditNoteId');
	if (guid === undefined) return { rows: [] };
	const { dinero, organizationId } = search;
	const { Payments } = await dinero.call('creditNote.getPayments', { organizationId, path: { guid } });
	return { rows: matching(paymentRows(Payments ?? []), search.text) };
});

export const searchPurchasePayments = searchOf(async (search) => {
	const id = chosen(search, 'purchaseVoucherId');
	if (id === undefined) return { rows: [] };
	const { dinero, organizationId } = search;
	const payments = await dinero.getMany('purchaseVoucher.getPayments', { organizationId, path: { id } });
	return { rows: matching(paymentRows(payments), search.text) };
});
