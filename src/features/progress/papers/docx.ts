import * as docx from 'docx';
import type { Format } from '../../../i18n/index.ts';
import { docxType, type Paper, type PaperBlock, type PaperTable } from './paper.ts';

// Decree 30/2020/NĐ-CP, appendix I: A4; margins 20–25 mm above and below, 30–35 mm left, 15–20 mm right; Times New
// Roman 13–14; the first line of a paragraph 1–1.27 cm in; at least 6 pt between paragraphs; the page's number in the
// middle above, from the second page on.
const mm = (length: number): number => Math.round((length * 1440) / 25.4);
const page = { width: mm(210), height: mm(297) };
const margins = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(20), header: mm(10), footer: mm(10) };
const across = page.width - margins.left - margins.right;
const font = 'Times New Roman';
/** Half points. */
const size = { body: 28, small: 24, country: 24, motto: 26, table: 24 } as const;
/** Of the head and the foot, the left side: the country's name stands on one line of the right. */
const leftSide = 0.4;

/** Numbers and shares stand in the middle of their column. */
const isShort = (value: string | number): boolean => typeof value === 'number' || value.endsWith('%');

/** The paper as a Word document. Import this file when a paper is made: the library is large. */
export async function makeDocx(paper: Paper, format: Pick<Format, 'number'>): Promise<Blob> {
  const run = (text: string, options: docx.IRunOptions = {}) =>
    new docx.TextRun({ text, font, size: size.body, ...options });
  const line = (text: string, options: docx.IRunOptions = {}, paragraph: docx.IParagraphOptions = {}): docx.Paragraph =>
    new docx.Paragraph({ children: [run(text, options)], ...paragraph });
  const centred = { alignment: docx.AlignmentType.CENTER } as const;
  const nothing = { style: docx.BorderStyle.NONE, size: 0, color: 'auto' } as const;
  const noBorders = { top: nothing, bottom: nothing, left: nothing, right: nothing };
  const thin = { style: docx.BorderStyle.SINGLE, size: 4, color: '000000' } as const;
  const thinBorders = { top: thin, bottom: thin, left: thin, right: thin };

  /** A rule below a heading, as long as part of its column. */
  const rule = (indent: number): docx.Paragraph =>
    new docx.Paragraph({
      children: [],
      border: { top: { style: docx.BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
      indent: { left: indent, right: indent },
      spacing: { before: 40, after: 0, line: 120, lineRule: docx.LineRuleType.EXACT },
    });

  const sideBySide = (left: readonly docx.Paragraph[], right: readonly docx.Paragraph[], share: number): docx.Table => {
    const widths = [Math.round(across * share), across - Math.round(across * share)];
    const cell = (children: readonly docx.Paragraph[], width: number) =>
      new docx.TableCell({
        children: [...children],
        width: { size: width, type: docx.WidthType.DXA },
        borders: noBorders,
        margins: { left: 0, right: 0 },
      });
    return new docx.Table({
      width: { size: across, type: docx.WidthType.DXA },
      columnWidths: widths,
      layout: docx.TableLayoutType.FIXED,
      borders: { ...noBorders, insideHorizontal: nothing, insideVertical: nothing },
      rows: [new docx.TableRow({ children: [cell(left, widths[0]!), cell(right, widths[1]!)], cantSplit: true })],
    });
  };

  const table = ({ head, rows, widths, isSummed }: PaperTable): docx.Table => {
    const whole = widths.reduce((sum, width) => sum + width, 0);
    const columns = widths.map((width) => Math.floor((across * width) / whole));
    const cell = (
      value: string | number,
      column: number,
      isBold: boolean,
      options: Partial<docx.ITableCellOptions> = {},
    ) =>
      new docx.TableCell({
        borders: thinBorders,
        width: { size: columns[column]!, type: docx.WidthType.DXA },
        margins: { left: 60, right: 60, top: 20, bottom: 20 },
        verticalAlign: docx.VerticalAlignTable.CENTER,
        children: [
          line(
            typeof value === 'number' ? format.number(value) : value,
            { size: size.table, bold: isBold },
            isShort(value) || options.shading ? centred : {},
          ),
        ],
        ...options,
      });
    const shading = { fill: 'E7E6E6' };
    return new docx.Table({
      width: { size: across, type: docx.WidthType.DXA },
      columnWidths: columns,
      layout: docx.TableLayoutType.FIXED,
      rows: [
        new docx.TableRow({
          tableHeader: true,
          cantSplit: true,
          children: head.map((text, column) => cell(text, column, true, { shading })),
        }),
        ...rows.map(
          (values, at) =>
            new docx.TableRow({
              cantSplit: true,
              children: values.map((value, column) => cell(value, column, isSummed === true && at === rows.length - 1)),
            }),
        ),
      ],
    });
  };

  const body = (text: string, options: docx.IRunOptions = {}, paragraph: docx.IParagraphOptions = {}): docx.Paragraph =>
    line(text, options, {
      alignment: docx.AlignmentType.JUSTIFIED,
      indent: { firstLine: mm(10) },
      spacing: { before: 120, after: 0, line: 276, lineRule: docx.LineRuleType.AUTO },
      ...paragraph,
    });
  const blocks = (block: PaperBlock): (docx.Paragraph | docx.Table)[] => {
    if (block.kind === 'table') return [line('', { size: 8 }), table(block), line('', { size: 8 })];
    if (block.kind === 'chapter') return [body(block.text, { bold: true }, { keepNext: true })];
    if (block.kind === 'section') return [body(block.text, { bold: true, italics: true }, { keepNext: true })];
    if (block.kind === 'note') return [body(block.text, { italics: true, size: size.small })];
    // What people wrote keeps its own lines.
    return block.text.split(/\r?\n/).map((text) => body(text));
  };

  const document = new docx.Document({
    title: [paper.title, ...paper.about].join(' '),
    creator: paper.by,
    styles: { default: { document: { run: { font, size: size.body } } } },
    sections: [
      {
        properties: {
          titlePage: true,
          page: { size: page, margin: margins },
        },
        headers: {
          first: new docx.Header({ children: [line('')] }),
          default: new docx.Header({
            children: [
              new docx.Paragraph({
                ...centred,
                children: [new docx.TextRun({ children: [docx.PageNumber.CURRENT], font, size: size.country })],
              }),
            ],
          }),
        },
        children: [
          sideBySide(
            [
              line(paper.above, { size: size.country }, centred),
              line(paper.by, { size: size.country, bold: true }, centred),
              rule(mm(20)),
              line(paper.number, { size: size.country }, centred),
            ],
            [
              line(paper.country, { size: size.country, bold: true, characterSpacing: -6 }, centred),
              line(paper.motto, { size: size.motto, bold: true }, centred),
              rule(mm(16)),
              line(paper.placeAndDay, { italics: true }, centred),
            ],
            leftSide,
          ),
          line(paper.title, { bold: true }, { ...centred, spacing: { before: 240, after: 0 } }),
          ...paper.about.map((text) => line(text, { bold: true }, centred)),
          rule(mm(60)),
          line(paper.to, {}, { ...centred, spacing: { before: 120, after: 120 } }),
          ...paper.blocks.flatMap(blocks),
          line('', {}),
          sideBySide(
            paper.receivers.map((text, at) =>
              line(text, at === 0 ? { bold: true, italics: true, size: 24 } : { size: 22 }),
            ),
            [
              ...paper.signature.map((text) =>
                line(text, { bold: true, size: size.motto }, { ...centred, keepNext: true }),
              ),
              ...Array.from({ length: 4 }, () => line('', {}, { keepNext: true })),
              line(paper.signer, { bold: true }, centred),
            ],
            leftSide,
          ),
        ],
      },
    ],
  });
  return new Blob([await docx.Packer.toArrayBuffer(document)], { type: docxType });
}
