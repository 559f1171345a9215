import { createElement } from 'react';
import type { ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import { Icon } from '../look/Icon.tsx';
import { classes } from '../look/classes.ts';
import styles from './Card.module.css';

export type CardProps = {
  title?: string;
  icon?: LucideIcon;
  /** `leaf` for good news, `clay` for the one thing to do now. */
  tone?: 'plain' | 'leaf' | 'clay';
  level?: 2 | 3;
  children: ReactNode;
};

/** One topic in a box of its own. */
export function Card({ title, icon, tone = 'plain', level = 2, children }: CardProps) {
  return (
    <section className={classes(styles.card, styles[tone])}>
      {title !== undefined && (
        <div className={styles.heading}>
          {icon && <Icon of={icon} />}
          {createElement(`h${level}`, null, title)}
        </div>
      )}
      {children}
    </section>
  );
}
