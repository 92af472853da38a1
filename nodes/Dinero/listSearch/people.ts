import { filterBy } from '../fields/query';
import { matching, searchOf, searchPageSize, titled } from './search';

export const searchContacts = searchOf(async ({ dinero, organizationId, text, page }) => {
	const { queryFilter, keep } = filterBy(
		text === '' ? [] : [{ field: 'Name', operator: 'contains', value: text }],
	);
	const { Collection } = await dinero.call('contact.getMany', {
		organizationId,
		query: {
			fields: 'Name,ContactGuid,Email,VatNumber,City,DeletedAt',
			page,
			pageSize: searchPageSize,
			...(queryFilter === undefined ? {} : { queryFilter }),
		},
	});
	const found = Collection ?? [];
	const rows = found
		.filter((contact) => !contact.DeletedAt && keep({ Name: contact.Name }))
		.map(({ Name, ContactGuid, Email, VatNumber, City }) => ({
			name: titled(Name, VatNumber ?? Email, City),
			value: ContactGuid,
		}));
	return { rows, more: found.length >= searchPageSize };
});

export const searchProducts = searchOf(async ({ dinero, organizationId, text, page }) => {
	const { Collection } = await dinero.call('product.getMany', {
		organizationId,
		query: {
			fields: 'Name,ProductGuid,ProductNumber,BaseAmountValue',
			freeTextSearch: text || undefined,
			page,
			pageSize: searchPageSize,
		},
	});
	const found = Collection ?? [];
	const rows = found.map(({ Name, ProductGuid, ProductNumber, BaseAmountValue }) => ({
		name: titled(
			ProductNumber,
			Name,
			BaseAmountValue === undefined ? undefined : `${BaseAmountValue.toFixed(2)} excl. VAT`,
		),
		value: ProductGuid,
	}));
	return { rows, more: found.length >= searchPageSize };
});

export const searchVatTypes = searchOf(async ({ dinero, organizationId, text }) => {
	const types = await dinero.getMany('vatType.getMany', { organizationId });
	const rows = types.map(({ VatCode, Name, VatRate }) => ({
		name: titled(VatCode, Name, `${Number((VatRate * 100).toFixed(4))} %`),
		value: VatCode ?? '',
	}));
	return { rows: matching(rows, text) };
});

export const searchAccountingYears = searchOf(async ({ dinero, organizationId, text }) => {
	const years = await dinero.getMany('accountingYear.getMany', { organizationId });
	const rows = years.map(({ Name, FromDate, ToDate }) => ({
		name: titled(Name, `${FromDate ?? ''} to ${ToDate ?? ''}`),
		value: Name ?? '',
	}));
	return { rows: matching(rows, text) };
});
