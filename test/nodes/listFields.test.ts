import contract from '../../contract/openapi.json';
import { creditNoteListFields, invoiceListFields } from '../../nodes/Dinero/documents/listFields';
import { contactListFields } from '../../nodes/Dinero/resources/contact/simple';
import { noteListFields } from '../../nodes/Dinero/resources/contactNote/getAll';
import { productListFields } from '../../nodes/Dinero/resources/product/body';
import { tradeOfferListFields } from '../../nodes/Dinero/resources/tradeOffer/shown';

interface Listing {
	get: { parameters: Array<{ name: string; description?: string }> };
}

/** The fields that the contract allows a list to be asked for. */
function allowed(path: string): string[] {
	const { parameters } = (contract.paths as unknown as Record<string, Listing>)[path].get;
	const text = parameters.find(({ name }) => name === 'fields')?.description ?? '';
	return (/allowed: ([^;(.]+)/i.exec(text)?.[1] ?? '').split(',').map((name) => name.trim());
}

test.each([
	['/v1/{organizationId}/invoices', invoiceListFields],
	['/v1/{organizationId}/sales/creditnotes', creditNoteListFields],
	['/v2/{organizationId}/contacts', contactListFields],
	['/v1/{organizationId}/tradeoffers', tradeOfferListFields],
	['/v1/{organizationId}/contacts/{contactGuid}/notes', noteListFields],
	// The contract forgets the product's guid here, which its default holds.
	['/v1/{organizationId}/products', productListFields.filter((name) => name !== 'ProductGuid')],
])('%s is asked for exactly the fields that the contract allows', (path, fields) => {
	expect([...fields].sort()).toEqual(allowed(path).sort());
});
