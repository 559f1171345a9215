import { useLocation } from 'react-router';
import { practiceRound, roundPlaceAt } from '../../../domain/guide/practice-round.ts';
import { stepAt, stepsOf } from '../../../domain/guide/steps.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { LinkButton } from '../../../ui/index.ts';
import { Again } from '../again/Again.tsx';
import type { GuideContent } from '../load/guide-content.ts';
import { PracticeEnd } from './PracticeEnd.tsx';
import { PracticeRound } from './PracticeRound.tsx';
import { PracticeStep } from './PracticeStep.tsx';

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
  return (
    <PracticeEnd
      guide={content.guide.id}
      title={t('done.title')}
      next={t('done.next')}
      offer={<Again content={content} />}
      again={
        <LinkButton block href={`${pathname}#step-1`}>
          {t('done.again')}
        </LinkButton>
      }
    />
  );
}
