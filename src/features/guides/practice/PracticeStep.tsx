import { useState } from 'react';
import { ArrowLeft, Pointer } from 'lucide-react';
import { isShown, notTried, tap } from '../../../domain/guide/practice.ts';
import type { Try } from '../../../domain/guide/practice.ts';
import type { NumberedStep } from '../../../domain/guide/steps.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Button, LinkButton } from '../../../ui/index.ts';
import type { GuideContent } from '../load/guide-content.ts';
import { wordsOf } from '../pages/drawn-places.tsx';
import { ScreenDrawing } from '../pages/ScreenDrawing.tsx';
import { Words } from '../pages/Words.tsx';
import { useFocusOn } from './use-focus-on.ts';
import styles from './practice.module.css';

/** A label in brackets is our own description of a place, and is shown without brackets. */
const plain = (words: string): string => words.replace(/^\((.*)\)$/, '$1');

interface PracticeStepProps {
  readonly content: GuideContent;
  readonly here: NumberedStep;
  /** The step's place in the walk, in words. */
  readonly place: string;
  readonly previous: string | undefined;
  /** The next step; after the last one, the end of the walk. */
  readonly next: string;
  readonly isLast: boolean;
}

/** One step to try: what to do, the drawing to do it on, and the result of the last tap. Nothing moves by itself. */
export function PracticeStep({
  content: { texts },
  here: { part, step, number },
  place,
  previous,
  next,
  isLast,
}: PracticeStepProps) {
  const { t } = useTranslation('practice');
  const [now, setNow] = useState<Try>(notTried);
  const [asked, setAsked] = useState(false);
  const heading = useFocusOn<HTMLHeadingElement>();
  const words = texts.parts[part.id]?.steps[step.id];
  const shown = asked || isShown(now);
  return (
    <section className={styles.step} aria-labelledby="practice-do" data-step={number}>
      <h2 id="practice-do" ref={heading} tabIndex={-1} className={styles.do}>
        <span className={styles.number}>{place}</span>{' '}
        <span data-read="now">
          <Words>{words?.do ?? ''}</Words>
        </span>
      </h2>
      <p className={styles.how} {...(now.kind === 'asked' && { 'data-read': 'now' })}>
        {t(`how.${step.gesture}`)}
      </p>
      <div className={styles.drawing}>
        <ScreenDrawing
          step={step}
          labels={texts.labels}
          live={{ isShown: shown, onTap: (spot) => setNow((before) => tap(step, before, spot)) }}
        />
      </div>
      {/* The result is beside the links onward, always in sight. */}
      <div className={styles.dock}>
        <p
          role="status"
          className={styles.said}
          data-kind={now.kind}
          {...(now.kind !== 'asked' && { 'data-read': 'now' })}
        >
          {now.kind === 'missed' &&
            t(shown ? 'missedShown' : 'missed', { tapped: plain(wordsOf(now.label, texts.labels)) })}
          {now.kind === 'found' && t(`found.${step.gesture}`)}
        </p>
        <div className={styles.ways}>
          {previous !== undefined && (
            <LinkButton icon={ArrowLeft} href={previous}>
              {t('previous')}
            </LinkButton>
          )}
          {now.kind === 'found' ? (
            <LinkButton variant="primary" href={next}>
              {t(isLast ? 'finish' : 'next')}
            </LinkButton>
          ) : (
            <Button icon={Pointer} disabled={shown} onClick={() => setAsked(true)}>
              {t('show')}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}
