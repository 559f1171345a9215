import type { ReactNode } from 'react';
import { ChevronRight } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Icon } from '../look/Icon.tsx';
import { AppLink } from '../controls/links.tsx';
import type { LinkTarget } from '../controls/links.tsx';
import styles from './List.module.css';

/** Rows on one sheet. `label` names the list for a screen reader when no heading does. */
export function List({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {children}
    </ul>
  );
}

export type ListRowProps = {
  title: ReactNode;
  meta?: ReactNode;
  trailing?: ReactNode;
  icon?: LucideIcon;
  /** True for the row that is open in the detail. */
  current?: boolean;
} & (LinkTarget | { href?: never; onClick?: () => void });

/** One thing of a list; the whole row is the target. Without `href` or `onClick` it is text only. */
export function ListRow({ title, meta, trailing, icon, current = false, ...target }: ListRowProps) {
  const content = <RowContent title={title} meta={meta} trailing={trailing} icon={icon} leads={isTarget(target)} />;
  const marked = current ? 'true' : undefined;
  if (target.href !== undefined) {
    return (
      <li>
        <AppLink href={target.href} onClick={target.onClick} className={styles.row} aria-current={marked}>
          {content}
        </AppLink>
      </li>
    );
  }
  if (target.onClick) {
    const open = target.onClick;
    return (
      <li>
        <button type="button" className={styles.row} aria-current={marked} onClick={() => open()}>
          {content}
        </button>
      </li>
    );
  }
  return (
    <li>
      <div className={styles.row}>{content}</div>
    </li>
  );
}

type RowContentProps = {
  title: ReactNode;
  meta: ReactNode;
  trailing: ReactNode;
  icon: LucideIcon | undefined;
  leads: boolean;
};

function RowContent({ title, meta, trailing, icon, leads }: RowContentProps) {
  return (
    <>
      {icon && <Icon of={icon} />}
      <span className={styles.body}>
        <span className={styles.words}>
          <span className={styles.title}>{title}</span>
          {meta !== undefined && <span className={styles.meta}>{meta}</span>}
        </span>
        {trailing !== undefined && <span className={styles.trailing}>{trailing}</span>}
      </span>
      {leads && <Icon of={ChevronRight} size="s" />}
    </>
  );
}

function isTarget(target: { href?: string | undefined; onClick?: unknown }): boolean {
  return target.href !== undefined || target.onClick !== undefined;
}
