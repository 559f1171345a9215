import { BookOpen, ChartColumn, House, Landmark, Settings, UsersRound } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Role } from '../../domain/access/roles.ts';

export const placeNames = ['today', 'progress', 'villages', 'team', 'guides', 'settings'] as const;
export type PlaceName = (typeof placeNames)[number];

/** Four at most: what the role does daily. Lead and head find the guides on each household's screen. */
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
export const placePath = (place: PlaceName, basePath: string): string =>
  place === 'guides' ? `${basePath.startsWith('/en/') ? '/en' : ''}/guides` : `${basePath}/${place}`;

// A household and its forms count as part of the list they were opened from; ledger, backup and review as part of the
// settings.
const partsOf: Readonly<Partial<Record<PlaceName, RegExp>>> = {
  today: /^\/(households|survey|visits|sessions|assign)(\/|$)/,
  villages: /^\/campaigns(\/|$)/,
  settings: /^\/(ledger|backup|review|waiting|recordings)(\/|$)/,
};

/** Whether `pathname` is the item's screen or a part of it. */
export function isCurrent(place: PlaceName, basePath: string, pathname: string): boolean {
  const path = placePath(place, basePath);
  if (pathname === path || pathname.startsWith(`${path}/`)) return true;
  return pathname.startsWith(basePath) && (partsOf[place]?.test(pathname.slice(basePath.length)) ?? false);
}

/** Paths on which something is being filled in: nothing may reload or get in the way there. */
export const isForm = (pathname: string): boolean =>
  /\/(survey|edit|new|people|outcome|tally|hardship|split|visits|sessions\/[^/]+|import)(\/|$)/.test(pathname);
