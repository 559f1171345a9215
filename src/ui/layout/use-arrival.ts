import { useContext, useLayoutEffect } from 'react';
import type { RefObject } from 'react';
import { ShellContext } from './shell.ts';

/**
 * Moves focus to the screen's title when the person arrives there, so that a screen reader says where they are.
 *
 * | arrival                                            | focus       | scroll            |
 * |----------------------------------------------------|-------------|-------------------|
 * | first page of the visit                            | left alone  | left alone        |
 * | another focus key or, on a screen without one, another location | the title | top    |
 * | the same after "back"                              | the title   | kept              |
 * | the same screen drawn again, its focus lost (a skeleton gave way) | the title | left alone |
 */
export function useArrival(title: RefObject<HTMLElement | null>, focusKey: string): void {
  const shell = useContext(ShellContext);
  // The focus key alone counts where there is one, because the address may change after the content.
  const key = focusKey || (shell?.location ?? '');
  const cameBack = shell?.cameBack ?? false;
  const arrive = shell?.arrive;

  useLayoutEffect(() => {
    const heading = title.current;
    if (!arrive || !heading) return;
    const how = arrive(key);
    if (how !== 'moved' && how !== 'againFocused') return;
    const before = document.activeElement;
    // In the frame that paints the screen, which lays it out anyway.
    requestAnimationFrame(() => {
      if (how === 'moved' && !cameBack && window.scrollY > 0) window.scrollTo(0, 0);
      // After that frame: a screen reader is a moment later, and nobody else waits for the focus.
      setTimeout(() => {
        const { activeElement, body } = document;
        // Never away from a field that has the focus already, nor to the title of a screen that gave way.
        if (heading.isConnected && (activeElement === body || (how === 'moved' && activeElement === before)))
          heading.focus({ preventScroll: true });
      });
    });
  }, [title, arrive, key, cameBack]);
}
