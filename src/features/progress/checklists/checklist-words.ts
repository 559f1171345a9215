import type { TFunction } from 'i18next';
import type { ChecklistSource, Criterion } from '../../../domain/checklist/checklist.ts';
import { statesIn, type FilledCriterion } from '../../../domain/checklist/fill-in.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import type { Format } from '../../../i18n/index.ts';

export interface ChecklistWords {
  readonly t: TFunction<['checklists', 'progress']>;
  readonly format: Format;
}

/** "Hộ có cáp quang đi tới: ít nhất 80%" */
export const criterionWords = (criterion: Criterion, { t, format }: ChecklistWords): string =>
  criterion.kind === 'ticked'
    ? t(`checklists:criterion.${criterion.id}`)
    : t('checklists:atLeast', {
        name: t(`progress:indicator.${criterion.id}.name`),
        share: format.percent(criterion.share),
      });

/** How far the village is, or who ticked it when; undefined: nothing is known. */
export function nowWords(filled: FilledCriterion, { t, format }: ChecklistWords): string | undefined {
  if (filled.criterion.kind === 'ticked') {
    const { tick } = filled as Extract<FilledCriterion, { tick?: unknown }>;
    return tick && t('checklists:tick.by', { name: tick.by, day: format.day(tick.on) });
  }
  const { figure, gap } = filled as Extract<FilledCriterion, { figure?: unknown }>;
  if (!figure || !gap) return undefined;
  if (figure.total === 0) return t('checklists:figure.nobody');
  const { id } = filled.criterion;
  const unit = indicators.find((one) => one.id === id)?.among === 'households' ? 'households' : 'people';
  return [
    t(`checklists:figure.${unit}`, { met: figure.met, total: figure.total }),
    ...(gap.missing > 0 ? [t(`checklists:figure.missing.${unit}`, { count: gap.missing })] : []),
    ...(figure.unknown > 0 ? [t(`checklists:figure.unknown.${unit}`, { count: figure.unknown })] : []),
  ].join(' ');
}

/** Title, where it was read and how surely. */
export const sourceWords = ({ read, checked, standing }: ChecklistSource, { t, format }: ChecklistWords): string =>
  [
    t(`checklists:source.standing.${standing}`),
    t('checklists:source.read', { where: read, day: format.day(checked) }),
  ].join(' ');

/** "Đạt 4 trên 9 tiêu chí. 2 chưa đạt, 3 chưa rõ." */
export function sumWords(filled: readonly FilledCriterion[], { t }: Pick<ChecklistWords, 't'>): string {
  const { met, notMet, unknown, hidden } = statesIn(filled);
  const rest = t('checklists:sumRest', { notMet, unknown: unknown + hidden });
  return `${t('checklists:sum', { met, all: filled.length })}. ${rest}.`;
}
