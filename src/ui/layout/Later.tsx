import { useContext, useDeferredValue } from 'react';
import type { ReactNode } from 'react';
import { ShellContext } from './shell.ts';

/**
 * Content below the first screenful: drawn in idle time, so that the content above shows, and can be tapped, sooner.
 * Drawn at once after "back", so that the browser can restore the scroll position.
 */
export function Later({ children }: { children: ReactNode }) {
  return useLater() && children;
}

/** False until what comes later is drawn (`Later`): for content whose parts are not two elements. */
export function useLater(): boolean {
  const cameBack = useContext(ShellContext)?.cameBack ?? false;
  return useDeferredValue(true, cameBack);
}
