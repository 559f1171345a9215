import type { Uuid } from '../../lib/ids.ts';
import type { AnswersByCode } from '../record/answer.ts';
import type { Day } from '../../lib/day.ts';
import { isKnownCode, wasAsked } from '../questionnaire/flow.ts';
import { topicLetters } from '../campaign/topics.ts';
import { gapActions, gapsIn, type GapAction } from '../gaps/gap.ts';
import { topicsNeeded } from '../gaps/needed-topics.ts';
import type { WishTopic } from '../questionnaire/wish-topics.ts';
import { isDeleted, isErased, type RecordKind } from '../record/record.ts';
import { isLeaving, mergedInto } from '../record/redirect.ts';
import { dayFactsOf, personDayFactsOf, type DayFacts, type DayVisit, type PersonDayFacts } from '../work/day-facts.ts';
import { aidOf } from '../work/aid.ts';
import { remarksOf, remarkState, type RemarkState } from '../work/remark.ts';
import { visitsOf } from '../visits/visit.ts';
import { tallyOf } from '../people/tally.ts';
import { householdOf, personOf, type CountedRecord, type Household, type Person } from '../people/village.ts';

/**
 * The fields of one record that lists of households and searches need. A village's summaries are a tenth of its records
 * in size, so a cheap phone can open a list of ten thousand households.
 */
export type RecordSummary =
  | HouseholdSummary
  | PersonSummary
  | TallySummary
  | VisitSummary
  | RemarkSummary
  | AidSummary
  | MergedSummary
  | OtherSummary;

interface OfRecord {
  readonly id: Uuid;
}

/** How many of the record's own questions are answered. */
export type Asked = 'no' | 'partly' | 'all';

export interface HouseholdSummary
  extends
    OfRecord,
    Pick<Household, 'headName' | 'address' | 'cluster' | 'responsible' | 'outcome' | 'returnOn' | 'hardship'> {
  readonly kind: 'household';
  readonly asked: Asked;
  readonly facts: DayFacts;
  /** Where it stands with the topics of campaigns (`topicLetters`). */
  readonly topics: string;
  /** What its gaps ask to be done. */
  readonly actions: readonly GapAction[];
}

export interface PersonSummary extends OfRecord, Pick<Person, 'name' | 'birthYear' | 'living' | 'inTally'> {
  readonly kind: 'person';
  readonly household: Uuid;
  readonly asked: Asked;
  /** Topics the person needs, most wanted first. */
  readonly needs: readonly WishTopic[];
  readonly facts: PersonDayFacts;
  /** Where the person stands with the topics of campaigns (`topicLetters`). */
  readonly topics: string;
  /** What the person's gaps ask to be done. */
  readonly actions: readonly GapAction[];
}

export interface VisitSummary extends OfRecord {
  readonly kind: 'visit';
  readonly household: Uuid;
  /** Undefined where it does not parse (a newer shape). */
  readonly visit: DayVisit | undefined;
}

export interface TallySummary extends OfRecord {
  readonly kind: 'tally';
  readonly household: Uuid;
  /** Undefined where it does not parse (a newer shape): it then counts nobody. */
  readonly on: Day | undefined;
}

export interface RemarkSummary extends OfRecord {
  readonly kind: 'remark';
  readonly household: Uuid;
  /** A remark that does not parse (a newer shape) asks for nothing. */
  readonly state: RemarkState;
}

export interface AidSummary extends OfRecord {
  readonly kind: 'aid';
  readonly household: Uuid;
  /** Undefined where it does not parse (a newer shape). */
  readonly on: Day | undefined;
}

/** A household or person that the server has merged into another, where it can be taken back. In no household. */
export interface MergedSummary extends OfRecord {
  readonly kind: 'merged';
  readonly household: '';
  readonly into: Uuid;
}

/** A record shown only with its household (consents, proposals). */
export interface OtherSummary extends OfRecord {
  readonly kind: Exclude<RecordKind, 'household' | 'person' | 'tally' | 'visit' | 'remark' | 'aid'>;
  readonly household: Uuid;
}

/** Raised when summaries change their content: phones then discard their summary chunks. */
export const summaryEdition = 5;

/** Undefined for a deleted or erased record, and for one that belongs to no household. */
export function summaryOf(record: CountedRecord): RecordSummary | undefined {
  if (isErased(record) || isLeaving(record)) return undefined;
  const { id, kind } = record;
  if (isDeleted(record)) {
    const into = mergedInto(record);
    return into === undefined ? undefined : { id, kind: 'merged', household: '', into };
  }
  if (kind === 'household') return householdSummary(record);
  const household = record.fields['household'];
  if (typeof household !== 'string') return undefined;
  if (kind === 'person') return personSummary(record, household);
  if (kind === 'visit') return { id, kind, household, visit: dayVisitOf(record) };
  if (kind === 'remark') {
    const [remark] = remarksOf([record]);
    return { id, kind, household, state: remark ? remarkState(remark) : 'settled' };
  }
  if (kind === 'aid') {
    const [aid] = aidOf([record]);
    return { id, kind, household, on: aid?.on };
  }
  if (kind !== 'tally') return { id, kind, household };
  return { id, kind, household, on: tallyOf(record)?.on };
}

function householdSummary(record: CountedRecord): HouseholdSummary {
  const { id, headName, address, cluster, responsible, outcome, returnOn, hardship, answers } = householdOf(
    record,
    [],
    undefined,
  );
  return {
    id,
    kind: 'household',
    headName,
    address,
    cluster,
    responsible,
    outcome,
    returnOn,
    hardship,
    asked: askedOf('household', answers),
    facts: dayFactsOf(answers),
    topics: topicLetters('household', answers),
    actions: actionsIn('household', answers),
  };
}

function personSummary(record: CountedRecord, household: Uuid): PersonSummary {
  const { id, name, birthYear, living, inTally, answers } = personOf(record);
  return {
    id,
    kind: 'person',
    household,
    name,
    birthYear,
    living,
    inTally,
    asked: askedOf('person', answers),
    needs: topicsNeeded(answers),
    facts: personDayFactsOf(answers),
    topics: topicLetters('person', answers),
    actions: actionsIn('person', answers),
  };
}

function dayVisitOf(record: CountedRecord): DayVisit | undefined {
  const [visit] = visitsOf([record]);
  if (!visit) return undefined;
  const { id, household, person, guide, on, recheckOn, recheckedOn } = visit;
  return { id, household, person, guide, on, recheckOn, recheckedOn };
}

function askedOf(kind: 'household' | 'person', answers: AnswersByCode): Asked {
  if (wasAsked(kind, answers)) return 'all';
  return Object.keys(answers).some(isKnownCode) ? 'partly' : 'no';
}

function actionsIn(of: 'household' | 'person', answers: AnswersByCode): GapAction[] {
  const asked = gapsIn(of, answers).flatMap(({ remedy }) => ('action' in remedy ? [remedy.action] : []));
  return gapActions.filter((action) => asked.includes(action));
}
