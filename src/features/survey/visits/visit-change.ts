import { answerField, type Answer } from '../../../domain/answer.ts';
import type { Day } from '../../../domain/day.ts';
import type { Fields } from '../../../domain/record.ts';
import { observedAt } from '../../../domain/observed.ts';
import { recheckDay, type Visit } from '../../../domain/visit.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Change } from '../../../store/phone-store.ts';
import type { RecheckContent, SessionContent, VisitContent } from '../draft-content.ts';

/** What the form of a visit says; undefined while something that it must say is missing. Who is not named is not looked at again. */
export function visitFieldsOf({ household, person, guide, how, confidence }: VisitContent, on: Day, by: Uuid): Fields | undefined {
  const isNamed = person !== 'nobody';
  if (person === null || guide === null || how === null || (isNamed && confidence === null)) return undefined;
  return { household, person: isNamed ? person : null, guide, how, confidence: isNamed ? confidence : null, on, by, recheckOn: isNamed ? recheckDay(on) : null };
}

/** What the form of a group session says. */
export function sessionFieldsOf({ on, topic, heads, partners, wishes, note }: SessionContent, by: Uuid): Fields {
  const written = note.trim().normalize('NFC');
  return { on, topic, heads, partners, wishes, note: written === '' ? null : written, by };
}

/**
 * Looking again: the answers that were asked, what was seen where a figure asks for it, and in the same group that the visit
 * is looked at. What was seen with one's own eyes the person answered for themselves; so did they when they told it.
 */
export function recheckChanges(visit: Pick<Visit, 'id' | 'person' | 'guide'>, { answers, questions, how, confidence, bases }: RecheckContent, by: { readonly today: Day; readonly account: Uuid; readonly version: number }): Omit<Change, 'village'>[] {
  const given = questions.flatMap((code): [string, Answer][] => (answers[code] ? [[answerField(code), { ...answers[code], by: 'self', on: by.today, q: by.version }]] : []));
  const set: Fields = { ...Object.fromEntries(given), ...observedAt(visit, how, confidence, by) };
  const looked = { recheckedOn: by.today, recheckedBy: by.account, recheckHow: how, recheckConfidence: confidence };
  return [
    ...(Object.keys(set).length > 0 && visit.person !== null ? [{ kind: 'person' as const, record: visit.person, set, bases: bases.person }] : []),
    { kind: 'visit' as const, record: visit.id, set: looked, bases: bases.visit },
  ];
}
