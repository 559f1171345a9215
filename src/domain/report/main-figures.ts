import type { IndicatorId } from '../indicator/indicator.ts';

/** What a report tells in short: on the screen, in the message, in the workbook's overview, and beside other villages. */
export const mainFigures = ['T1', 'T2', 'T3subscribed', 'T4', 'T5'] as const satisfies readonly IndicatorId[];
export type MainFigure = (typeof mainFigures)[number];

export const isMain = <T extends { readonly id: IndicatorId }>(of: T): of is T & { readonly id: MainFigure } => (mainFigures as readonly IndicatorId[]).includes(of.id);
