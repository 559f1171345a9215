import { useContext, useDeferredValue } from 'react';
import type { ReactNode } from 'react';
import { ShellContext } from './shell.ts';

/**
 * What stands below the first screenful: drawn when nothing else waits, so that what is above it shows, and can be
 * tapped, sooner. At once for whoever came back: the browser keeps their place on the page, wherever it was.
 */
export function Later({ children }: { children: ReactNode }) {
  const cameBack = useContext(ShellContext)?.cameBack ?? false;
  return useDeferredValue(true, cameBack) && children;
}
