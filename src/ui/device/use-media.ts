import { useMemo, useSyncExternalStore } from 'react';

/**
 * Whether a media query holds for the window; draws again when that changes. While the page is printed the last answer
 * stays: a sheet is narrower than a desktop's window, and would print what a phone shows. False where there is no
 * window.
 */
export function useMedia(query: string): boolean {
  const { watch, read } = useMemo(() => windowMedia(query), [query]);
  return useSyncExternalStore(watch, read, () => false);
}

function windowMedia(query: string) {
  let last: boolean | undefined;
  return {
    watch: (changed: () => void): (() => void) => {
      const lists = [query, 'print'].map((one) => matchMedia(one));
      lists.forEach((list) => list.addEventListener('change', changed));
      return () => lists.forEach((list) => list.removeEventListener('change', changed));
    },
    read: (): boolean => {
      if (last === undefined || !matchMedia('print').matches) last = matchMedia(query).matches;
      return last;
    },
  };
}
