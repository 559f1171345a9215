import { useEffect, useRef, useState } from 'react';
import { isSamePlace, type Place } from './draft-content.ts';

// A save is on disk within a few frames; only one that keeps somebody waiting is worth drawing the screen again for.
const worthTelling = 250;

export interface Saving {
  /** A save takes so long that the screen says so. */
  readonly busy: boolean;
  /**
   * A save of the step on the screen is under way, drawn or not: a second tap does nothing. The next step may be there before the save
   * that led to it is quite done, and a tap on that one is a first.
   */
  readonly isSaving: () => boolean;
  readonly during: <T>(save: Promise<T>) => Promise<T>;
}

/**
 * Whether something is being saved, without drawing anything for saves that are done before the eye sees it.
 * @param at the step on the screen
 */
export function useSaving(at: Place): Saving {
  const underWay = useRef<Place[]>([]);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [busy, setBusy] = useState(false);
  useEffect(() => () => clearTimeout(waiting.current), []);
  return {
    busy,
    isSaving: () => underWay.current.some((place) => isSamePlace(place, at)),
    during: (save) => {
      underWay.current.push(at);
      waiting.current ??= setTimeout(() => setBusy(true), worthTelling);
      return save.finally(() => {
        underWay.current.splice(underWay.current.indexOf(at), 1);
        if (underWay.current.length > 0) return;
        clearTimeout(waiting.current);
        waiting.current = undefined;
        setBusy(false);
      });
    },
  };
}
