import type { TFunction } from 'i18next';
import type { Cell, CellObject } from 'write-excel-file/universal';
import type { Format } from '../../../i18n/index.ts';
import type { ReportOf } from './report-of.ts';

export type Words = { readonly t: TFunction<'progress'>; readonly format: Format };

export type FormulaCell = CellObject & { readonly result: number };

/** A cell's value or formula, and how it looks. Texts are always text: one that begins with "=" is shown, never run. */
export const text = (value: string, look: object = {}): Cell => ({
  value,
  type: String,
  wrap: true,
  alignVertical: 'top',
  ...look,
});
export const number = (value: number | undefined, format = '#,##0'): Cell =>
  value === undefined ? null : { value, type: Number, format };
/**
 * `result`: the computed value, stored beside the formula for viewers that do not calculate (Zalo's, a phone's
 * preview).
 */
export const formula = (value: string, format: string, result: number): FormulaCell => ({
  value,
  type: 'Formula',
  format,
  result,
});
export const percent = '0.0%';
export const head = {
  fontWeight: 'bold',
  backgroundColor: '#E5EDE8',
  borderStyle: 'thin',
  align: 'center',
  alignVertical: 'center',
} as const;

/** "Bản nháp" or who closed it and when. */
export function signedWords({ report: { signed } }: ReportOf, { t, format }: Words): string {
  return signed ? t('files.signed', { name: signed.name, at: format.time(signed.at) }) : t('files.draft');
}
