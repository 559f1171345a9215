import { classes } from './classes.ts';
import styles from './Mark.module.css';

export type MarkProps = { size?: 's' | 'm' | 'l' };

/**
 * The product's mark: a longhouse on stilts, its roof a leaf, a signal rising from the ridge. Decorative, the name stands beside
 * it. The same drawing as public/icons/mark.svg (scripts/make-icons.ts makes the PNG icons from that file).
 */
export function Mark({ size = 'm' }: MarkProps) {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false" className={classes(styles.mark, styles[size])}>
      <rect width="48" height="48" rx="11" className={styles.ground} />
    </svg>
  );
}
