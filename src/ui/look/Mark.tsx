import { classes } from './classes.ts';
import styles from './Mark.module.css';

export type MarkProps = { size?: 's' | 'm' | 'l' };

/**
 * The product's mark: a house on stilts under a roof of two leaves. Decorative: the name is beside it. The same drawing
 * as public/icons/mark.svg (a test compares them), inlined so that the header needs no request of its own.
 */
export function Mark({ size = 'm' }: MarkProps) {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false" className={classes(styles.mark, styles[size])}>
      <rect width="48" height="48" rx="11" className={styles.ground} />
      <path className={styles.leaf} d="M24 8C25.5 17.5 18 27 4.5 27 6.5 18 13.5 10.5 24 8Z" />
      <path className={styles.leaf} d="M24 8C22.5 17.5 30 27 43.5 27 41.5 18 34.5 10.5 24 8Z" />
      <path
        className={styles.house}
        d={[
          'M24 16.5 33.5 26.5V32.5H38.3A1.4 1.4 0 0 1 38.3 35.3H35.5V41H32.7V35.3H25.4V41H22.6',
          'V35.3H15.3V41H12.5V35.3H9.7A1.4 1.4 0 0 1 9.7 32.5H14.5V26.5Z',
        ].join('')}
      />
      <rect className={styles.door} x="21.2" y="24.5" width="5.6" height="8" rx="2.8" />
    </svg>
  );
}
