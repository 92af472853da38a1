import { pickedOrganization } from '../../sandbox/runner/settings.mts';

/** A form as somebody has filled it in, of which there is a picture. */
export interface Screen {
	picture: string;
	/** The node's name. */
	node: string;
	parameters: Record<string, unknown>;
	/** How far the form is scrolled down for the picture; pixels. */
	scrolled?: number;
}

const chosen = (value: string, cachedResultName: string) => ({ __rl: true, mode: 'list', value, cachedResultName });
const contactName = 'Havnens Is ApS - DK99102012 - kontor@havnens-is.example';

/** What the screens name of the books: guids of a contact, and of a booked invoice of two lines. */
export interface Named {
	contact: string;
	invoice: string;
}

/** The forms that a bookkeeper meets first, one for each picture; they change the books of the local Dinero when they are run. */
export function screensFor({ contact, invoice }: Named, year: number): Screen[] {
	const form = (resource: string, operation: string, parameters: Record<string, unknown>) => ({
		...{ resource, operation, organizationId: pickedOrganization },
		...parameters,
	});
	return [
		{
			picture: 'screen-contact',
			node: 'Customer in Dinero',
			parameters: form('contact', 'upsert', {
				...{ matchBy: 'vatNumber', matchValue: 'DK99102012', name: 'Havnens Is ApS' },
				additionalFields: { city: 'Gilleleje', email: 'kontor@havnens-is.example' },
			}),
		},
		{
			picture: 'screen-invoice',
			node: 'Invoice in Dinero',
			parameters: form('invoice', 'create', {
				contactId: chosen(contact, contactName),
				lines: {
					line: [
						{
							description: 'Repair of a bicycle',
							quantity: 1,
							unitPrice: 500,
							accountNumber: chosen('1000', '1000 Salg af varer/ydelser m/moms (U25)'),
						},
					],
				},
			}),
			scrolled: 260,
		},
		{
			picture: 'screen-credit-note',
			node: 'Credit Note in Dinero',
			parameters: form('creditNote', 'createFromInvoice', {
				...{ invoiceId: chosen(invoice, '2 - Havnens Is ApS - 875.00 DKK - Booked'), credit: 'lines' },
				creditLines: { line: [{ number: 1, quantity: 1 }] },
			}),
		},
		{
			picture: 'screen-entry',
			node: 'Entries of the Year',
			parameters: form('entry', 'getAll', {
				...{ fromDate: `${year}-01-01`, toDate: `${year}-12-31`, returnAll: true },
				options: { accounts: '55000' },
			}),
		},
		{
			picture: 'screen-product',
			node: 'Product in Dinero',
			parameters: form('product', 'upsert', {
				...{ matchBy: 'productNumber', matchValue: 'BIKE-1', name: 'Cargo bike', unitPrice: 900 },
				additionalFields: { unit: 'parts' },
			}),
		},
	];
}
