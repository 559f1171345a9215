import type { Uuid } from '../lib/ids.ts';
import type { Day } from '../domain/day.ts';
import { wishTopics } from '../domain/questionnaire/wish-topics.ts';
import type { Asked, HouseholdSummary, OtherSummary, PersonSummary, RecordSummary } from '../domain/record-summary.ts';

// Rows of a chunk's text. Places instead of names, and a home's id once for all that belongs to it: a third of the
// bytes, which is what opening ten thousand homes takes its time for.
type HouseholdRow = readonly [headName: string, address: string, cluster: string, responsible: string | 0, outcome: string | 0, returnOn: string | 0, hardship: 0 | 1, asked: number];
type PersonRow = readonly [id: Uuid, kind: 'person', name: string, birthYear: number, living: string, inTally: 0 | 1, asked: number, needs: readonly number[]];
type MemberRow = PersonRow | readonly [id: Uuid, kind: 'tally', on: string] | readonly [id: Uuid, kind: OtherSummary['kind']];
type Group = readonly [home: Uuid, household: HouseholdRow | 0, members: readonly MemberRow[]];

const askedStates: readonly Asked[] = ['no', 'partly', 'all'];

/** Summaries by the home they belong to, ready for `chunkText`. */
export function groupByHome(summaries: Iterable<RecordSummary>): Group[] {
  const groups = new Map<Uuid, { household: HouseholdRow | 0; members: MemberRow[] }>();
  for (const summary of summaries) {
    const home = summary.kind === 'household' ? summary.id : summary.home;
    let group = groups.get(home);
    if (!group) groups.set(home, (group = { household: 0, members: [] }));
    if (summary.kind === 'household') group.household = householdRow(summary);
    else group.members.push(memberRow(summary));
  }
  return [...groups].map(([home, { household, members }]) => [home, household, members]);
}

export const chunkText = (groups: readonly Group[]): string => JSON.stringify(groups);

/** The summaries of a chunk's text. */
export function summariesIn(text: string): RecordSummary[] {
  const summaries: RecordSummary[] = [];
  for (const [home, household, members] of JSON.parse(text) as Group[]) {
    if (household !== 0) summaries.push(householdFrom(home, household));
    for (const member of members) summaries.push(memberFrom(home, member));
  }
  return summaries;
}

function householdRow(of: HouseholdSummary): HouseholdRow {
  return [of.headName, of.address, of.cluster, of.responsible ?? 0, of.outcome ?? 0, of.returnOn ?? 0, of.hardship ? 1 : 0, askedStates.indexOf(of.asked)];
}

function householdFrom(id: Uuid, [headName, address, cluster, responsible, outcome, returnOn, hardship, asked]: HouseholdRow): HouseholdSummary {
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
  };
}

function memberRow(of: Exclude<RecordSummary, HouseholdSummary>): MemberRow {
  if (of.kind === 'tally') return [of.id, 'tally', of.on];
  if (of.kind !== 'person') return [of.id, of.kind];
  return [of.id, 'person', of.name, of.birthYear ?? 0, of.living, of.inTally ? 1 : 0, askedStates.indexOf(of.asked), of.needs.map((topic) => wishTopics.indexOf(topic))];
}

function memberFrom(home: Uuid, row: MemberRow): RecordSummary {
  const [id, kind] = row;
  if (kind === 'tally') return { id, kind, home, on: row[2] as Day };
  if (kind !== 'person') return { id, kind, home };
  const [, , name, birthYear, living, inTally, asked, needs] = row;
  return {
    id,
    kind,
    home,
    name,
    birthYear: birthYear === 0 ? undefined : birthYear,
    living: living as PersonSummary['living'],
    inTally: inTally === 1,
    asked: askedStates[asked]!,
    needs: needs.map((at) => wishTopics[at]!),
  };
}
