/** The standard chart of accounts and the VAT codes, as public extracts of Dinero's own chart show them. */

/** How a VAT code behaves. Rates are in ten-thousandths (2500 = 25 %). */
export interface VatType {
	code: string;
	name: string;
	rate: number;
	/** The account that the VAT is posted to. */
	account: number;
	/** Reverse charge: the buyer owes the VAT, posted to `account` and deducted on the purchase VAT account. */
	reverseCharge: boolean;
	kind: 'sale' | 'purchase';
}

/** One account of the chart. */
export interface Account {
	number: number;
	name: string;
	/** A code of the VAT types, or null for none. */
	vatCode: string | null;
	publicStandardNumber: number | null;
	category: string;
	categoryName: string;
	isHidden: boolean;
	isDeposit: boolean;
	isDefaultDeposit: boolean;
	bankRegistrationNumber: string | null;
	bankAccountNumber: string | null;
	bankSwiftNumber: string | null;
	bankIbanNumber: string | null;
}

export const DEBTORS = 53000;
export const CREDITORS = 63000;
export const SALES_VAT = 64000;
export const PURCHASE_VAT = 64060;
export const VAT_GOODS_ABROAD = 64020;
export const VAT_SERVICES_ABROAD = 64040;
export const CURRENCY_DIFFERENCES_SALES = 1445;
export const CURRENCY_DIFFERENCES_PURCHASES = 2400;
export const REMINDER_FEES = 1400;
export const INTEREST_INCOME = 9000;
export const FEES = 7220;
export const RETAINED_RESULT = 60020;

/** Result accounts are below this number, balance accounts from it on. */
export const FIRST_BALANCE_ACCOUNT = 50000;

function vat(
	code: string,
	name: string,
	rate: number,
	kind: 'sale' | 'purchase',
	account: number,
	reverseCharge = false,
): VatType {
	return { code, name, rate, kind, account, reverseCharge };
}

export const standardVatTypes: VatType[] = [
	vat('U25', 'Dansk salgsmoms', 2500, 'sale', SALES_VAT),
	vat('UEUV', 'Varesalg EU, indberettes (rubrik B-varer)', 0, 'sale', SALES_VAT),
	vat('UEUV2', 'Varesalg EU, indberettes ikke (rubrik B-varer)', 0, 'sale', SALES_VAT),
	vat('UEUY', 'Ydelsessalg EU (rubrik B-ydelser)', 0, 'sale', SALES_VAT),
	vat('UVC', 'Salg til verden (rubrik C)', 0, 'sale', SALES_VAT),
	vat('UVV', 'Varesalg til udlandet (rubrik C)', 0, 'sale', SALES_VAT),
	vat('UVY', 'Ydelsessalg til udlandet (rubrik C)', 0, 'sale', SALES_VAT),
	vat('OBPS', 'Dansk salg med omvendt betalingspligt', 0, 'sale', SALES_VAT),
	vat('KUNS', 'Kunstnermoms', 500, 'sale', SALES_VAT),
	vat('I25', 'Dansk købsmoms', 2500, 'purchase', PURCHASE_VAT),
	vat('IEUV', 'Varekøb EU (rubrik A-varer)', 2500, 'purchase', VAT_GOODS_ABROAD, true),
	vat('IEUY', 'Ydelseskøb EU (rubrik A-ydelser)', 2500, 'purchase', VAT_SERVICES_ABROAD, true),
	vat('IVV', 'Varekøb verden', 2500, 'purchase', VAT_GOODS_ABROAD, true),
	vat('IVY', 'Ydelseskøb verden', 2500, 'purchase', VAT_SERVICES_ABROAD, true),
	vat('OBPK', 'Dansk køb med omvendt betalingspligt', 2500, 'purchase', SALES_VAT, true),
	vat('HREP', 'Hotel, trekvart moms', 1875, 'purchase', PURCHASE_VAT),
	vat('REP', 'Repræsentation, kvart moms', 625, 'purchase', PURCHASE_VAT),
];

/** Account number, name and VAT code, in the order of the chart. */
const chart: Array<[number, string, string?]> = [
	[1000, 'Salg af varer/ydelser m/moms', 'U25'],
	[1050, 'Salg af varer/ydelser u/moms'],
	[1100, 'EU-leverancer varer – indberettes (rubrik B-varer)', 'UEUV'],
	[1150, 'EU-leverancer varer – indberettes ikke (rubrik B-varer)', 'UEUV2'],
	[1200, 'EU-leverancer ydelser (rubrik B-ydelser)', 'UEUY'],
	[1255, 'Salg af varer til udlandet (rubrik C)', 'UVV'],
	[1260, 'Salg af ydelser til udlandet (rubrik C)', 'UVY'],
	[1300, 'Salg af fragt – momsfrie'],
	[1350, 'Salg af fragt – momspligtig', 'U25'],
	[1400, 'Rykkergebyrer, administrationsgebyr mv.'],
	[1445, 'Valutakursdifferencer, eksport'],
	[1500, 'Gevinst ved salg af materielle anlægsaktiver'],
	[1550, 'Gevinst ved salg af immaterielle anlægsaktiver'],
	[2000, 'Vareforbrug', 'I25'],
	[2050, 'EU-erhvervelser varer (rubrik A-varer)', 'IEUV'],
	[2100, 'EU-erhvervelser ydelser (rubrik A-ydelser)', 'IEUY'],
	[2150, 'Varekøb verden', 'IVV'],
	[2200, 'Ydelseskøb verden', 'IVY'],
	[2250, 'Fragt med moms', 'I25'],
	[2300, 'Fragt uden moms'],
	[2350, 'Fragt – EU', 'IEUV'],
	[2400, 'Valutakursdifferencer, import'],
	[2450, 'Varelagerregulering'],
	[2800, 'Fremmed arbejde', 'I25'],
	[3000, 'AM-indkomst'],
	[3020, 'Arbejdsgiver ATP'],
	[3040, 'Medarbejder ATP'],
	[3060, 'Sygepenge mv.'],
	[3120, 'Pension'],
	[3140, 'Diæter, rejsegodtgørelse'],
	[3160, 'Kørsel i egen bil'],
	[3200, 'Arbejdstøj', 'I25'],
	[3240, 'Mad under kursus, møder', 'I25'],
	[3280, 'Uddannelse', 'I25'],
	[3300, 'Diverse ansatte m. moms', 'I25'],
	[4000, 'Annoncer og reklame', 'I25'],
	[4040, 'Hotel, personale', 'I25'],
	[4060, 'Hotel, forretningsforbindelser', 'I25'],
	[4100, 'Messer', 'I25'],
	[4120, 'Repræsentation, restaurant, personale', 'REP'],
	[4140, 'Repræsentation, restaurant, forretningsforbindelser', 'REP'],
	[4180, 'Repræsentation, gaver og blomster'],
	[4280, 'Rejseomkostninger'],
	[5000, 'Husleje', 'I25'],
	[5010, 'Husleje uden moms'],
	[5025, 'El', 'I25'],
	[5030, 'Vand', 'I25'],
	[5035, 'Varme', 'I25'],
	[5060, 'Rengøring', 'I25'],
	[5080, 'Reparation og vedligeholdelse', 'I25'],
	[6000, 'Billeje', 'I25'],
	[6020, 'Brændstof', 'I25'],
	[6040, 'Vedligeholdelse, bil', 'I25'],
	[6080, 'Parkering (gulplade)', 'I25'],
	[6100, 'Broafgift', 'I25'],
	[6120, 'Taxa'],
	[6140, 'Tog'],
	[6160, 'Fly'],
	[6180, 'Bus'],
	[6200, 'Færge', 'I25'],
	[7005, 'Revision', 'I25'],
	[7010, 'Advokat', 'I25'],
	[7020, 'Bogføringsassistance', 'I25'],
	[7040, 'Konsulentbistand', 'I25'],
	[7060, 'Kontingenter inkl. moms', 'I25'],
	[7080, 'Kontingenter ekskl. moms'],
	[7120, 'Faglitteratur', 'I25'],
	[7180, 'Fragt og kørsel', 'I25'],
	[7200, 'Kontorartikler og tryksager', 'I25'],
	[7220, 'Porto og gebyrer'],
	[7240, 'Telefoni', 'I25'],
	[7280, 'Regnskabsprogram', 'I25'],
	[7300, 'Internet og webhotel', 'I25'],
	[7320, 'Køb af software', 'I25'],
	[7340, 'Konstateret tab på debitorer', 'U25'],
	[7380, 'Registrerede kassedifferencer'],
	[7400, 'Betalingsløsning', 'I25'],
	[7420, 'Indløsere'],
	[7440, 'Licens'],
	[7460, 'Diverse inkl. moms', 'I25'],
	[7480, 'Diverse ekskl. moms'],
	[7500, 'Generalforsamling', 'REP'],
	[7560, 'Bestyrelsesmøder ude', 'REP'],
	[8000, 'Immaterielle anlægsaktiver, afskrivninger'],
	[8020, 'Materielle anlægsaktiver, afskrivninger'],
	[8040, 'Småanskaffelser', 'I25'],
	[8050, 'Småanskaffelser med omvendt betalingspligt', 'OBPK'],
	[9000, 'Bankrenter, indtægt'],
	[9200, 'Bankrenter, udgift'],
	[50020, 'Immaterielle anlægsaktiver, tilgang i året', 'I25'],
	[51020, 'Driftsmiddel, tilgang i året', 'I25'],
	[52000, 'Varebeholdning'],
	[53000, 'Debitorer, ubetalte fakturaer'],
	[54000, 'Deposita'],
	[54020, 'Igangværende arbejder'],
	[54040, 'Øvrige tilgodehavender'],
	[54060, 'Periodeafgrænsning'],
	[55000, 'Bank'],
	[55040, 'Kontanter (kasse)'],
	[55120, 'Webshop, mellemregning'],
	[55130, 'Kortindløser, mellemregning'],
	[60000, 'Registreret kapital'],
	[60020, 'Overført resultat'],
	[60040, 'Udbytte'],
	[62000, 'Banklån'],
	[63000, 'Kreditorer'],
	[63010, 'Øvrige skyldige omkostninger'],
	[63080, 'Gavekort'],
	[63100, 'Udlæg ansatte og ejer'],
	[63300, 'Skattekonto'],
	[64000, 'Salgsmoms (udgående)'],
	[64020, 'Moms af varer fra udlandet'],
	[64040, 'Moms af ydelser fra udlandet'],
	[64060, 'Købsmoms (indgående)'],
	[64100, 'Momsafregning'],
	[65000, 'Skyldig AM-bidrag'],
	[65020, 'Skyldig A-skat'],
	[65040, 'Skyldig ATP'],
	[65060, 'Skyldige feriepenge'],
	[65080, 'Skyldig pension'],
	[65120, 'Skyldig løn'],
	[99999, 'Analysekonto'],
];

/** First account number of each category, its name in the contract and its Danish display name. */
const categories: Array<[number, string, string]> = [
	[0, 'Not Set', 'Ikke angivet'],
	[1000, 'Turnover', 'Omsætning'],
	[2000, 'Variable Expenses', 'Variable omkostninger'],
	[3000, 'Salary', 'Lønninger'],
	[4000, 'Sales Expenses', 'Salgsomkostninger'],
	[4280, 'Travel Expenses', 'Rejseomkostninger'],
	[5000, 'Property Expenses', 'Lokaleomkostninger'],
	[6000, 'Travel Expenses', 'Transportomkostninger'],
	[7000, 'Administration Expenses', 'Administrationsomkostninger'],
	[8000, 'Depreciation', 'Afskrivninger'],
	[9000, 'Interest Income', 'Renteindtægter'],
	[9200, 'Interest Expenses', 'Renteudgifter'],
	[9400, 'Tax', 'Skat'],
	[50000, 'IntangibleProperty', 'Immaterielle anlægsaktiver'],
	[51000, 'Property', 'Materielle anlægsaktiver'],
	[52000, 'Turnover Assets', 'Varebeholdninger'],
	[53000, 'Receivables', 'Tilgodehavender'],
	[55000, 'Liquid Assets', 'Likvide beholdninger'],
	[60000, 'Equity', 'Egenkapital'],
	[62000, 'Long Term Debt', 'Langfristet gæld'],
	[63000, 'Short Term Debt', 'Kortfristet gæld'],
	[64000, 'Vat Due', 'Skyldig moms'],
	[65000, 'Salary Due', 'Skyldig løn'],
	[66000, 'Analysis', 'Analyse'],
];

export const categoryKeys: string[] = [
	...new Set(categories.map(([, key]) => key)),
	'Financial Assets',
	'Charge',
];

/** An account with everything that follows from its number. */
export function createAccount(
	number: number,
	name: string,
	vatCode: string | null,
	isDeposit: boolean,
): Account {
	const [, category, categoryName] = categories.filter(([first]) => first <= number).at(-1)!;
	return {
		number,
		name,
		vatCode,
		publicStandardNumber: null,
		category,
		categoryName,
		isHidden: false,
		isDeposit,
		isDefaultDeposit: false,
		bankRegistrationNumber: null,
		bankAccountNumber: null,
		bankSwiftNumber: null,
		bankIbanNumber: null,
	};
}

/** The accounts that every new organization has. */
export function standardAccounts(): Account[] {
	return chart.map(([number, name, vatCode]) => {
		const account = createAccount(number, name, vatCode ?? null, number >= 55000 && number <= 55999);
		if (number === 55000) {
			account.isDefaultDeposit = true;
			account.bankRegistrationNumber = '9570';
			account.bankAccountNumber = '0012345678';
		}
		return account;
	});
}
