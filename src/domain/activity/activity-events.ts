import type { Day } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import { type AnswersByCode } from '../record/answer.ts';
import type { Period } from '../period.ts';
import { householdsOf, type CountedRecord, type Household } from '../people/village.ts';
import { sessionsOf } from '../visits/session.ts';
import { proposalsOf, type Proposal } from '../village/proposal.ts';
import { recheckDay, visitsOf, type Visit } from '../visits/visit.ts';
import { combineActivity, noActivity, serviceName, type Activity } from './activity.ts';

/** Something that a team did on a day. */
export interface ActivityEvent {
  readonly on: Day;
  readonly activity: Activity;
}

/**
 * All that a village's records say of the team's work. Who appears in it is counted, never named. It is a sum over
 * group sessions, proposals and households with their visits, so that a rollup can subtract a household's and add its
 * new one; somebody who changed households counts in both, by what was shown to them there.
 */
export function activityEvents(records: Iterable<CountedRecord>): ActivityEvent[] {
  const all = [...records];
  const visitsBy = new Map<Uuid, Visit[]>();
  for (const visit of visitsOf(all)) {
    const list = visitsBy.get(visit.household);
    if (list) list.push(visit);
    else visitsBy.set(visit.household, [visit]);
  }
  return [
    ...sessionsOf(all).map(({ on, topic, heads }) => ({
      on,
      activity: withoutZeros({
        sessions: 1,
        heads,
        [serviceName('sessions', topic)]: 1,
        [serviceName('heads', topic)]: heads,
      }),
    })),
    ...[...visitsBy.values()].flatMap(visitEvents),
    ...promisesIn(all, visitsBy),
    ...proposalsOf(all).flatMap(proposalEvents),
  ];
}

/** What the team did until the end of a day. */
export const activityUntil = (records: Iterable<CountedRecord>, asOf: Day): Activity =>
  activityEvents(records)
    .filter(({ on }) => on <= asOf)
    .reduce((sum, { activity }) => combineActivity(sum, activity, 1), noActivity);

/** What the team did in a period; both days belong to it. */
export const activityIn = (
  records: Iterable<CountedRecord>,
  { from, until }: Pick<Period, 'from' | 'until'>,
): Activity =>
  activityEvents(records)
    .filter(({ on }) => on >= from && on <= until)
    .reduce((sum, { activity }) => combineActivity(sum, activity, 1), noActivity);

const withoutZeros = (counts: Activity): Activity =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));

const proposalEvents = ({ raisedOn, answeredOn }: Proposal): ActivityEvent[] => [
  { on: raisedOn, activity: { proposals: 1 } },
  ...(answeredOn === null ? [] : [{ on: answeredOn, activity: { answered: 1 } }]),
];

/** @param visits of one household, oldest first */
function visitEvents(visits: readonly Visit[]): ActivityEvent[] {
  const events: ActivityEvent[] = [];
  const known = new Set<string>();
  const isFirst = (key: string): boolean => !known.has(key) && known.add(key) !== undefined;
  visits.forEach((visit, at) => {
    const { person, guide, on, recheckedOn } = visit;
    events.push({
      on,
      activity: {
        visits: 1,
        [serviceName('visits', guide)]: 1,
        ...((person === null || isFirst(person)) && { people: 1 }),
        ...((person === null || isFirst(`${person} ${guide}`)) && { [serviceName('people', guide)]: 1 }),
      },
    });
    const due = recheckDueOn(visit, visits.slice(at + 1));
    if (due !== undefined) events.push({ on: due, activity: { rechecksDue: 1 } });
    if (recheckedOn !== null) events.push({ on: recheckedOn, activity: { rechecks: 1 } });
  });
  return events;
}

/** The day on which a re-check fell due; undefined where the same guide was shown again before. */
function recheckDueOn(visit: Visit, later: readonly Visit[]): Day | undefined {
  const { person, guide, on, recheckOn, recheckedOn } = visit;
  const first = recheckOn !== null && recheckOn > recheckDay(on) ? recheckOn : recheckDay(on);
  if (recheckedOn !== null) return recheckedOn < first ? recheckedOn : first;
  if (person === null || recheckOn === null) return undefined;
  const isShownAgain = later.some((one) => one.person === person && one.guide === guide && one.on < first);
  return isShownAgain ? undefined : first;
}

/**
 * Days given to a household that was away or refused. Kept on the first day since then on which something was answered
 * or shown there: the rule of the day's order (day-work.ts).
 */
function promisesIn(records: readonly CountedRecord[], visitsBy: ReadonlyMap<Uuid, readonly Visit[]>): ActivityEvent[] {
  const promising = new Set(
    records.flatMap(({ id, kind, fields }) => (kind === 'household' && fields['returnOn'] ? [id] : [])),
  );
  if (promising.size === 0) return [];
  const theirs = records.filter(
    ({ id, kind, fields }) => promising.has(id) || (kind === 'person' && promising.has(fields['household'] as Uuid)),
  );
  return householdsOf(theirs).flatMap((household): ActivityEvent[] => {
    const { returnOn, outcome } = household;
    if (returnOn === undefined || outcome === undefined) return [];
    const kept = [...answerDays(household), ...(visitsBy.get(household.id) ?? []).map(({ on }) => on)]
      .filter((on) => on >= returnOn)
      .sort()[0];
    return [
      { on: returnOn, activity: { promised: 1 } },
      ...(kept === undefined ? [] : [{ on: kept, activity: { kept: 1 } }]),
    ];
  });
}

function answerDays({ answers, people }: Pick<Household, 'answers' | 'people'>): Day[] {
  const days = (given: AnswersByCode): Day[] =>
    Object.values(given).flatMap(({ on, was }) => [on, ...(was ?? []).map((before) => before.on)]);
  return [...days(answers), ...people.flatMap((person) => days(person.answers))];
}
