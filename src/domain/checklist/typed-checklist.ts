import type { Day } from '../../lib/day.ts';
import { dayTyped } from '../../lib/typed-day.ts';
import { indicatorIds, type IndicatorId } from '../indicator/indicator.ts';
import { longestCriterion, mostCriteria, type AreaChecklist, type AreaCriterion } from './area-checklist.ts';
import { checklistIds, type ChecklistId } from './checklist.ts';

/** A criterion in the form. */
export interface TypedCriterion {
  readonly id: string;
  readonly text: string;
  readonly kind: 'ticked' | 'figure';
  /** Kept while the criterion is ticked, for when it is turned back. */
  readonly indicator: IndicatorId;
  readonly percent: number | null;
}

/** A list in the form, as its draft keeps it. */
export interface TypedChecklist {
  readonly name: string;
  readonly number: string;
  readonly day: string;
  readonly read: string;
  /** '' replaces none. */
  readonly replaces: ChecklistId | '';
  readonly criteria: readonly TypedCriterion[];
}

export const newCriterion = (id: string, text = ''): TypedCriterion => ({
  id,
  text,
  kind: 'ticked',
  indicator: indicatorIds[0],
  percent: null,
});

/** The form of a new list: one empty criterion, to type or to paste into. */
export const newTyped = (criterion: string): TypedChecklist => ({
  name: '',
  number: '',
  day: '',
  read: '',
  replaces: 'smartVillage',
  criteria: [newCriterion(criterion)],
});

/** The form of a list that is there. */
export const typedOf = (
  { name, decision, replaces, criteria }: AreaChecklist,
  dayInWords: (day: Day) => string,
): TypedChecklist => ({
  name,
  number: decision.number,
  day: dayInWords(decision.day),
  read: decision.read,
  replaces: replaces ?? '',
  criteria: criteria.map((one) => ({
    ...newCriterion(one.id, one.text),
    ...(one.kind === 'figure' && {
      kind: one.kind,
      indicator: one.indicator,
      percent: Number((one.share * 100).toFixed(2)),
    }),
  })),
});

/** The lines of a text as a decision prints them, without the empty ones; a table's cells become one line. */
export const linesOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .split(/[\r\n]+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');

/**
 * The text of a criterion was typed or pasted: several lines become several criteria, the further ones right after it.
 */
export function withText(
  criteria: readonly TypedCriterion[],
  id: string,
  text: string,
  newId: () => string,
): TypedCriterion[] {
  return criteria.flatMap((one): TypedCriterion[] => {
    if (one.id !== id) return [one];
    if (!/[\r\n]/.test(text)) return [{ ...one, text }];
    const [first = '', ...rest] = linesOf(text);
    return [{ ...one, text: first }, ...rest.map((line) => newCriterion(newId(), line))];
  });
}

/** The criterion one place further up (`-1`) or down (`1`). */
export function moved(criteria: readonly TypedCriterion[], id: string, by: -1 | 1): TypedCriterion[] {
  const next = [...criteria];
  const at = next.findIndex((one) => one.id === id);
  const [one, other] = [next[at], next[at + by]];
  if (one && other) [next[at], next[at + by]] = [other, one];
  return next;
}

export type HeadProblem = 'name' | 'number' | 'day' | 'read' | 'noCriteria' | 'tooMany';
export type CriterionProblem = 'text' | 'long' | 'percent';

/** What is wrong with a list as it was typed. */
export interface TypedProblems {
  readonly head: readonly HeadProblem[];
  /** By the criterion's id. */
  readonly criteria: Readonly<Record<string, CriterionProblem>>;
}

const isEmpty = ({ text }: TypedCriterion): boolean => text.trim() === '';

const problemOf = ({ text, kind, percent }: TypedCriterion): CriterionProblem | undefined => {
  if (text.trim().length > longestCriterion) return 'long';
  return kind === 'figure' && !(percent !== null && percent >= 1 && percent <= 100) ? 'percent' : undefined;
};

/**
 * The list that was typed, or what is wrong with it. Criteria without a word are left out: nothing was said with them.
 */
export function checklistTyped(id: string, typed: TypedChecklist): AreaChecklist | TypedProblems {
  const day = dayTyped(typed.day);
  const criteria = typed.criteria.filter((one) => !isEmpty(one));
  const head: HeadProblem[] = [
    ...(['name', 'number', 'read'] as const).filter((part) => typed[part].trim() === ''),
    ...(day === undefined ? (['day'] as const) : []),
    ...(criteria.length === 0 ? (['noCriteria'] as const) : []),
    ...(criteria.length > mostCriteria ? (['tooMany'] as const) : []),
  ];
  const wrong = criteria.flatMap((one) => {
    const problem = problemOf(one);
    return problem ? [[one.id, problem] as const] : [];
  });
  if (day === undefined || head.length > 0 || wrong.length > 0) return { head, criteria: Object.fromEntries(wrong) };
  const replaces = checklistIds.find((one) => one === typed.replaces);
  return {
    id,
    name: written(typed.name),
    decision: { number: written(typed.number), day, read: written(typed.read) },
    ...(replaces && { replaces }),
    criteria: criteria.map(criterionTyped),
  };
}

function criterionTyped({ id, text, kind, indicator, percent }: TypedCriterion): AreaCriterion {
  if (kind === 'ticked') return { kind, id, text: written(text) };
  return { kind, id, text: written(text), indicator, share: (percent ?? 100) / 100 };
}

const written = (text: string): string => text.trim().normalize('NFC');
