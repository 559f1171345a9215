import { useEffect } from 'react';
import { useLocation } from 'react-router';
import type { RoundPlace } from '../../../domain/guide/practice-round.ts';
import type { NumberedStep } from '../../../domain/guide/steps.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { keepAgain } from '../live/local-preferences.ts';
import type { GuideContent } from '../load/guide-content.ts';
import { PracticeEnd } from './PracticeEnd.tsx';
import { PracticeStep } from './PracticeStep.tsx';

interface PracticeRoundProps {
  readonly content: GuideContent;
  readonly steps: readonly NumberedStep[];
  readonly place: RoundPlace;
}

/** The short round, behind the link that a resident keeps. It asks for nothing and sends nothing. */
export function PracticeRound({ content, steps, place }: PracticeRoundProps) {
  const { t } = useTranslation('practice');
  const { pathname } = useLocation();
  const at = place.kind === 'step' ? place.at : undefined;
  const here = at === undefined ? undefined : steps[at - 1];
  if (at === undefined || !here) return <RoundDone id={content.guide.id} />;
  const isLast = at === steps.length;
  return (
    <PracticeStep
      key={here.number}
      content={content}
      here={here}
      place={t('round', { current: at, total: steps.length })}
      previous={at > 1 ? `${pathname}#again-${at - 1}` : undefined}
      next={isLast ? `${pathname}#again-done` : `${pathname}#again-${at + 1}`}
      isLast={isLast}
    />
  );
}

function RoundDone({ id }: { id: string }) {
  const { t } = useTranslation('practice');
  // The reminder has served.
  useEffect(() => void keepAgain(id, undefined), [id]);
  return <PracticeEnd guide={id} title={t('again.done')} next={t('again.doneNext')} />;
}
