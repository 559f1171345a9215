import { useEffect, useMemo, useState } from 'react';
import type { Uuid } from '../../../lib/ids.ts';
import { lineOf } from '../../../domain/access/area.ts';
import { targetsFor, type AreaTarget } from '../../../domain/report/area-target.ts';
import type { Target } from '../../../domain/report/target.ts';
import { usePhone } from '../../../phone/hooks.ts';

/**
 * A village's targets, as the server last told them; before its first answer there are none.
 * @param told targets that came while the screen is open; undefined: the stored ones
 */
export function useTargets(village: Uuid, told?: readonly AreaTarget[]): readonly Target[] {
  const { store, me } = usePhone();
  const [kept, setKept] = useState<readonly AreaTarget[]>([]);
  useEffect(() => {
    let left = false;
    void store.settings.get('lastReport').then((last) => {
      if (!left && last?.targets) setKept(last.targets);
    });
    return () => {
      left = true;
    };
  }, [store]);
  const set = told ?? kept;
  return useMemo(
    () =>
      targetsFor(
        lineOf(village, new Map(me.areas.map((area) => [area.id, area]))).map(({ id }) => id),
        set,
      ),
    [village, me.areas, set],
  );
}
