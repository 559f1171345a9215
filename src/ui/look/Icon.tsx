import { memo } from 'react';
import type { LucideIcon } from 'lucide-react';
import { classes } from './classes.ts';
import styles from './Icon.module.css';

export type IconProps = { of: LucideIcon; size?: 's' | 'm' | 'l' };

/** A drawing beside a word, hidden from screen readers. */
export const Icon = memo(function Icon({ of: Drawing, size = 'm' }: IconProps) {
  return <Drawing aria-hidden="true" focusable="false" className={classes(styles.icon, styles[size])} />;
});
