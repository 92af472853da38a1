/** A Danish CVR number: eight digits whose weighted sum (2 7 6 5 4 3 2 1) is divisible by 11; "DK" and blanks may stand before and between. */
export function isCvrNumber(text: string): boolean {
	const digits = text.replace(/^\s*DK/i, '').replace(/\s/g, '');
	if (!/^\d{8}$/.test(digits) || digits.startsWith('0')) return false;
	const weights = [2, 7, 6, 5, 4, 3, 2, 1];
	return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11 === 0;
}

/** The payment line of a Danish payment slip (FIK 71): 15 digits with a check digit, and the creditor, as `+71000000016460909+12345678`. */
export function fikCode(number: number, creditor: string): string {
	const digits = String(number).padStart(14, '0');
	let sum = 0;
	for (let index = 0; index < digits.length; index++) {
		const product = Number(digits[index]) * (index % 2 === 0 ? 1 : 2);
		sum += product > 9 ? product - 9 : product;
	}
	return `+71${digits}${(10 - (sum % 10)) % 10}+${creditor}`;
}

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isGuid(text: unknown): text is string {
	return typeof text === 'string' && guidPattern.test(text);
}
