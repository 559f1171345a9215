import type { Uuid } from '../../lib/ids.ts';
import { askedOf } from '../search/find-households.ts';
import type { HouseholdEntry } from '../search/household-index.ts';
import { openWish, wasShown } from '../work/why-visit.ts';
import type { DayVisit } from '../work/day-facts.ts';
import type { Day } from '../../lib/day.ts';
import type { Aid } from '../work/aid.ts';
import type { Session } from '../visits/session.ts';
import { surveyState } from '../gaps/survey-state.ts';
import { adultsOf, type Household } from '../people/village.ts';
import type { Visit } from '../visits/visit.ts';

/** A team's work that is in no figure. */
export interface TeamWork {
  /** Open wishes by guide, the most frequent first. */
  readonly requests: readonly { readonly guide: string; readonly people: number }[];
  /** Households with an open wish. */
  readonly requestHouseholds: number;
  /** Households where nobody was at home and which have not been surveyed since. */
  readonly absentHouseholds: number;
  /** People of the village who work far away, and the number of their households; in none of the figures. */
  readonly awayPeople: number;
  readonly awayHouseholds: number;
  /** Group sessions since the period began, and the sum of those who came. */
  readonly sessions: { readonly held: number; readonly heads: number };
  /** Households that were given something since the period began. */
  readonly aidedHouseholds: number;
}

interface Known {
  readonly households: readonly Household[];
  readonly visits: readonly Visit[];
  readonly sessions: readonly Session[];
  readonly aid: readonly Aid[];
}

/**
 * Each household's open wishes: the guide that a person asked for and was not shown since, one a person. Households
 * without any are left out.
 */
export function openWishes(
  households: readonly Household[],
  visits: readonly Visit[],
  today: Day,
): ReadonlyMap<Uuid, readonly string[]> {
  const visitsBy = new Map<Uuid | null, Visit[]>();
  for (const visit of visits) visitsBy.set(visit.person, [...(visitsBy.get(visit.person) ?? []), visit]);
  const wishesOf = (household: Household): string[] =>
    adultsOf(household, today).flatMap((person) => openWish(person, visitsBy.get(person.id) ?? [], today) ?? []);
  return new Map(
    households
      .map((household) => [household.id, wishesOf(household)] as const)
      .filter(([, guides]) => guides.length > 0),
  );
}

/** The households with an open wish, as in `openWishes`, out of their summaries. */
export function householdsWishing(entries: readonly HouseholdEntry[], today: Day): ReadonlySet<Uuid> {
  const visitsBy = new Map<Uuid | null, DayVisit[]>();
  for (const visit of entries.flatMap(({ visits }) => visits)) {
    const known = visitsBy.get(visit.person);
    if (known) known.push(visit);
    else visitsBy.set(visit.person, [visit]);
  }
  const isWishing = (entry: HouseholdEntry): boolean =>
    askedOf(entry, today).some(
      ({ id, facts: { wish } }) => wish !== undefined && !wasShown(id, wish, visitsBy.get(id) ?? []),
    );
  return new Set(entries.filter(isWishing).map(({ id }) => id));
}

/** @param since the first day of the period whose sessions count */
export function teamWork({ households, visits, sessions, aid }: Known, today: Day, since: Day): TeamWork {
  const wishes = openWishes(households, visits, today);
  const wished = new Map<string, number>();
  for (const guide of [...wishes.values()].flat()) wished.set(guide, (wished.get(guide) ?? 0) + 1);
  const away = households.map(({ people }) => people.filter(({ living }) => living === 'away').length);
  const held = sessions.filter(({ on }) => on >= since && on <= today);
  return {
    requests: inOrder(wished),
    requestHouseholds: wishes.size,
    absentHouseholds: households.filter(
      (household) => household.outcome === 'away' && surveyState(household, today) !== 'done',
    ).length,
    awayPeople: away.reduce((sum, count) => sum + count, 0),
    awayHouseholds: away.filter((count) => count > 0).length,
    aidedHouseholds: new Set(aid.filter(({ on }) => on >= since && on <= today).map(({ household }) => household)).size,
    sessions: { held: held.length, heads: held.reduce((sum, { heads }) => sum + heads, 0) },
  };
}

const inOrder = (wished: ReadonlyMap<string, number>): TeamWork['requests'] =>
  [...wished]
    .map(([guide, people]) => ({ guide, people }))
    .sort((a, b) => b.people - a.people || (a.guide < b.guide ? -1 : 1));

export const noTeamWork: TeamWork = {
  requests: [],
  requestHouseholds: 0,
  absentHouseholds: 0,
  awayPeople: 0,
  awayHouseholds: 0,
  sessions: { held: 0, heads: 0 },
  aidedHouseholds: 0,
};

/** The work of two parts of a village that share no household and no session. */
export function addTeamWork(a: TeamWork, b: TeamWork): TeamWork {
  const wished = new Map<string, number>();
  for (const { guide, people } of [...a.requests, ...b.requests]) wished.set(guide, (wished.get(guide) ?? 0) + people);
  return {
    requests: inOrder(wished),
    requestHouseholds: a.requestHouseholds + b.requestHouseholds,
    absentHouseholds: a.absentHouseholds + b.absentHouseholds,
    awayPeople: a.awayPeople + b.awayPeople,
    awayHouseholds: a.awayHouseholds + b.awayHouseholds,
    sessions: { held: a.sessions.held + b.sessions.held, heads: a.sessions.heads + b.sessions.heads },
    aidedHouseholds: a.aidedHouseholds + b.aidedHouseholds,
  };
}
