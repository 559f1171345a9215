import type { ConsentState } from '../../domain/people/consent.ts';
import type { Household } from '../../domain/people/village.ts';
import type { Questionnaire } from '../../domain/questionnaire/question.ts';
import type { Day } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { PhoneHousehold } from '../../phone/hooks.ts';
import type { PhoneRecord } from '../../store/phone-store.ts';

/** What a form is filled in against: the household as the phone shows it now. */
export interface FormContext {
  readonly household: Household;
  readonly questionnaire: Questionnaire;
  readonly today: Day;
  /** Each person's consent to being asked. */
  readonly consentOf: (person: Uuid) => ConsentState;
}

/** The versions of a record's fields that are shown now, confirmed or own; undefined for a record not on this phone. */
export type BasesOf = (record: Uuid) => PhoneRecord['bases'] | undefined;

/** `FormContext` of a household read from the local store. */
export interface HouseholdContext extends FormContext {
  readonly household: PhoneHousehold;
  readonly basesOf: BasesOf;
  /** The duplicates that were merged into this household or person. */
  readonly mergedOf: (record: Uuid) => readonly PhoneRecord[];
}
