import type { TFunction } from 'i18next';
import { titleName, type Area } from '../domain/access/area.ts';
import { isKept, type KeptChecklist, type ShownChecklist } from '../domain/checklist/area-checklist.ts';
import type { ChecklistSource } from '../domain/checklist/checklist.ts';
import { indicatorOf, statesIn, type AnyCriterion, type FilledCriterion } from '../domain/checklist/fill-in.ts';
import { indicators } from '../domain/indicator/current.ts';
import type { IndicatorId } from '../domain/indicator/indicator.ts';
import type { Format } from '../i18n/index.ts';

export interface ChecklistWords {
  readonly t: TFunction<['checklists', 'progress']>;
  readonly format: Format;
}

/** A list's name: of one that an area keeps, as the area wrote it. */
export const listName = (list: ShownChecklist, { t }: Pick<ChecklistWords, 't'>): string =>
  isKept(list) ? list.name : t(`checklists:list.${list.id}.name`);

/** "Xã Ea Knuếc": whose list it is; undefined for a built-in one, and for an area that the person does not see. */
export function keeperOf(list: ShownChecklist, areas: readonly Area[]): string | undefined {
  const area = isKept(list) ? areas.find(({ id }) => id === list.area) : undefined;
  return area && titleName(area);
}

/** Which decision a list is by, of which day. */
export const decisionWords = ({ decision }: Pick<KeptChecklist, 'decision'>, { t, format }: ChecklistWords): string =>
  t('checklists:own.decision', { number: decision.number, day: format.day(decision.day) });

/** Where the decision may be read. */
export const placeWords = ({ decision }: Pick<KeptChecklist, 'decision'>, { t }: Pick<ChecklistWords, 't'>): string =>
  t('checklists:own.read', { where: decision.read });

/** The same, and who put the list in. */
export function placeOf(list: KeptChecklist, areas: readonly Area[], words: Pick<ChecklistWords, 't'>): string {
  const keeper = keeperOf(list, areas);
  const place = placeWords(list, words);
  return keeper === undefined ? place : `${place} ${words.t('checklists:own.keeper', { keeper })}`;
}

type OfFigure = Extract<AnyCriterion, { kind: 'figure' }>;

/** "Hộ có cáp quang đi tới: ít nhất 80%" */
const figureWords = (criterion: OfFigure, { t, format }: ChecklistWords): string =>
  t('checklists:atLeast', {
    name: t(`progress:indicator.${indicatorOf(criterion)}.name`),
    share: format.percent(criterion.share),
  });

/** A criterion: as its decision prints it, or what a built-in list asks for. */
export function criterionWords(criterion: AnyCriterion, words: ChecklistWords): string {
  if ('text' in criterion) return criterion.text;
  return criterion.kind === 'ticked' ? words.t(`checklists:criterion.${criterion.id}`) : figureWords(criterion, words);
}

/** Whom a figure counts among: "số hộ". */
export const amongWords = (indicator: IndicatorId, { t }: Pick<ChecklistWords, 't'>): string =>
  t(`checklists:own.among.${indicators.find(({ id }) => id === indicator)!.among}`);

/**
 * By which figure a criterion of an area's own list is answered, and how many of whom it asks for; undefined where the
 * criterion says so itself.
 */
export function answeredBy(criterion: AnyCriterion, { t, format }: ChecklistWords): string | undefined {
  if (criterion.kind !== 'figure' || !('text' in criterion)) return undefined;
  return t('checklists:own.answeredBy', {
    name: t(`progress:indicator.${criterion.indicator}.name`),
    share: format.percent(criterion.share),
    among: amongWords(criterion.indicator, { t }),
  });
}

/** How far the village is, or who ticked it when; undefined: nothing is known. */
export function nowWords(filled: FilledCriterion, words: ChecklistWords): string | undefined {
  const { t, format } = words;
  if (filled.criterion.kind === 'ticked') {
    const { tick } = filled as Extract<FilledCriterion, { tick?: unknown }>;
    return tick && t('checklists:tick.by', { name: tick.by, day: format.day(tick.on) });
  }
  const { figure, gap } = filled as Extract<FilledCriterion, { figure?: unknown }>;
  const by = answeredBy(filled.criterion, words);
  if (!figure || !gap) return by;
  if (figure.total === 0) return [...(by ? [by] : []), t('checklists:figure.nobody')].join(' ');
  const id = indicatorOf(filled.criterion);
  const unit = indicators.find((one) => one.id === id)?.among === 'households' ? 'households' : 'people';
  return [
    ...(by ? [by] : []),
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
