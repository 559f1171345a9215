import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../lib/day.ts';
import { gapActions, type GapAction } from '../../domain/gaps/gap.ts';
import { wishTopics } from '../../domain/questionnaire/wish-topics.ts';
import type { RemarkState } from '../../domain/work/remark.ts';
import type { DayFacts, PersonDayFacts } from '../../domain/work/day-facts.ts';
import {
  summaryEdition,
  summaryOf,
  type Asked,
  type HouseholdSummary,
  type OtherSummary,
  type PersonSummary,
  type RecordSummary,
  type VisitSummary,
} from '../../domain/search/record-summary.ts';
import type { Derivation } from './derivation.ts';

// Rows of a chunk's text. Array positions instead of field names, and a household's id once for all its records: a
// third of the bytes, and bytes are what opening ten thousand households spends its time on.
// 0 stands for none.
type FactsRow = readonly [lastOn: string | 0, unclearOn: string | 0];
type PersonFactsRow = readonly [...FactsRow, isSocialOnly: 0 | 1, wish: string | 0, wishOn: string | 0];
type VisitRow = readonly [person: Uuid | 0, guide: string, on: string, recheckOn: string | 0, recheckedOn: string | 0];

type HouseholdRow = readonly [
  headName: string,
  address: string,
  cluster: string,
  responsible: string | 0,
  outcome: string | 0,
  returnOn: string | 0,
  hardship: 0 | 1,
  asked: number,
  facts: FactsRow,
  topics: string,
  actions: readonly number[] | 0,
];
type PersonRow = readonly [
  id: Uuid,
  kind: 'person',
  name: string,
  birthYear: number,
  living: string,
  inTally: 0 | 1,
  asked: number,
  needs: readonly number[],
  facts: PersonFactsRow,
  topics: string,
  actions: readonly number[] | 0,
];
type MemberRow =
  | PersonRow
  | readonly [id: Uuid, kind: 'tally' | 'aid', on: string | 0]
  | readonly [id: Uuid, kind: 'visit', visit: VisitRow | 0]
  | readonly [id: Uuid, kind: 'remark', state: number]
  | readonly [id: Uuid, kind: 'merged', into: Uuid]
  | readonly [id: Uuid, kind: OtherSummary['kind']];
type Group = readonly [householdId: Uuid, household: HouseholdRow | 0, members: readonly MemberRow[]];

const askedStates: readonly Asked[] = ['no', 'partly', 'all'];
const remarkStates: readonly RemarkState[] = ['open', 'answered', 'settled'];

const householdIdOf = (summary: RecordSummary): Uuid => (summary.kind === 'household' ? summary.id : summary.household);

/** What lists and searches of households need of each record. */
export const listDerivation: Derivation<RecordSummary> = {
  chunks: { from: 0, below: 100_000, households: 200 },
  edition: summaryEdition,
  of: summaryOf,
  householdOf: householdIdOf,
  textOf: (summaries) => JSON.stringify(groupByHousehold(summaries)),
  valuesIn: summariesIn,
};

function groupByHousehold(summaries: Iterable<RecordSummary>): Group[] {
  const groups = new Map<Uuid, { household: HouseholdRow | 0; members: MemberRow[] }>();
  for (const summary of summaries) {
    const householdId = householdIdOf(summary);
    let group = groups.get(householdId);
    if (!group) groups.set(householdId, (group = { household: 0, members: [] }));
    if (summary.kind === 'household') group.household = householdRow(summary);
    else group.members.push(memberRow(summary));
  }
  return [...groups].map(([householdId, { household, members }]) => [householdId, household, members]);
}

function summariesIn(text: string): RecordSummary[] {
  const summaries: RecordSummary[] = [];
  for (const [householdId, household, members] of JSON.parse(text) as Group[]) {
    if (household !== 0) summaries.push(householdFrom(householdId, household));
    for (const member of members) summaries.push(memberFrom(householdId, member));
  }
  return summaries;
}

function householdRow(summary: HouseholdSummary): HouseholdRow {
  return [
    summary.headName,
    summary.address,
    summary.cluster,
    summary.responsible ?? 0,
    summary.outcome ?? 0,
    summary.returnOn ?? 0,
    summary.hardship ? 1 : 0,
    askedStates.indexOf(summary.asked),
    factsRow(summary.facts),
    summary.topics,
    actionsRow(summary.actions),
  ];
}

function householdFrom(
  id: Uuid,
  [headName, address, cluster, responsible, outcome, returnOn, hardship, asked, facts, topics, actions]: HouseholdRow,
): HouseholdSummary {
  return {
    id,
    kind: 'household',
    headName,
    address,
    cluster,
    responsible: responsible === 0 ? undefined : responsible,
    outcome: outcome === 0 ? undefined : (outcome as HouseholdSummary['outcome']),
    returnOn: returnOn === 0 ? undefined : (returnOn as Day),
    hardship: hardship === 1,
    asked: askedStates[asked]!,
    facts: factsFrom(facts),
    topics,
    actions: actionsFrom(actions),
  };
}

function memberRow(summary: Exclude<RecordSummary, HouseholdSummary>): MemberRow {
  if (summary.kind === 'tally' || summary.kind === 'aid') return [summary.id, summary.kind, summary.on ?? 0];
  if (summary.kind === 'visit') return [summary.id, 'visit', visitRow(summary)];
  if (summary.kind === 'remark') return [summary.id, 'remark', remarkStates.indexOf(summary.state)];
  if (summary.kind === 'merged') return [summary.id, 'merged', summary.into];
  if (summary.kind !== 'person') return [summary.id, summary.kind];
  return [
    summary.id,
    'person',
    summary.name,
    summary.birthYear ?? 0,
    summary.living,
    summary.inTally ? 1 : 0,
    askedStates.indexOf(summary.asked),
    summary.needs.map((topic) => wishTopics.indexOf(topic)),
    personFactsRow(summary.facts),
    summary.topics,
    actionsRow(summary.actions),
  ];
}

function memberFrom(householdId: Uuid, row: MemberRow): RecordSummary {
  const [id, kind] = row;
  if (kind === 'tally' || kind === 'aid') return { id, kind, household: householdId, on: dayIn(row[2]) };
  if (kind === 'visit') return { id, kind, household: householdId, visit: visitFrom(id, householdId, row[2]) };
  if (kind === 'remark') return { id, kind, household: householdId, state: remarkStates[row[2]]! };
  if (kind === 'merged') return { id, kind, household: '', into: row[2] };
  if (kind !== 'person') return { id, kind, household: householdId };
  const [, , name, birthYear, living, inTally, asked, needs, facts, topics, actions] = row;
  return {
    id,
    kind,
    household: householdId,
    name,
    birthYear: birthYear === 0 ? undefined : birthYear,
    living: living as PersonSummary['living'],
    inTally: inTally === 1,
    asked: askedStates[asked]!,
    needs: needs.map((at) => wishTopics[at]!),
    facts: personFactsFrom(facts),
    topics,
    actions: actionsFrom(actions),
  };
}

const actionsRow = (actions: readonly GapAction[]): readonly number[] | 0 =>
  actions.length === 0 ? 0 : actions.map((action) => gapActions.indexOf(action));
const actionsFrom = (row: readonly number[] | 0): readonly GapAction[] =>
  row === 0 ? [] : row.map((at) => gapActions[at]!);

const dayIn = (text: string | 0): Day | undefined => (text === 0 ? undefined : (text as Day));

const factsRow = ({ lastOn, unclearOn }: DayFacts): FactsRow => [lastOn ?? 0, unclearOn ?? 0];
const factsFrom = ([lastOn, unclearOn]: FactsRow): DayFacts => ({ lastOn: dayIn(lastOn), unclearOn: dayIn(unclearOn) });

const personFactsRow = (facts: PersonDayFacts): PersonFactsRow => [
  ...factsRow(facts),
  facts.isSocialOnly ? 1 : 0,
  facts.wish?.guide ?? 0,
  facts.wish?.on ?? 0,
];

function personFactsFrom([lastOn, unclearOn, isSocialOnly, guide, wishOn]: PersonFactsRow): PersonDayFacts {
  const on = dayIn(wishOn);
  return {
    ...factsFrom([lastOn, unclearOn]),
    isSocialOnly: isSocialOnly === 1,
    wish: guide !== 0 && on !== undefined ? { guide, on } : undefined,
  };
}

const visitRow = ({ visit }: VisitSummary): VisitRow | 0 =>
  visit ? [visit.person ?? 0, visit.guide, visit.on, visit.recheckOn ?? 0, visit.recheckedOn ?? 0] : 0;

function visitFrom(id: Uuid, household: Uuid, row: VisitRow | 0): VisitSummary['visit'] {
  if (row === 0) return undefined;
  const [person, guide, on, recheckOn, recheckedOn] = row;
  return {
    id,
    household,
    person: person === 0 ? null : person,
    guide,
    on: on as Day,
    recheckOn: dayIn(recheckOn) ?? null,
    recheckedOn: dayIn(recheckedOn) ?? null,
  };
}
