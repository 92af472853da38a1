export * from './order';
export * from './plan';
export * from './refusal';
export {
	belongsToRefund,
	contactIdentity,
	creditNoteIdentity,
	invoiceIdentity,
	normaliseShopKey,
	paymentReference,
	refundedInvoiceIdentities,
	refundedInvoiceSearches,
	uuidV5,
	type Identity,
} from './identity';
export { readSettings, type AccountName, type Settings, type SettingsInput } from './settings';
export { presets } from './presets';
export { readingOptions, readShopDocument, readShopDocuments, type ReadShopOptions } from './shops/recognise';
export { planInvoice, todayInCopenhagen } from './planInvoice';
export { planCreditNote } from './planCreditNote';
export { checkSettings, type Finding } from './checkSettings';
export { fitsPurpose } from './accounts';
export { checkConsistency } from './consistency';
export { decimalNumber, decimalText, moneyText, parseMinor } from './money';
export { planSettlement, type SettlementPlan } from './settlement';
export { settlementList } from './settlementLines';
export { settlementLanguage } from './settlementTexts';
export { planPayout, type Payout, type PayoutChoices, type PayoutPlan } from './payout';
export { readPayout } from './shops/payouts';
