import { useEffect, useRef, useState } from 'react';

// A save is on disk within a few frames; only one that keeps somebody waiting is worth drawing the screen again for.
const worthTelling = 250;

export interface Saving {
  /** A save takes so long that the screen says so. */
  readonly busy: boolean;
  /** A save is under way, drawn or not: another tap waits for it. */
  readonly isSaving: () => boolean;
  readonly during: <T>(save: Promise<T>) => Promise<T>;
}

/** Whether something is being saved, without drawing anything for saves that are done before the eye sees it. */
export function useSaving(): Saving {
  const underWay = useRef(0);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [busy, setBusy] = useState(false);
  useEffect(() => () => clearTimeout(waiting.current), []);
  return {
    busy,
    isSaving: () => underWay.current > 0,
    during: (save) => {
      underWay.current += 1;
      waiting.current ??= setTimeout(() => setBusy(true), worthTelling);
      return save.finally(() => {
        underWay.current -= 1;
        if (underWay.current > 0) return;
        clearTimeout(waiting.current);
        waiting.current = undefined;
        setBusy(false);
      });
    },
  };
}
