import type { ReactNode } from 'react';
import styles from './TableFrame.module.css';

/**
 * A table (given as `children`) that may scroll sideways inside its own frame when the window is narrow or the text
 * large, so that the page never does. The frame takes the keyboard's focus, to be scrolled without a mouse; `label`
 * names it.
 */
export function TableFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    // A region that scrolls must be reachable by keyboard:
    // https://www.w3.org/WAI/standards-guidelines/act/rules/0ssw9k/
    <section className={styles.frame} aria-label={label} {...reachable}>
      {children}
    </section>
  );
}

const reachable = { tabIndex: 0 };
