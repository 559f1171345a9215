import type { TFunction } from 'i18next';
import type { FigureSummary } from '../../../domain/report/figure-summary.ts';
import type { Format } from '../../../i18n/index.ts';
import { isFigure, type ColumnId } from './table-columns.ts';
import type { TableRow } from './table-rows.ts';

export interface TableWords {
  readonly t: TFunction<['villages', 'progress']>;
  readonly format: Format;
}

export const columnName = (id: ColumnId, { t }: Pick<TableWords, 't'>): string =>
  isFigure(id) ? t(`progress:indicator.${id}.short`) : t(`column.${id}`);

/** "61–78%": at least, at most; one number where everybody is known. */
export function figureWords(of: FigureSummary | undefined, { t, format }: TableWords): string {
  if (!of) return t('cell.hidden');
  if (of.known === 'nobody') return t('cell.none');
  if (of.known === 'nothing') return t('cell.unknown');
  const most = format.percent(of.mostPercent / 100);
  return of.known === 'exact' || of.leastPercent === of.mostPercent
    ? format.percent(of.leastPercent / 100)
    : t('cell.range', { least: of.leastPercent, most });
}

/** The words of a cell; the drawn bar says nothing that is not in them. */
export function cellWords(row: TableRow, id: ColumnId, words: TableWords): string {
  const { t } = words;
  if (!row.coverage) return t('cell.none');
  if (id === 'coverage') {
    const { surveyed, households } = row.coverage;
    return households === 0 ? t('cell.noHouseholds') : t('cell.asked', { done: surveyed, all: households });
  }
  if (id === 'report') return reportWords(row, words);
  if (id === 'unsent') return unsentWords(row, words);
  return figureWords(row.figures.get(id), words);
}

function reportWords({ isVillage, reports: { due, signed, received } }: TableRow, { t }: TableWords): string {
  if (due === 0) return t('report.notDue');
  if (!isVillage) return t('report.some', { signed, due });
  return t(received > 0 ? 'report.received' : signed > 0 ? 'report.sent' : 'report.notSent');
}

function unsentWords({ unsent: { forms }, attention: { staleDays } }: TableRow, { t }: TableWords): string {
  if (forms === 0) return t('cell.allSent');
  return staleDays > 0
    ? t('cell.stale', { count: forms, days: staleDays })
    : t('progress:villages.status.unsent', { count: forms });
}

/** Why a village stands where it does in the list by attention: "Chưa báo cáo · 3 số dưới mục tiêu". */
export function attentionWords(
  { attention: { reasons, staleDays, forms, behind } }: TableRow,
  { t }: TableWords,
): string {
  return reasons
    .map((reason) => {
      if (reason === 'stale') return t('attention.stale', { count: forms, days: staleDays });
      if (reason === 'unsent') return t('attention.unsent', { count: forms });
      if (reason === 'behind') return t('attention.behind', { count: behind });
      return t(`attention.${reason}`);
    })
    .join(' · ');
}

/** The table as rows of text, its head first: what "copy" puts on the clipboard. */
export const tableText = (
  rows: readonly TableRow[],
  columns: readonly ColumnId[],
  words: TableWords,
): readonly (readonly string[])[] => [
  [words.t('column.name'), ...columns.map((id) => columnName(id, words))],
  ...rows.map((row) => [nameOf(row), ...columns.map((id) => cellWords(row, id, words))]),
];

/** "Thôn Tân Đông, xã Ea Knuếc" */
export const nameOf = ({ name, within }: Pick<TableRow, 'name' | 'within'>): string =>
  within ? `${name}, ${within}` : name;
