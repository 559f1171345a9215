import { useMemo } from 'react';
import { lineOf } from '../../../domain/access/area.ts';
import { periodKindIn, type PeriodKind } from '../../../domain/period.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { usePhone } from '../../../phone/hooks.ts';

/** How a village counts its periods, as the server sent it with the areas. */
export function usePeriodKind(village: Uuid): PeriodKind {
  const { me } = usePhone();
  return useMemo(
    () => periodKindIn(lineOf(village, new Map(me.areas.map((area) => [area.id, area])))),
    [me.areas, village],
  );
}
