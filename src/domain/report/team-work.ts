import type { Uuid } from '../../lib/ids.ts';
import { openWish } from '../day-work.ts';
import type { Day } from '../day.ts';
import type { Session } from '../session.ts';
import { surveyState } from '../survey-state.ts';
import { adultsOf, type Household } from '../village.ts';
import type { Visit } from '../visit.ts';

/** What a team has before it and behind it that is in no figure. */
export interface TeamWork {
  /** What people asked to be shown and were not yet, by guide; what most ask for comes first. */
  readonly requests: readonly { readonly guide: string; readonly people: number }[];
  /** Homes where somebody asked for something that is still to be shown. */
  readonly requestHomes: number;
  /** Homes in which nobody was found, and which are not wholly asked since. */
  readonly absentHomes: number;
  /** People who work far away, and from how many homes: of the village, and in none of its figures. */
  readonly awayPeople: number;
  readonly awayHomes: number;
  /** Group sessions since the period began, and how many came, all together. */
  readonly sessions: { readonly held: number; readonly heads: number };
}

interface Known {
  readonly households: readonly Household[];
  readonly visits: readonly Visit[];
  readonly sessions: readonly Session[];
}

/** The guides that people of each home asked for and were not shown since, one a person; homes without any are left out. */
export function openWishes(households: readonly Household[], visits: readonly Visit[], today: Day): ReadonlyMap<Uuid, readonly string[]> {
  const visitsBy = new Map<Uuid | null, Visit[]>();
  for (const visit of visits) visitsBy.set(visit.person, [...(visitsBy.get(visit.person) ?? []), visit]);
  const wishesOf = (household: Household): string[] => adultsOf(household, today).flatMap((person) => openWish(person, visitsBy.get(person.id) ?? [], today) ?? []);
  return new Map(households.map((household) => [household.id, wishesOf(household)] as const).filter(([, guides]) => guides.length > 0));
}

/** @param since the first day of the period whose sessions count */
export function teamWork({ households, visits, sessions }: Known, today: Day, since: Day): TeamWork {
  const wishes = openWishes(households, visits, today);
  const wished = new Map<string, number>();
  for (const guide of [...wishes.values()].flat()) wished.set(guide, (wished.get(guide) ?? 0) + 1);
  const away = households.map(({ people }) => people.filter(({ living }) => living === 'away').length);
  const held = sessions.filter(({ on }) => on >= since && on <= today);
  return {
    requests: [...wished].map(([guide, people]) => ({ guide, people })).sort((a, b) => b.people - a.people || (a.guide < b.guide ? -1 : 1)),
    requestHomes: wishes.size,
    absentHomes: households.filter((household) => household.outcome === 'away' && surveyState(household, today) !== 'done').length,
    awayPeople: away.reduce((sum, count) => sum + count, 0),
    awayHomes: away.filter((count) => count > 0).length,
    sessions: { held: held.length, heads: held.reduce((sum, { heads }) => sum + heads, 0) },
  };
}
