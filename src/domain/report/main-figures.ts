import type { IndicatorId } from '../indicator/indicator.ts';

/**
 * The main figures of a report: on the screen, in the message, in the workbook's overview, and in comparisons.
 */
export const mainFigures = ['T1', 'T2', 'T2plus', 'T3subscribed', 'T4', 'T5'] as const satisfies readonly IndicatorId[];
export type MainFigure = (typeof mainFigures)[number];

export const isMain = <T extends { readonly id: IndicatorId }>(of: T): of is T & { readonly id: MainFigure } =>
  (mainFigures as readonly IndicatorId[]).includes(of.id);
