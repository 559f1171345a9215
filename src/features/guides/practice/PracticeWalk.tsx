import { useLocation } from 'react-router';
import { stepAt, stepsOf } from '../../../domain/guide/steps.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { LinkButton, Stack } from '../../../ui/index.ts';
import type { GuideContent } from '../load/guide-content.ts';
import { usePaths } from '../pages/use-paths.ts';
import { PracticeStep } from './PracticeStep.tsx';
import { useFocusOn } from './use-focus-on.ts';
import styles from './practice.module.css';

/** A guide walked by tapping. The address says where (`#step-<n>`, `#done`), so that "back" goes back a step. */
export function PracticeWalk({ content }: { content: GuideContent }) {
  const { pathname, hash } = useLocation();
  const steps = stepsOf(content.guide);
  const here = stepAt(steps, hash);
  if (hash === '#done' || !here) return <PracticeDone content={content} />;
  return (
    <PracticeStep
      key={here.number}
      content={content}
      here={here}
      isLast={here.number === steps.length}
      path={pathname}
    />
  );
}

function PracticeDone({ content: { guide } }: { content: GuideContent }) {
  const { t } = useTranslation('practice');
  const { pathname } = useLocation();
  const { home, guide: guidePath } = usePaths();
  const heading = useFocusOn<HTMLHeadingElement>();
  return (
    <section className={styles.done} aria-labelledby="practised">
      <h2 id="practised" ref={heading} tabIndex={-1} data-read="now">
        {t('done.title')}
      </h2>
      <p data-read="now">{t('done.next')}</p>
      <Stack gap="s">
        <LinkButton block href={`${pathname}#step-1`}>
          {t('done.again')}
        </LinkButton>
        <LinkButton block href={guidePath(guide.id)}>
          {t('done.guide')}
        </LinkButton>
        <LinkButton variant="primary" block href={home}>
          {t('done.home')}
        </LinkButton>
      </Stack>
    </section>
  );
}
