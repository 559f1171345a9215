import type { TFunction } from 'i18next';
import { checklistSources } from '../../../domain/checklist/checklists.ts';
import {
  familyCriteria,
  isDigitalFamily,
  type FilledFamilyCriterion,
} from '../../../domain/checklist/digital-family.ts';

export type FamilyWords = TFunction<['checklists', 'survey', 'guides']>;

/** "Nhà này đạt cả ba tiêu chí" */
export function verdictWords(filled: readonly FilledFamilyCriterion[], t: FamilyWords): string {
  const truth = isDigitalFamily(filled);
  return truth === 'no'
    ? t('checklists:family.no', { count: filled.filter(({ state }) => state === 'notMet').length })
    : t(`checklists:family.${truth}`);
}

/** How a criterion is counted in this household, who is not known yet, and who still lacks it. */
export function criterionFacts({ criterion, figure, missing }: FilledFamilyCriterion, t: FamilyWords): string {
  const names = missing.map(({ name }) => name || t('survey:person.noName')).join(', ');
  return [
    t(`checklists:family.who.${criterion.who}`, { met: figure.met, total: figure.total }),
    ...(criterion.who !== 'household' && figure.unknown > 0
      ? [t('checklists:family.unknownOf', { count: figure.unknown })]
      : []),
    ...(names === '' ? [] : [t('checklists:family.missing', { names })]),
  ].join(' ');
}

/** Titles of the sources of all criteria. */
export const familySources: readonly string[] = checklistSources
  .filter(({ id }) => familyCriteria.some(({ source }) => source === id))
  .map(({ title }) => title);
