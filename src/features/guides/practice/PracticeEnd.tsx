import type { ReactNode } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import { LinkButton, Stack } from '../../../ui/index.ts';
import { usePaths } from '../pages/use-paths.ts';
import { useFocusOn } from './use-focus-on.ts';
import styles from './practice.module.css';

interface PracticeEndProps {
  readonly guide: string;
  readonly title: string;
  readonly next: string;
  /** Between the words and the ways onward. */
  readonly offer?: ReactNode;
  /** A way onward before those to the guide and to the home page. */
  readonly again?: ReactNode;
}

/** The end of a practice: what was done, and the ways onward. */
export function PracticeEnd({ guide, title, next, offer, again }: PracticeEndProps) {
  const { t } = useTranslation('practice');
  const paths = usePaths();
  const heading = useFocusOn<HTMLHeadingElement>();
  return (
    <section className={styles.done} aria-labelledby="practised">
      <h2 id="practised" ref={heading} tabIndex={-1} data-read="now">
        {title}
      </h2>
      <p data-read="now">{next}</p>
      {offer}
      <Stack gap="s">
        {again}
        <LinkButton block href={paths.guide(guide)}>
          {t('done.guide')}
        </LinkButton>
        <LinkButton variant="primary" block href={paths.home}>
          {t('done.home')}
        </LinkButton>
      </Stack>
    </section>
  );
}
