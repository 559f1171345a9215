import { useLocation } from 'react-router';
import { practiceRound, roundPlaceAt } from '../../../domain/guide/practice-round.ts';
import { stepAt, stepsOf } from '../../../domain/guide/steps.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { LinkButton, Stack } from '../../../ui/index.ts';
import { Again } from '../again/Again.tsx';
import type { GuideContent } from '../load/guide-content.ts';
import { usePaths } from '../pages/use-paths.ts';
import { PracticeRound } from './PracticeRound.tsx';
import { PracticeStep } from './PracticeStep.tsx';
import { useFocusOn } from './use-focus-on.ts';
import styles from './practice.module.css';

/**
 * A guide walked by tapping. The address says where (`#step-<n>`, `#done`), so that "back" goes back a step; `#again…`
 * is the short round some days later.
 */
export function PracticeWalk({ content }: { content: GuideContent }) {
  const { t } = useTranslation('practice');
  const { pathname, hash } = useLocation();
  const round = practiceRound(content.guide);
  const again = roundPlaceAt(hash, round.length);
  if (again) return <PracticeRound content={content} steps={round} place={again} />;
  const steps = stepsOf(content.guide);
  const here = stepAt(steps, hash);
  if (hash === '#done' || !here) return <PracticeDone content={content} />;
  const { part, number, inPart } = here;
  const isLast = number === steps.length;
  return (
    <PracticeStep
      key={number}
      content={content}
      here={here}
      place={t('step', {
        part: content.guide.parts.indexOf(part) + 1,
        current: inPart,
        total: part.steps.length,
      })}
      previous={number > 1 ? `${pathname}#step-${number - 1}` : undefined}
      next={isLast ? `${pathname}#done` : `${pathname}#step-${number + 1}`}
      isLast={isLast}
    />
  );
}

function PracticeDone({ content }: { content: GuideContent }) {
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
      <Again content={content} />
      <Stack gap="s">
        <LinkButton block href={`${pathname}#step-1`}>
          {t('done.again')}
        </LinkButton>
        <LinkButton block href={guidePath(content.guide.id)}>
          {t('done.guide')}
        </LinkButton>
        <LinkButton variant="primary" block href={home}>
          {t('done.home')}
        </LinkButton>
      </Stack>
    </section>
  );
}
