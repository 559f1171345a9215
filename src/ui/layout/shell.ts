import { createContext } from 'react';
import type { ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';

/** An item of the bottom bar (side rail on a desktop). `countLabel`: the number in words, "3 phiếu chưa gửi". */
export type NavItem = {
  href: string;
  label: string;
  icon: LucideIcon;
  current: boolean;
  count?: number | undefined;
  countLabel?: string | undefined;
};

/** How the person came to a screen: by opening the app, by moving on, or the same screen drawn again. */
export type Arrive = (key: string) => 'first' | 'moved' | 'again' | 'againFocused';

/** The last screen shown, so that the first page of a visit does not take the focus. */
export function createArrivals(): Arrive {
  let last: { key: string; focused: boolean } | null = null;
  return (key) => {
    if (last?.key === key) return last.focused ? 'againFocused' : 'again';
    const isFirst = last === null;
    last = { key, focused: !isFirst };
    return isFirst ? 'first' : 'moved';
  };
}

/** The state of `AppShell` for every `Page` below it. */
export type Shell = {
  location: string;
  cameBack: boolean;
  places: readonly NavItem[];
  status: ReactNode;
  notice: ReactNode;
  home: string;
  arrive: Arrive;
};

/** Null outside an `AppShell`: a `Page` alone still works (prerendered pages, error screens). */
export const ShellContext = createContext<Shell | null>(null);
