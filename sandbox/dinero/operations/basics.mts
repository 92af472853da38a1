import type { Operation } from './call.mts';

/** VAT types and accounting years. */
export const basicOperations: Record<string, Operation> = {
	get_v1_organizationId_vatTypes: ({ organization }) => ({
		json: [...organization.vatTypes.values()].map(({ code, name, rate }) => ({
			VatCode: code,
			Name: name,
			VatRate: rate / 10000,
		})),
	}),
	get_v1_organizationId_accountingyears: ({ organization }) => ({
		json: organization.accountingYears.map(({ name, from, to }) => ({
			Name: name,
			FromDate: from,
			ToDate: to,
			SalarySumTaxStateEnum: 'None',
		})),
	}),
};
