import type { ReactNode } from 'react';
import { ArrowLeft } from 'lucide-react';
import { Icon } from '../look/Icon.tsx';
import { Mark } from '../look/Mark.tsx';
import { Weave } from '../look/Weave.tsx';
import { AppLink } from '../controls/links.tsx';
import type { LinkTarget } from '../controls/links.tsx';
import { classes } from '../look/classes.ts';
import styles from './PageHeader.module.css';
import { useTranslation } from '../../i18n/index.ts';

export type BackTarget = LinkTarget & { label?: string };

type PageHeaderProps = { back: BackTarget | undefined; home: string; status: ReactNode; beside: boolean };

/**
 * The top line: the link back (or the mark, on a first screen) and the state of unsent forms. `beside`: the side rail
 * shows the mark.
 */
export function PageHeader({ back, home, status, beside }: PageHeaderProps) {
  const { t } = useTranslation('ui');
  return (
    <header className={classes(styles.header, beside && styles.beside)}>
      {back ? (
        <AppLink href={back.href} onClick={back.onClick} className={styles.back}>
          <Icon of={ArrowLeft} />
          {back.label ?? t('back')}
        </AppLink>
      ) : (
        <AppLink href={home} className={classes(styles.brand, beside && styles.brandOnPhone)}>
          <Mark size="s" />
          {t('product')}
        </AppLink>
      )}
      {status !== undefined && status !== null && <div className={styles.status}>{status}</div>}
      <div className={styles.edge}>
        <Weave />
      </div>
    </header>
  );
}
