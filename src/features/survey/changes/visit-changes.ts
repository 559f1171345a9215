import { answerField, type Answer } from '../../../domain/record/answer.ts';
import type { Day } from '../../../lib/day.ts';
import type { Fields } from '../../../domain/record/record.ts';
import { observedAt } from '../../../domain/visits/observed.ts';
import { recheckDay, type Visit } from '../../../domain/visits/visit.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Change } from '../../../store/phone-store.ts';
import type { RecheckContent, VisitContent } from '../drafts/draft-content.ts';

/** The fields of a visit; undefined while a required one is missing. A visit without a named person has no re-check. */
export function visitFieldsOf(
  { household, person, guide, how, confidence }: VisitContent,
  on: Day,
  by: Uuid,
): Fields | undefined {
  const isNamed = person !== 'nobody';
  if (person === null || guide === null || how === null || (isNamed && confidence === null)) return undefined;
  return {
    household,
    person: isNamed ? person : null,
    guide,
    how,
    confidence: isNamed ? confidence : null,
    on,
    by,
    recheckOn: isNamed ? recheckDay(on) : null,
  };
}

/**
 * The changes of a re-check, in one group: the answers, what was seen where a figure needs it, and the visit marked as
 * re-checked. Both `seen` and `told` count as answered by the person themselves.
 */
export function recheckChanges(
  visit: Pick<Visit, 'id' | 'person' | 'guide'>,
  { answers, questions, how, confidence, bases }: RecheckContent,
  by: { readonly today: Day; readonly account: Uuid; readonly version: number },
): Omit<Change, 'village'>[] {
  const given = questions.flatMap((code): [string, Answer][] =>
    answers[code] ? [[answerField(code), { ...answers[code], by: 'self', on: by.today, q: by.version }]] : [],
  );
  const set: Fields = { ...Object.fromEntries(given), ...observedAt(visit, how, confidence, by) };
  const looked = { recheckedOn: by.today, recheckedBy: by.account, recheckHow: how, recheckConfidence: confidence };
  return [
    ...(Object.keys(set).length > 0 && visit.person !== null
      ? [{ kind: 'person' as const, record: visit.person, set, bases: bases.person }]
      : []),
    { kind: 'visit' as const, record: visit.id, set: looked, bases: bases.visit },
  ];
}
