import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { NavigationType, useNavigationType } from 'react-router';

/** Puts the keyboard and the screen reader on what has just come, but not on what the page was opened with. */
export function useFocusOn<T extends HTMLElement>(): RefObject<T | null> {
  const place = useRef<T>(null);
  const moved = useNavigationType() === NavigationType.Push;
  useEffect(() => {
    if (moved) place.current?.focus({ preventScroll: false });
  }, [moved]);
  return place;
}
