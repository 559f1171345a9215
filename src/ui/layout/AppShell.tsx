import { useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { ShellContext, createArrivals } from './shell.ts';
import type { NavItem } from './shell.ts';

export type AppShellProps = {
  /** The path shown, without query or fragment. When it changes, focus moves to the new screen's h1. */
  location: string;
  /** At most four; empty for residents. */
  places: readonly NavItem[];
  status?: ReactNode;
  /** A message above the title; only on screens that show the navigation. */
  notice?: ReactNode;
  /** The person went back: the browser's scroll position is kept. */
  cameBack?: boolean;
  home?: string;
  children: ReactNode;
};

/**
 * State that outlives a screen. It draws nothing itself: each screen's `Page` draws the whole frame, so that header,
 * main action and bottom bar are in the prerendered HTML.
 */
export function AppShell({
  location,
  places,
  status = null,
  notice = null,
  cameBack = false,
  home = '/',
  children,
}: AppShellProps) {
  if (places.length > 4) throw new Error(`The bottom bar holds at most four places, got ${places.length}.`);
  const [arrive] = useState(createArrivals);
  const shell = useMemo(
    () => ({ location, places, status, notice, cameBack, home, arrive }),
    [location, places, status, notice, cameBack, home, arrive],
  );
  return <ShellContext value={shell}>{children}</ShellContext>;
}

/**
 * For screens that follow each other at one address: whether this one was gone back to, whatever the address says.
 * Undefined: the address knows.
 */
export function ArrivedBy({ back, children }: { back: boolean | undefined; children: ReactNode }) {
  const shell = useContext(ShellContext);
  const value = useMemo(() => (shell && back !== undefined ? { ...shell, cameBack: back } : shell), [shell, back]);
  return <ShellContext value={value}>{children}</ShellContext>;
}
