import { useContext, useRef } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { PageHeader } from './PageHeader.tsx';
import type { BackTarget } from './PageHeader.tsx';
import { PlacesNav } from './PlacesNav.tsx';
import { ShellContext } from './shell.ts';
import { useArrival } from './use-arrival.ts';
import { classes } from '../look/classes.ts';
import styles from './Page.module.css';
import { useTranslation } from '../../i18n/index.ts';

export type PageProps = {
  title: string;
  /** A short line above the title: the household or the village. */
  context?: string | undefined;
  back?: BackTarget | undefined;
  /** The main action, in thumb reach above the bottom bar. */
  action?: ReactNode;
  intro?: ReactNode;
  /**
   * Identity of the content, where the address does not give it (the next question): focus and scroll are reset when it
   * changes, and only then.
   */
  focusKey?: string;
  places?: 'show' | 'hide';
  /** `full`: as wide as the window, for a table. */
  wide?: boolean | 'full';
  children?: ReactNode;
};

/**
 * One screen: header, title, content, main action, places. Works inside an `AppShell` and, for static pages, without.
 */
export function Page({
  title,
  context,
  back,
  action,
  intro,
  focusKey = '',
  places = 'show',
  wide = false,
  children,
}: PageProps) {
  const { t } = useTranslation('ui');
  const shell = useContext(ShellContext);
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading, focusKey);
  const shownPlaces = shell?.places ?? [];
  const hasRail = shownPlaces.length > 0;
  const hasAction = action !== undefined && action !== false;

  const skip = (event: MouseEvent) => {
    event.preventDefault();
    heading.current?.focus();
  };

  return (
    <div className={styles.container}>
      <div
        className={classes(
          styles.frame,
          hasRail && styles.withRail,
          wide !== false && styles.wide,
          wide === 'full' && styles.full,
        )}
      >
        <a className={styles.skip} href="#main" onClick={skip}>
          {t('skipToContent')}
        </a>
        <PageHeader back={back} home={shell?.home ?? '/'} status={shell?.status} beside={hasRail} />
        <main id="main" className={styles.main}>
          {places === 'show' && shell?.notice}
          <div className={styles.heading}>
            {context !== undefined && <p className={styles.context}>{context}</p>}
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {intro !== undefined && intro !== false && <div className={styles.intro}>{intro}</div>}
          </div>
          {children}
        </main>
        {(hasAction || hasRail) && (
          <footer className={styles.dock}>
            {hasAction && <div className={styles.action}>{action}</div>}
            {hasRail && <PlacesNav places={shownPlaces} home={shell?.home ?? '/'} onDesktopOnly={places === 'hide'} />}
          </footer>
        )}
      </div>
    </div>
  );
}
