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
  // By the focus key alone where there is one: the address may follow a moment after what it names is shown.
  const key = focusKey || (shell?.location ?? '');
  const cameBack = shell?.cameBack ?? false;
  const arrive = shell?.arrive;

  useLayoutEffect(() => {
    const heading = title.current;
    if (!arrive || !heading) return;
    const how = arrive(key);
    if (how !== 'moved' && how !== 'againFocused') return;
    const before = document.activeElement;
    // In the frame that paints the screen, which lays it out anyway: here and now the focus would make the browser do that in
    // the task that has just made it, the longest of them all on a cheap phone.
    requestAnimationFrame(() => {
      const { activeElement, body } = document;
      // Not from a field that a quick hand is in already.
      if (activeElement === body || (how === 'moved' && activeElement === before)) heading.focus({ preventScroll: true });
      if (how === 'moved' && !cameBack) window.scrollTo(0, 0);
    });
  }, [title, arrive, key, cameBack]);
}
