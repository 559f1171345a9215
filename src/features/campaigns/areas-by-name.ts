import { useMemo } from 'react';
import { lineOf, titleName, type Area } from '../../domain/access/area.ts';
import { compareVietnamese } from '../../domain/search/name-order.ts';
import type { Uuid } from '../../lib/ids.ts';
import { usePhone } from '../../phone/hooks.ts';
import type { CampaignFigures } from '../../protocol/campaign.ts';
import type { MeResponse } from '../../protocol/accounts/join.ts';

/** By name, never by what was reached: no order of merit. */
const byName = (areas: readonly Area[]): Area[] => [...areas].sort((a, b) => compareVietnamese(a.name, b.name));

/** The communes in which the person may keep campaigns. */
export function communesOf({ areas, grants }: Pick<MeResponse, 'areas' | 'grants'>): Area[] {
  const areasById = new Map(areas.map((area) => [area.id, area]));
  const isBelow = (id: Uuid, area: Uuid | undefined): boolean =>
    area === undefined || lineOf(id, areasById).some((above) => above.id === area);
  return byName(areas.filter(({ id, kind }) => kind === 'commune' && grants.some(({ area }) => isBelow(id, area))));
}

/** The villages of a commune. */
export const villagesOf = (areas: readonly Area[], commune: Uuid): Area[] =>
  byName(areas.filter(({ kind, parent }) => kind === 'village' && parent === commune));

export type NamedVillage = CampaignFigures['villages'][number] & { readonly name: string };

/** The villages of a campaign's figures, as far as the person's areas name them. */
export function useVillageNames({ villages }: CampaignFigures): readonly NamedVillage[] {
  const { me } = usePhone();
  return useMemo(() => {
    const figuresOf = new Map(villages.map((one) => [one.village, one]));
    return byName(me.areas).flatMap((area) => {
      const figures = figuresOf.get(area.id);
      return figures ? [{ ...figures, name: titleName(area) }] : [];
    });
  }, [villages, me.areas]);
}
