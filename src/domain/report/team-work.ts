import type { Uuid } from '../../lib/ids.ts';
import { openWish } from '../work/day-work.ts';
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

/** @param since the first day of the period whose sessions count */
export function teamWork({ households, visits, sessions, aid }: Known, today: Day, since: Day): TeamWork {
  const wishes = openWishes(households, visits, today);
  const wished = new Map<string, number>();
  for (const guide of [...wishes.values()].flat()) wished.set(guide, (wished.get(guide) ?? 0) + 1);
  const away = households.map(({ people }) => people.filter(({ living }) => living === 'away').length);
  const held = sessions.filter(({ on }) => on >= since && on <= today);
  return {
    requests: [...wished]
      .map(([guide, people]) => ({ guide, people }))
      .sort((a, b) => b.people - a.people || (a.guide < b.guide ? -1 : 1)),
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
