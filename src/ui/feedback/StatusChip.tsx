import type { ReactNode } from 'react';
import { CircleCheck, CircleDashed, CloudCheck, Hourglass, Smartphone, UsersRound, WifiOff } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Icon } from '../look/Icon.tsx';
import { AppLink } from '../controls/links.tsx';
import { classes } from '../look/classes.ts';
import styles from './StatusChip.module.css';
import { useTranslation } from '../../i18n/index.ts';

/**
 * `onPhone`: saved only here; `onServer`: sent; `conflict`: two people wrote different things; `waiting`: for the lead
 * to look at.
 */
export type StatusKind = 'onPhone' | 'onServer' | 'todo' | 'done' | 'conflict' | 'waiting' | 'offline';
type Tone = 'neutral' | 'good' | 'hold' | 'alert';

const looks: Record<StatusKind, { icon: LucideIcon; tone: Tone }> = {
  onPhone: { icon: Smartphone, tone: 'hold' },
  onServer: { icon: CloudCheck, tone: 'good' },
  todo: { icon: CircleDashed, tone: 'neutral' },
  done: { icon: CircleCheck, tone: 'good' },
  conflict: { icon: UsersRound, tone: 'alert' },
  waiting: { icon: Hourglass, tone: 'hold' },
  // Neutral: no network is normal in a village.
  offline: { icon: WifiOff, tone: 'neutral' },
};

export type StatusChipProps = { kind: StatusKind; children?: ReactNode; href?: string | undefined };

/** A state as drawing and word, never colour alone. With `href` it is a link tall enough for a thumb. */
export function StatusChip({ kind, children, href }: StatusChipProps) {
  const { t } = useTranslation('ui');
  const { icon, tone } = looks[kind];
  const chip = (
    <span className={classes(styles.chip, styles[tone])}>
      <Icon of={icon} size="s" />
      <span className={styles.words}>{children ?? t(`status.${kind}`)}</span>
    </span>
  );
  if (href === undefined) return chip;
  return (
    <AppLink href={href} className={styles.link}>
      {chip}
    </AppLink>
  );
}

/** A short word set apart: a role, a date, "bản nháp". */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={classes(styles.chip, styles[tone])}>{children}</span>;
}
