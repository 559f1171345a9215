import type { ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import { Icon } from '../look/Icon.tsx';
import styles from './EmptyState.module.css';

export type EmptyStateProps = { title: string; icon?: LucideIcon; children?: ReactNode; action?: ReactNode };

/** Shown for an empty list: the title says why, `children` what to do first. */
export function EmptyState({ title, icon, children, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {icon && (
        <span className={styles.pictogram}>
          <Icon of={icon} size="l" />
        </span>
      )}
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.words}>{children}</div>}
      {action}
    </div>
  );
}
