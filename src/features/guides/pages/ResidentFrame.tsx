import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useTranslation } from '../../../i18n/index.ts';
import { AppShell } from '../../../ui/index.ts';
import { LivePlace } from '../live/LivePlace.tsx';
import { usePaths } from './use-paths.ts';
import styles from './resident-frame.module.css';

/** The frame of the pages everybody may read: no places, no sync; only a voice and the other language. */
export function ResidentFrame({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  const { home } = usePaths();
  return (
    <AppShell location={pathname} places={[]} home={home} status={<Tools />}>
      {children}
    </AppShell>
  );
}

function Tools() {
  const { t } = useTranslation('common');
  const { translated } = usePaths();
  return (
    <div className={styles.tools}>
      <LivePlace piece="listen" />
      {/* A document of its own and not a route: the other language's texts are not on this page. */}
      <a
        className={styles.tool}
        href={translated.href}
        hrefLang={translated.language}
        lang={translated.language}
        aria-label={t('language.changeLabel')}
      >
        {t('language.change')}
      </a>
    </div>
  );
}
