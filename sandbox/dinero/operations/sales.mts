import { fromMinor } from '../books/money.mts';
import type { Answer, Call, Operation } from './call.mts';
import { listSales, salesLists } from './salesLists.mts';

function settings(call: Call): Answer {
	const { settings: kept, templates } = call.organization;
	return {
		json: {
			LinesInclVat: kept.linesInclVat,
			FikCode: kept.fikCreditor,
			UseFikCode: kept.useFikCode,
			DefaultAccountNumber: kept.defaultAccountNumber,
			InvoiceTemplateId: templates.find(({ isDefault }) => isDefault)?.id ?? null,
			AddVoucherAsPdfAttachment: kept.addVoucherAsPdfAttachment,
			ReminderFee: fromMinor(kept.reminderFee),
			ReminderInterestRate: kept.reminderInterestRate,
			TrustPilotEmail: kept.trustPilotEmail,
			PaymentConditionNumberOfDays: kept.paymentConditionNumberOfDays,
			PaymentConditionType: kept.paymentConditionType,
		},
	};
}

export const salesOperations: Record<string, Operation> = {
	get_v1_organizationId_sales: (call) => listSales(call, salesLists.sales),
	get_v1_organizationId_sales_settings: settings,
};
