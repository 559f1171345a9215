import { ArrowLeft, Info } from 'lucide-react';
import type { GuideTexts, StepTexts } from '../../../domain/guide/guide.ts';
import type { NumberedStep } from '../../../domain/guide/steps.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Icon, LinkButton, TextLink } from '../../../ui/index.ts';
import { LivePlace } from '../live/LivePlace.tsx';
import { ScreenDrawing } from './ScreenDrawing.tsx';
import { Words } from './Words.tsx';
import styles from './step-card.module.css';

interface StepCardProps {
  readonly numbered: NumberedStep;
  readonly words: StepTexts;
  readonly labels: GuideTexts['labels'];
  /** `part` when the next step begins another part. */
  readonly next: { readonly href: string; readonly part?: number };
  /** Where this very step is practised. */
  readonly practice: string;
}

/** One step: what to do, what to know, what the screen looks like; and, when it is shown alone, the links onward. */
export function StepCard({ numbered: { step, part, number, inPart }, words, labels, next, practice }: StepCardProps) {
  const { t } = useTranslation('guides');
  const onward =
    next.part !== undefined
      ? t('guide.nextPart', { number: next.part })
      : next.href === '#done'
        ? t('guide.finish')
        : t('guide.next');
  return (
    <li id={`step-${number}`} className={styles.step} data-of={`${part.id}/${step.id}`}>
      <h3 className={styles.do}>
        <span className={styles.number}>{t('guide.step', { current: inPart, total: part.steps.length })}</span>{' '}
        <span data-read="step">
          <Words>{words.do}</Words>
        </span>
      </h3>
      <div className={styles.drawing}>
        <ScreenDrawing step={step} labels={labels} />
      </div>
      <div className={styles.notes} data-notes>
        {words.note && (
          <p data-read="step">
            <Words>{words.note}</Words>
          </p>
        )}
        {step.ofVillage && <LivePlace piece="village" say={step.ofVillage} />}
        {!step.confirmed && !step.advice && (
          <p className={styles.unconfirmed}>
            <Icon of={Info} size="s" />
            <span data-read="step">
              <b>{t('guide.unconfirmed')}.</b> {t('guide.unconfirmedNext')}
            </span>
          </p>
        )}
      </div>
      <p className={styles.practise}>
        <TextLink href={practice}>{t('practise.step')}</TextLink>
      </p>
      <nav className={styles.ways} aria-label={t('guide.ways')}>
        <LinkButton icon={ArrowLeft} href={number === 1 ? '#guide' : `#step-${number - 1}`}>
          {t('guide.previous')}
        </LinkButton>
        <LinkButton variant="primary" href={next.href}>
          {onward}
        </LinkButton>
      </nav>
    </li>
  );
}
