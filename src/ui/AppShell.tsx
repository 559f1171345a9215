import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { ShellContext, createArrivals } from './shell.ts';
import type { Place } from './shell.ts';

export type AppShellProps = {
  /** The path shown, without query or fragment. When it changes, focus moves to the new screen's h1. */
  location: string;
  /** At most four; none for people who only read guides. */
  places: readonly Place[];
  status?: ReactNode;
  /** Something to know before going on with the day; drawn above the title of screens that show the places. */
  notice?: ReactNode;
  /** The person went back: the browser's scroll position is kept. */
  cameBack?: boolean;
  home?: string;
  children: ReactNode;
};

/**
 * What stays while screens change. It draws nothing itself: each screen's `Page` draws the whole frame, so that header, main
 * action and bottom bar stand in the prerendered HTML and one screen is described in one place.
 */
export function AppShell({ location, places, status = null, notice = null, cameBack = false, home = '/', children }: AppShellProps) {
  if (places.length > 4) throw new Error(`The bottom bar holds at most four places, got ${places.length}.`);
  const [arrive] = useState(createArrivals);
  const shell = useMemo(
    () => ({ location, places, status, notice, cameBack, home, arrive }),
    [location, places, status, notice, cameBack, home, arrive],
  );
  return <ShellContext value={shell}>{children}</ShellContext>;
}
