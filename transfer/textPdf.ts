const linesPerPage = 60;
const fontSize = 9;

/**
 * Plain text as a PDF in a typewriter font, 60 lines a page of A4, so that columns stay columns. The same text
 * always gives the same bytes. Letters outside Western European are replaced by '?'.
 */
export function textPdf(lines: string[]): Uint8Array {
	const pages: string[][] = [];
	for (let start = 0; start < Math.max(1, lines.length); start += linesPerPage) {
		pages.push(lines.slice(start, start + linesPerPage));
	}
	const pageNumbers = pages.map((_, index) => 4 + index * 2);
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		`<< /Type /Pages /Kids [${pageNumbers.map((number) => `${number} 0 R`).join(' ')}] /Count ${pages.length} >>`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
		...pages.flatMap((page, index) => {
			const content = contentOf(page);
			return [
				`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${pageNumbers[index] + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
				`<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
			];
		}),
	];
	let text = '%PDF-1.4\n';
	const offsets = objects.map((object, index) => {
		const offset = text.length;
		text += `${index + 1} 0 obj\n${object}\nendobj\n`;
		return offset;
	});
	const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
	text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
	text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.indexOf('xref\n0 ')}\n%%EOF\n`;
	return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** One byte a letter, so that lengths and offsets in letters are those in bytes. */
function contentOf(lines: string[]): string {
	const shown = lines.map((line) => {
		const western = line.normalize('NFC').replace(/[^\x20-\x7e\xa0-\xff]/g, '?');
		return `(${western.replace(/[\\()]/g, '\\$&')}) Tj T*`;
	});
	return `BT /F1 ${fontSize} Tf 12 TL 40 800 Td\n${shown.join('\n')}\nET`;
}
