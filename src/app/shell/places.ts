import { BookOpen, ChartColumn, House, Landmark, Settings, UsersRound } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Role } from '../../domain/roles.ts';

export const placeNames = ['today', 'progress', 'villages', 'team', 'guides', 'settings'] as const;
export type PlaceName = (typeof placeNames)[number];

/** Four at most: what the role does daily. Guides of lead and head are on the screen of each home. */
export const placesByRole: Readonly<Record<Role, readonly PlaceName[]>> = {
  member: ['today', 'progress', 'guides', 'settings'],
  lead: ['today', 'progress', 'team', 'settings'],
  head: ['progress', 'today', 'team', 'settings'],
  officer: ['villages', 'team', 'guides', 'settings'],
  viewer: ['villages', 'guides', 'settings'],
  admin: ['villages', 'team', 'guides', 'settings'],
};

export const placeIcons: Readonly<Record<PlaceName, LucideIcon>> = {
  today: House,
  progress: ChartColumn,
  villages: Landmark,
  team: UsersRound,
  guides: BookOpen,
  settings: Settings,
};

/** Guides are everybody's pages, outside of a person's own. */
export const placePath = (place: PlaceName, home: string): string =>
  place === 'guides' ? `${home.startsWith('/en/') ? '/en' : ''}/guides` : `${home}/${place}`;

// A home and its forms belong to the list they were opened from; what keeps forms safe belongs to the settings.
const partsOf: Readonly<Partial<Record<PlaceName, RegExp>>> = { today: /^\/(households|survey|visits|sessions|assign)(\/|$)/, settings: /^\/(ledger|backup|review|waiting|recordings)(\/|$)/ };

/** Whether the place is where `pathname` is. */
export function isCurrent(place: PlaceName, home: string, pathname: string): boolean {
  const path = placePath(place, home);
  if (pathname === path || pathname.startsWith(`${path}/`)) return true;
  return pathname.startsWith(home) && (partsOf[place]?.test(pathname.slice(home.length)) ?? false);
}

/** Paths on which something is being filled in: nothing may reload or get in the way there. */
export const isForm = (pathname: string): boolean => /\/(survey|edit|new|people|outcome|tally|hardship|split|visits|sessions\/[^/]+|import)(\/|$)/.test(pathname);
