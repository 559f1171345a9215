import { consentsOf, consentState, type ConsentState } from '../../domain/people/consent.ts';
import { questionnaire } from '../../domain/questionnaire/current.ts';
import type { Day } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import { householdIn, type PhoneHousehold } from '../../phone/hooks.ts';
import type { PhoneRecord } from '../../store/phone-store.ts';
import type { BasesOf, FormContext, HouseholdContext } from './form-context.ts';

/** What a form of this household is filled in against; undefined where the records hold no household. */
export function formContextOf(records: readonly PhoneRecord[], today: Day): HouseholdContext | undefined {
  const household = householdIn(records);
  if (!household) return undefined;
  const byId = new Map<Uuid, PhoneRecord>(
    records.flatMap((record) => [record, ...(record.merged ?? [])]).map((record) => [record.id, record]),
  );
  const basesOf: BasesOf = (record) => byId.get(record)?.bases;
  const mergedOf: HouseholdContext['mergedOf'] = (record) => byId.get(record)?.merged ?? [];
  return { household, questionnaire, today, basesOf, mergedOf, consentOf: consentIn(household, records, today) };
}

/** Consent state of each person of the household; cached, because every step of a form needs it. */
function consentIn(
  { id, people }: PhoneHousehold,
  records: readonly PhoneRecord[],
  today: Day,
): FormContext['consentOf'] {
  const consents = consentsOf(records.filter(({ kind, fields }) => kind === 'consent' && fields['household'] === id));
  const known = new Map(
    people.map((person) => [person.id, { id: person.id, household: id, birthYear: person.birthYear }]),
  );
  const states = new Map<Uuid, ConsentState>();
  return (person) => {
    const state = states.get(person) ?? consentState(person, 'answers', consents, known, today);
    states.set(person, state);
    return state;
  };
}
