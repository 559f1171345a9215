import { createElement } from 'react';
import type { ReactNode } from 'react';
import { classes } from '../look/classes.ts';
import styles from './layout.module.css';

type Gap = 's' | 'm' | 'l';

/** Children below one another, with the same gap everywhere. */
export function Stack({ gap = 'm', children }: { gap?: Gap; children: ReactNode }) {
  return <div className={classes(styles.stack, styles[gap])}>{children}</div>;
}

/** Side by side while it fits, else below one another. `spread` pushes the last to the far edge. */
export function Row({ gap = 's', spread = false, children }: { gap?: Gap; spread?: boolean; children: ReactNode }) {
  return <div className={classes(styles.row, styles[gap], spread && styles.spread)}>{children}</div>;
}

export type SectionProps = { title: string; aside?: ReactNode; level?: 2 | 3; children: ReactNode };

/** A titled part of a page. `aside`: a link or a chip at the end of the title's line. */
export function Section({ title, aside, level = 2, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <div className={styles.heading}>
        {createElement(`h${level}`, null, title)}
        {aside}
      </div>
      {children}
    </section>
  );
}

export type ListDetailProps = { list: ReactNode; detail?: ReactNode; placeholder: string };

/** A desktop shows the list beside the detail; a phone shows one of them (the detail once something is chosen). */
export function ListDetail({ list, detail, placeholder }: ListDetailProps) {
  const chosen = detail !== undefined && detail !== null;
  return (
    <div className={classes(styles.listDetail, chosen && styles.chosen)}>
      <div className={styles.list}>{list}</div>
      <div className={styles.detail}>{chosen ? detail : <p className={styles.placeholder}>{placeholder}</p>}</div>
    </div>
  );
}
