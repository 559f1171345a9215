import { memo, useId } from 'react';
import styles from './Weave.module.css';

/** A narrow band of brocade, as the Highlands weave it, along the header's edge. Only for the eye. */
export const Weave = memo(function Weave() {
  const id = useId();
  return (
    <svg className={styles.weave} aria-hidden="true" focusable="false">
      <pattern id={id} width="24" height="8" patternUnits="userSpaceOnUse">
        <path className={styles.thread} d="M0 8 6 2 12 8ZM12 8 18 2 24 8Z" />
        <path className={styles.seed} d="M12 0 15 3 12 6 9 3ZM0 0 3 3 0 6ZM24 0V6L21 3Z" />
      </pattern>
      <rect width="100%" height="8" fill={`url(#${id})`} />
    </svg>
  );
});
