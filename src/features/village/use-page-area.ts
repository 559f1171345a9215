import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { Area } from '../../domain/access/area.ts';
import { roleRules } from '../../domain/access/roles.ts';
import { infoFor, type StoredInfo, type VillageInfo } from '../../domain/village/village-info.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone } from '../../phone/hooks.ts';
import { useVillagePage, type VillagePage } from '../../phone/village-page.ts';

export interface PageArea extends VillagePage {
  /** The village or commune; undefined for a person who has neither. */
  readonly area: Area | undefined;
  /** Its id, where the address has to name it. */
  readonly named: string | undefined;
  /** Whether the person may change what its page says. */
  readonly keeps: boolean;
  /** What the area itself tells. */
  readonly own: readonly StoredInfo[];
  /** What holds for it, with what the areas above it tell. */
  readonly info: VillageInfo;
  readonly back: string;
}

const none: readonly StoredInfo[] = [];

/** The area of a screen about a public page: the person's own village, an officer's commune, or `?area=`. */
export function usePageArea(): PageArea {
  const { village, me, role, basePath } = usePhone();
  const [search] = useSearchParams();
  const named = search.get('area') ?? undefined;
  const commune = me.grants.find((grant) => grant.role === 'officer')?.area;
  const wanted = named ?? village?.id ?? commune;
  const area = me.areas.find(({ id }) => id === wanted) ?? (village?.id === wanted ? village : undefined);
  const answer = useVillagePage(area?.id);
  const entries = answer.page?.entries ?? none;
  const info = useMemo(() => infoFor(answer.page?.line ?? [], entries), [answer.page, entries]);
  return {
    ...answer,
    area,
    named,
    keeps: roleRules[role].may.includes('keepPage'),
    own: useMemo(() => entries.filter((entry) => entry.area === area?.id), [entries, area]),
    info,
    back: addressesBelow(basePath).villagePage(named),
  };
}
