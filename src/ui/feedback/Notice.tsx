import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { CircleCheck, Info, OctagonAlert, TriangleAlert, WifiOff } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Icon } from '../look/Icon.tsx';
import { classes } from '../look/classes.ts';
import styles from './Notice.module.css';
import { useTranslation } from '../../i18n/index.ts';

export type NoticeKind = 'info' | 'offline' | 'success' | 'warning' | 'error';

const icons: Record<NoticeKind, LucideIcon> = {
  info: Info,
  offline: WifiOff,
  success: CircleCheck,
  warning: TriangleAlert,
  error: OctagonAlert,
};

export type NoticeProps = {
  kind: NoticeKind;
  /** What happened, in words a villager uses. */
  title: string;
  /** What is still saved: people's first worry. */
  kept?: string | undefined;
  /** What to do now. */
  next?: string | undefined;
  children?: ReactNode;
  action?: ReactNode;
  /**
   * Read aloud when it appears. `answer`: it answers a tap, perhaps at the foot of a long form, and is scrolled to
   * where it appears above what is seen; what comes by itself moves nothing.
   */
  announce?: boolean | 'answer';
};

/** A message: what happened, what is still saved, what to do. */
export function Notice({ kind, title, kept, next, children, action, announce = false }: NoticeProps) {
  const { t } = useTranslation('ui');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (announce === 'answer' && place.current && place.current.getBoundingClientRect().top < 0)
      place.current.scrollIntoView({ block: 'nearest' });
  }, [announce, title]);
  const live = announce !== false ? { role: kind === 'error' ? 'alert' : 'status' } : {};
  return (
    <div ref={place} className={classes(styles.notice, styles[kind])} {...live}>
      <Icon of={icons[kind]} />
      <div className={styles.body}>
        <p className={styles.title}>{title}</p>
        {kept !== undefined && (
          <p>
            <b>{t('kept')}</b> {kept}
          </p>
        )}
        {next !== undefined && (
          <p>
            <b>{t('next')}</b> {next}
          </p>
        )}
        {children}
        {action !== undefined && <div className={styles.action}>{action}</div>}
      </div>
    </div>
  );
}
