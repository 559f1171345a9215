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

  // Before anything can be tapped or typed: a moment later it would take the focus from a field that a quick hand is in already.
  useLayoutEffect(() => {
    const heading = title.current;
    if (!arrive || !heading) return;
    const how = arrive(key);
    const lostFocus = how === 'againFocused' && document.activeElement === document.body;
    if (how === 'moved' || lostFocus) heading.focus({ preventScroll: true });
    if (how === 'moved' && !cameBack) window.scrollTo(0, 0);
  }, [title, arrive, key, cameBack]);
}
