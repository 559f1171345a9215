import type { ReactNode } from 'react';
import { BookOpen, ChartNoAxesColumn, House, ListChecks } from 'lucide-react';
import { AppShell, StatusChip } from '../index.ts';
import type { NavItem } from '../index.ts';

type PlaceName = 'today' | 'houses' | 'guides' | 'progress';

/** The bottom bar of an example, with the screen that is shown marked. */
export const places = (current: PlaceName): NavItem[] => [
  {
    href: '#today',
    label: 'Hôm nay',
    icon: ListChecks,
    current: current === 'today',
    count: 4,
    countLabel: '4 nhà hôm nay',
  },
  { href: '#houses', label: 'Các nhà', icon: House, current: current === 'houses' },
  { href: '#guides', label: 'Hướng dẫn', icon: BookOpen, current: current === 'guides' },
  { href: '#progress', label: 'Tiến độ', icon: ChartNoAxesColumn, current: current === 'progress' },
];

/** The frame around the examples of whole screens. */
export function Shell({ current, children }: { current: PlaceName; children: ReactNode }) {
  const status = (
    <StatusChip kind="onPhone" href="#outbox">
      3 phiếu chưa gửi
    </StatusChip>
  );
  return (
    <AppShell location={`/${current}`} places={places(current)} status={status}>
      {children}
    </AppShell>
  );
}
