import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { lineOf, type Area } from '../../domain/access/area.ts';
import { grantsFor } from '../../domain/access/roles.ts';
import { compareVietnamese } from '../../domain/search/name-order.ts';
import { toKeep, useCachedResponse, type CachedResponse, type CacheSlot } from '../../phone/cached-response.ts';
import { usePhone } from '../../phone/hooks.ts';
import type { MeResponse } from '../../protocol/accounts/join.ts';
import { keptChecklistsResponse, type KeptChecklistsResponse } from '../../protocol/checklist.ts';

export type KeptList = KeptChecklistsResponse['lists'][number];

/** The provinces and communes whose lists the person keeps, provinces first, each by name. */
function keptAreas({ areas, grants }: Pick<MeResponse, 'areas' | 'grants'>): Area[] {
  const areasById = new Map(areas.map((area) => [area.id, area]));
  const keeps = ({ id }: Area): boolean =>
    grantsFor(
      'keepChecklists',
      grants,
      lineOf(id, areasById).map((above) => above.id),
    ).length > 0;
  const isProvince = ({ kind }: Area): number => (kind === 'province' ? 0 : 1);
  return areas
    .filter((area) => area.kind !== 'village' && keeps(area))
    .sort((a, b) => isProvince(a) - isProvince(b) || compareVietnamese(a.name, b.name));
}

export interface KeptLists extends Pick<CachedResponse<KeptChecklistsResponse>, 'refusal' | 'take' | 'refresh'> {
  /** The area whose lists are shown: the one of the address, or the first; undefined: the person keeps none. */
  readonly area: Area | undefined;
  /** Its id, where the address has to name it. */
  readonly named: string | undefined;
  /** To choose from. */
  readonly areas: readonly Area[];
  /** Its own lists and those of the areas above; undefined until the server has answered. */
  readonly all: readonly KeptList[] | undefined;
}

/** Nothing is kept: lists are changed where there is a network. */
const slot: CacheSlot<KeptChecklistsResponse> = { read: async () => undefined, write: async () => undefined };

/** The lists that an area keeps (`?area=`). */
export function useKeptLists(): KeptLists {
  const { me, server } = usePhone();
  const [search] = useSearchParams();
  const named = search.get('area') ?? undefined;
  const areas = useMemo(() => keptAreas(me), [me]);
  const area = named === undefined ? areas[0] : areas.find(({ id }) => id === named);
  const id = area?.id;
  const ask = useCallback(
    async () => toKeep(await server.get(`checklists/kept?area=${id}`, keptChecklistsResponse)),
    [server, id],
  );
  // Asked again for each area.
  const { last, refusal, take, refresh } = useCachedResponse(slot, ask, id);
  return { area, named, areas, all: last?.area === id ? last?.lists : undefined, refusal, take, refresh };
}
