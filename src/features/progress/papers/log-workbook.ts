import type { Cell, SheetData } from 'write-excel-file/universal';
import type { LogLine } from '../../../domain/activity/work-log.ts';
import type { Period } from '../../../domain/period.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { PaperWords } from './paper-words.ts';

/** The log of a village's team, or of all of a commune. */
export interface LogOf {
  /** Whose it is: a village or a commune. */
  readonly place: string;
  readonly above: string;
  readonly period: Period;
  readonly villages: readonly { readonly id: Uuid; readonly place: string; readonly lines: readonly LogLine[] }[];
  /** When the phone received it, Unix ms, where there was no newer one to make the paper of. */
  readonly receivedAt?: number | undefined;
  /** Names of members; of who is not among them nobody knows the name any more. */
  readonly names: ReadonlyMap<Uuid, string>;
}

export const logCounts = ['asked', 'visits', 'rechecks', 'sessions', 'heads'] as const;

/** One line of the log with the names that it is read by. */
export interface NamedLine extends LogLine {
  readonly place: string;
  readonly name: string;
}

/** All lines, village by village, each by day and name. */
export const namedLines = ({ villages, names }: LogOf, { t }: PaperWords): NamedLine[] =>
  villages.flatMap(({ place, lines }) =>
    lines
      .map((line) => ({ ...line, place, name: names.get(line.member) ?? t('papers:log.unknownMember') }))
      .sort((a, b) => (a.on === b.on ? a.name.localeCompare(b.name, 'vi') : a.on < b.on ? -1 : 1)),
  );

/** What each member did in the period: by village, then by name. */
export interface MemberSum extends Readonly<Record<(typeof logCounts)[number], number>> {
  readonly place: string;
  readonly name: string;
  readonly days: number;
}

export function memberSums(lines: readonly NamedLine[]): MemberSum[] {
  const sums = new Map<string, MemberSum>();
  for (const line of lines) {
    const key = `${line.place} ${line.member}`;
    const { days, ...known } = sums.get(key) ?? { days: 0, asked: 0, visits: 0, rechecks: 0, sessions: 0, heads: 0 };
    sums.set(key, {
      place: line.place,
      name: line.name,
      days: days + 1,
      asked: known.asked + line.asked,
      visits: known.visits + line.visits,
      rechecks: known.rechecks + line.rechecks,
      sessions: known.sessions + line.sessions,
      heads: known.heads + line.heads,
    });
  }
  return [...sums.values()];
}

const text = (value: string, look: object = {}): Cell => ({
  value,
  type: String,
  wrap: true,
  alignVertical: 'top',
  borderStyle: 'thin',
  ...look,
});
const number = (value: number, look: object = {}): Cell => ({
  value,
  type: Number,
  format: '#,##0',
  alignVertical: 'top',
  borderStyle: 'thin',
  ...look,
});
const bold = { fontWeight: 'bold' } as const;
const head = { ...bold, backgroundColor: '#E5EDE8', align: 'center', alignVertical: 'center' } as const;
const wide = { columnSpan: 10, wrap: false, borderStyle: undefined } as const;

const lineWidths = [6, 12, 20, 24, 10, 10, 10, 10, 10, 40, 16];
const sumWidths = [6, 20, 24, 10, 10, 10, 10, 10, 10, 16];

/** The log as a workbook: a line a member and day, and the sums by member; each with a place to sign. */
export async function makeLogWorkbook(of: LogOf, words: PaperWords): Promise<Blob> {
  const { default: writeExcelFile } = await import('write-excel-file/universal');
  const { t } = words;
  return writeExcelFile([
    {
      data: linesSheet(of, words),
      sheet: t('papers:log.sheet'),
      columns: lineWidths.map((width) => ({ width })),
      orientation: 'landscape' as const,
      stickyRowsCount: 5,
    },
    {
      data: sumsSheet(of, words),
      sheet: t('papers:log.sums'),
      columns: sumWidths.map((width) => ({ width })),
      orientation: 'landscape' as const,
      stickyRowsCount: 5,
    },
  ]).toBlob();
}

const top = ({ place, above, period, receivedAt }: LogOf, { t, format }: PaperWords): SheetData => [
  [text(t('papers:log.title'), { ...wide, ...bold, fontSize: 14 })],
  [text([place, above].filter(Boolean).join(', '), wide)],
  [text(t('papers:report.period', { from: format.day(period.from), to: format.day(period.until) }), wide)],
  receivedAt === undefined ? [] : [text(t('papers:log.receivedAt', { time: format.time(receivedAt) }), wide)],
];

export function linesSheet(of: LogOf, words: PaperWords): SheetData {
  const { t, format } = words;
  const lines = namedLines(of, words);
  const sum = (name: (typeof logCounts)[number]): number => lines.reduce((all, line) => all + line[name], 0);
  return [
    ...top(of, words),
    (['number', 'day', 'place', 'member', ...logCounts, 'services', 'sign'] as const).map((name) =>
      text(t(`papers:log.${name}`), head),
    ),
    ...lines.map((line, at) => [
      number(at + 1),
      text(format.day(line.on)),
      text(line.place),
      text(line.name),
      ...logCounts.map((name) => number(line[name])),
      text(line.services.map(words.service).join(', ')),
      text(''),
    ]),
    [
      text(''),
      text(t('papers:log.sum'), bold),
      text(''),
      text(''),
      ...logCounts.map((name) => number(sum(name), bold)),
      text(''),
      text(''),
    ],
    [],
    [text(t('papers:log.note'), wide)],
  ];
}

export function sumsSheet(of: LogOf, words: PaperWords): SheetData {
  const { t } = words;
  return [
    ...top(of, words),
    (['number', 'place', 'member', 'days', ...logCounts, 'sign'] as const).map((name) =>
      text(t(`papers:log.${name}`), head),
    ),
    ...memberSums(namedLines(of, words)).map((sum, at) => [
      number(at + 1),
      text(sum.place),
      text(sum.name),
      number(sum.days),
      ...logCounts.map((name) => number(sum[name])),
      text(''),
    ]),
  ];
}
