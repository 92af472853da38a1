import PDFDocument from 'pdfkit';

/** A document as it is printed. Amounts are minor units of the currency. */
export interface PrintedDocument {
	title: string;
	number: number | string;
	language: string;
	currency: string;
	sender: { name: string; lines: string[] };
	receiver: { name: string; lines: string[] };
	facts: Array<[string, string]>;
	/** Over the columns for text, quantity, price and amount. */
	headings: [string, string, string, string];
	lines: Array<{
		text: string;
		comment: string | null;
		quantity: string;
		unit: string;
		price: string;
		amount: string;
		bold: boolean;
	}>;
	/** The last one is printed large. */
	totals: Array<[string, string]>;
	comment: string | null;
	footer: string;
}

const ink = '#1d2733';
const muted = '#67727e';
const accent = '#1f5f8b';
const left = 56;
const right = 539;

/** Renders a document as a PDF of A4 pages. The same document gives the same bytes but for its times. */
export function renderPdf(printed: PrintedDocument, at: Date): Buffer {
	const pdf = new PDFDocument({
		size: 'A4',
		margin: left,
		bufferPages: true,
		info: {
			Title: `${printed.title} ${printed.number}`,
			Author: printed.sender.name,
			CreationDate: at,
			ModDate: at,
		},
	});
	head(pdf, printed);
	let y = table(pdf, printed, 262);
	y = totals(pdf, printed, y + 14);
	if (printed.comment) {
		if (y > 690) y = newPage(pdf);
		pdf
			.font('Helvetica')
			.fontSize(9.5)
			.fillColor(ink)
			.text(printed.comment, left, y + 18, { width: right - left });
	}
	footers(pdf, printed);
	pdf.end();
	// Nobody has read so far, so all of it is there in one piece.
	return (pdf as unknown as { read(): Buffer }).read();
}

function head(pdf: PDFKit.PDFDocument, printed: PrintedDocument): void {
	pdf.rect(0, 0, 595.28, 10).fill(accent);
	pdf.fillColor(ink).font('Helvetica-Bold').fontSize(15).text(printed.sender.name, left, 48);
	pdf.font('Helvetica').fontSize(9).fillColor(muted);
	printed.sender.lines.forEach((line, index) => pdf.text(line, left, 70 + index * 12));

	pdf
		.fillColor(muted)
		.fontSize(8)
		.text(printed.language === 'en-GB' ? 'TO' : 'TIL', left, 146);
	pdf
		.fillColor(ink)
		.font('Helvetica-Bold')
		.fontSize(11)
		.text(printed.receiver.name, left, 158, { width: 240 });
	pdf.font('Helvetica').fontSize(10);
	printed.receiver.lines
		.slice(0, 5)
		.forEach((line, index) => pdf.text(line, left, 174 + index * 13, { width: 240 }));

	pdf
		.fillColor(accent)
		.font('Helvetica-Bold')
		.fontSize(22)
		.text(printed.title, 330, 44, { width: right - 330, align: 'right' });
	pdf.fontSize(9.5);
	printed.facts.forEach(([name, value], index) => {
		const y = 146 + index * 15;
		pdf.font('Helvetica').fillColor(muted).text(name, 330, y, { width: 95 });
		pdf
			.font('Helvetica-Bold')
			.fillColor(ink)
			.text(value, 425, y, { width: right - 425, align: 'right', lineBreak: false });
	});
}

const columns = { text: left, quantity: 318, price: 392, amount: 466 };

function table(pdf: PDFKit.PDFDocument, printed: PrintedDocument, start: number): number {
	let y = tableHead(pdf, printed.headings, start);
	for (const line of printed.lines) {
		pdf.font(line.bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(9.5);
		const width = line.bold ? right - left : 250;
		const height = pdf.heightOfString(line.text, { width });
		const comment = line.comment ? pdf.fontSize(8.5).heightOfString(line.comment, { width: 250 }) + 2 : 0;
		if (y + height + comment > 720) y = tableHead(pdf, printed.headings, newPage(pdf));
		pdf.fontSize(9.5).fillColor(ink).text(line.text, columns.text, y, { width });
		if (!line.bold) {
			pdf.text(`${line.quantity} ${line.unit}`.trim(), columns.quantity, y, {
				width: 66,
				align: 'right',
				lineBreak: false,
			});
			pdf.text(line.price, columns.price, y, { width: 66, align: 'right', lineBreak: false });
			pdf.text(line.amount, columns.amount, y, {
				width: right - columns.amount,
				align: 'right',
				lineBreak: false,
			});
		}
		if (line.comment) {
			pdf
				.font('Helvetica')
				.fontSize(8.5)
				.fillColor(muted)
				.text(line.comment, columns.text, y + height + 2, { width: 250 });
		}
		y += height + comment + 7;
		pdf
			.moveTo(left, y - 4)
			.lineTo(right, y - 4)
			.lineWidth(0.4)
			.strokeColor('#d9dee3')
			.stroke();
	}
	return y;
}

function tableHead(pdf: PDFKit.PDFDocument, headings: PrintedDocument['headings'], y: number): number {
	const [text, quantity, price, amount] = headings;
	pdf.rect(left - 6, y - 5, right - left + 12, 19).fill('#eef3f7');
	pdf.font('Helvetica-Bold').fontSize(8.5).fillColor(accent);
	pdf.text(text, columns.text, y);
	pdf.text(quantity, columns.quantity, y, { width: 66, align: 'right' });
	pdf.text(price, columns.price, y, { width: 66, align: 'right' });
	pdf.text(amount, columns.amount, y, { width: right - columns.amount, align: 'right' });
	return y + 22;
}

function totals(pdf: PDFKit.PDFDocument, printed: PrintedDocument, start: number): number {
	let y = start + printed.totals.length * 17 > 740 ? newPage(pdf) : start;
	printed.totals.forEach(([name, value], index) => {
		const last = index === printed.totals.length - 1;
		if (last) {
			pdf
				.moveTo(330, y - 2)
				.lineTo(right, y - 2)
				.lineWidth(1)
				.strokeColor(accent)
				.stroke();
			y += 4;
		}
		pdf
			.font(last ? 'Helvetica-Bold' : 'Helvetica')
			.fontSize(last ? 12 : 9.5)
			.fillColor(last ? ink : muted);
		pdf.text(name, 330, y, { width: 110, lineBreak: false });
		pdf.fillColor(ink).text(value, 425, y, { width: right - 425, align: 'right', lineBreak: false });
		y += last ? 20 : 15;
	});
	return y;
}

function newPage(pdf: PDFKit.PDFDocument): number {
	pdf.addPage();
	return left + 8;
}

function footers(pdf: PDFKit.PDFDocument, printed: PrintedDocument): void {
	const { count } = pdf.bufferedPageRange();
	for (let index = 0; index < count; index++) {
		pdf.switchToPage(index);
		// Text below the bottom margin would start a page of its own.
		pdf.page.margins.bottom = 0;
		pdf.font('Helvetica').fontSize(8).fillColor(muted);
		pdf.text(printed.footer, left, 796, { width: right - left - 60, lineBreak: false });
		pdf.text(`${index + 1} / ${count}`, right - 60, 796, { width: 60, align: 'right', lineBreak: false });
	}
}
