import type { Campaign } from '../../../domain/campaign/campaign.ts';
import {
  addCampaignCounts,
  countCampaign,
  noCampaignCount,
  type CampaignCount,
} from '../../../domain/campaign/count.ts';
import type { Counts } from '../../../domain/indicator/count.ts';
import {
  countVillage,
  householdsIn,
  sumOfParts,
  visitsIn,
  type CountedVillage,
  type Part,
} from '../../../domain/indicator/counted-village.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import { withFibre } from '../../../domain/indicator/fibre.ts';
import { isResident } from '../../../domain/people/village.ts';
import type { AreaFact } from '../../../domain/report/area-fact.ts';
import { skillSteps, type SkillSteps } from '../../../domain/report/skill-steps.ts';
import { addTeamWork, noTeamWork, teamWork, type TeamWork } from '../../../domain/report/team-work.ts';
import type { HouseholdList } from '../../../domain/search/household-index.ts';
import { sessionsOf } from '../../../domain/visits/session.ts';
import { byDay, type Visit } from '../../../domain/visits/visit.ts';
import { aidOf } from '../../../domain/work/aid.ts';
import { summarisedDayWork } from '../../../domain/work/day-work.ts';
import type { SummarisedWork } from '../../../domain/work/why-visit.ts';
import { todaysWork } from '../../../domain/work/todays-work.ts';
import type { Day } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';

/** A village's figures over what this phone has, unsent work too. */
export interface VillageFigures {
  readonly today: Day;
  readonly counts: Counts;
  /** The first households of the day's order, as under "Hôm nay". */
  readonly visits: readonly SummarisedWork[];
  /** Households where something is due today: a day that was promised, a re-check. */
  readonly due: { readonly promised: number; readonly rechecks: number };
  /** The commune's campaigns that run here. */
  readonly campaigns: readonly { readonly campaign: Campaign; readonly count: CampaignCount }[];
  /** How sure people are of what they were shown. */
  readonly skills: readonly SkillSteps[];
  /** Households that do not want to be asked. */
  readonly refused: number;
  /** Work outside the figures. */
  readonly work: TeamWork;
}

export interface FiguresInput {
  readonly village: CountedVillage;
  readonly list: HouseholdList;
  readonly today: Day;
  /** The first day of the period whose work is counted. */
  readonly since: Day;
  readonly campaigns: readonly Campaign[];
  /** What is told of the village. */
  readonly facts: readonly AreaFact[];
}

const visitsAWeek = 5;

/** Yields after each step that is short on a cheap phone. */
export function* villageFigures(input: FiguresInput): Generator<void, VillageFigures> {
  const { village, list, today, since, campaigns, facts } = input;
  const counts = withFibre(yield* countVillage(village, indicators, today), facts);
  const inOrder = yield* summarisedDayWork(list.byAddress, today, campaigns);
  const having = (reason: SummarisedWork['reasons'][number]): number =>
    inOrder.filter(({ reasons }) => reasons.includes(reason)).length;
  const counted: VillageFigures['campaigns'][number][] = [];
  for (const campaign of campaigns) {
    const count = (part: Part): CampaignCount => countCampaign(campaign, householdsIn(part), today);
    counted.push({ campaign, count: yield* sumOfParts(village, count, addCampaignCounts, noCampaignCount) });
  }
  const { visits, residents } = yield* visitsAndResidents(village);
  return {
    today,
    counts,
    visits: todaysWork(inOrder, visitsAWeek),
    due: { promised: having('promised'), rechecks: having('recheck') },
    campaigns: counted,
    skills: skillSteps(visits, residents),
    refused: list.byName.filter(({ household }) => household.outcome === 'refused').length,
    work: yield* workOf(village, visits, today, since),
  };
}

function* visitsAndResidents(
  village: CountedVillage,
): Generator<void, { readonly visits: readonly Visit[]; readonly residents: ReadonlySet<Uuid> }> {
  const visits: Visit[] = [];
  const residents = new Set<Uuid>();
  for (const part of village.parts) {
    visits.push(...visitsIn(part));
    for (const { people } of householdsIn(part))
      for (const person of people) if (isResident(person)) residents.add(person.id);
    yield;
  }
  return { visits: visits.sort(byDay), residents };
}

/** @param visits of the whole village: who came from another household was shown things there */
function* workOf(village: CountedVillage, visits: readonly Visit[], today: Day, since: Day): Generator<void, TeamWork> {
  const visitsBy = new Map<Uuid, Visit[]>();
  for (const visit of visits) {
    if (visit.person === null) continue;
    const known = visitsBy.get(visit.person);
    if (known) known.push(visit);
    else visitsBy.set(visit.person, [visit]);
  }
  const work = (part: Part): TeamWork => {
    const households = householdsIn(part);
    const theirs = households.flatMap(({ people }) => people.flatMap(({ id }) => visitsBy.get(id) ?? []));
    const known = { households, visits: theirs, sessions: sessionsOf(part), aid: aidOf(part) };
    return teamWork(known, today, since);
  };
  return yield* sumOfParts(village, work, addTeamWork, noTeamWork);
}
