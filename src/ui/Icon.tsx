import type { LucideIcon } from 'lucide-react';
import { classes } from './classes.ts';
import styles from './Icon.module.css';

export type IconProps = { of: LucideIcon; size?: 's' | 'm' | 'l' };

/** A drawing beside a word. Always hidden from screen readers: the word says it. */
export function Icon({ of: Drawing, size = 'm' }: IconProps) {
  return <Drawing aria-hidden="true" focusable="false" className={classes(styles.icon, styles[size])} />;
}
