/** Every field that the list of credit notes can give, as Dinero's contract lists them. */
export const creditNoteListFields = [
	'Number',
	'Guid',
	'ExternalReference',
	'ContactName',
	'ContactGuid',
	'Date',
	'PaymentDate',
	'Description',
	'Currency',
	'Status',
	'MailOutStatus',
	'TotalExclVatInDkk',
	'TotalInclVatInDkk',
	'TotalExclVat',
	'TotalInclVat',
	'CreatedAt',
	'UpdatedAt',
	'DeletedAt',
] as const;

/** The same of the lists of invoices and of all sales, which know one field more. */
export const invoiceListFields = [...creditNoteListFields, 'LatestMailOutType'] as const;
