import type { Area } from '../../domain/access/area.ts';
import { lineOf } from '../../domain/access/area.ts';
import { compareVietnamese } from '../../domain/search/name-order.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { MeResponse } from '../../protocol/join.ts';

/** The communes in which the person may keep campaigns, by name. */
export function communesOf({ areas, grants }: Pick<MeResponse, 'areas' | 'grants'>): Area[] {
  const areasById = new Map(areas.map((area) => [area.id, area]));
  return areas
    .filter(
      ({ id, kind }) =>
        kind === 'commune' &&
        grants.some(({ area }) => area === undefined || lineOf(id, areasById).some((above) => above.id === area)),
    )
    .sort((a, b) => compareVietnamese(a.name, b.name));
}

/** The villages of a commune, by name. */
export const villagesOf = (areas: readonly Area[], commune: Uuid): Area[] =>
  areas
    .filter(({ kind, parent }) => kind === 'village' && parent === commune)
    .sort((a, b) => compareVietnamese(a.name, b.name));
