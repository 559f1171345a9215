import { Pointer } from 'lucide-react';
import type { Guide, Part } from '../../../domain/guide/guide.ts';
import { stepsOf } from '../../../domain/guide/steps.ts';
import type { NumberedStep } from '../../../domain/guide/steps.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { LinkButton, List, ListRow, Section, TextLink } from '../../../ui/index.ts';
import { entryOf } from './entries.ts';
import { GuideApp, GuideHelp, GuideNeeds, GuideSources } from './GuideHelp.tsx';
import { LivePlace } from '../live/LivePlace.tsx';
import type { GuideContent } from '../load/guide-content.ts';
import { StepCard } from './StepCard.tsx';
import { usePaths } from './use-paths.ts';
import styles from './guide-page.module.css';

/**
 * All of a guide below its title, drawn once and never changed: no state, no effects. Going step by step is the
 * fragment's doing: `#step-<n>` is the `:target`, and the style sheet hides the rest. So it works before JavaScript has
 * come and without it, a shared link opens its step, and "back" goes back a step. Browsers older than `:has()` scroll
 * there. Links to a step must be plain anchors: an address changed by the history API moves no `:target`.
 */
export function GuideBody({ content }: { content: GuideContent }) {
  const { t } = useTranslation('guides');
  const { guide, texts } = content;
  const { t: reading } = useTranslation('reading');
  const { practice, print } = usePaths();
  return (
    <>
      <div className={styles.before}>
        <LivePlace piece="resume" />
        <p data-read="page">
          <b>{t('guide.forWhom')}:</b> {texts.forWhom}
        </p>
        <p>
          <b>{t('guide.skill')}:</b> {entryOf(guide.id, t).skill}
        </p>
        <GuideNeeds content={content} />
        <Section title={t('guide.parts')}>
          <PartLinks content={content} />
        </Section>
        <LinkButton icon={Pointer} block href={practice(guide.id)}>
          {t('practise.start')}
        </LinkButton>
      </div>
      <div className={styles.parts}>
        {guide.parts.map((part, index) => (
          <GuidePart key={part.id} content={content} part={part} number={index + 1} />
        ))}
        <LivePlace piece="voices" />
        <p className={styles.differs}>{t('guide.differs')}</p>
        <LivePlace piece="changed" {...(guide.app && { say: guide.app.name })} />
        <p className={styles.back}>
          <TextLink href="#guide">{t('guide.all')}</TextLink>
        </p>
        <LivePlace piece="share" />
        <p className={styles.print}>
          <TextLink href={print(guide.id)}>{reading('print.link')}</TextLink>
        </p>
      </div>
      <Done content={content} />
      <div className={styles.after}>
        <GuideHelp content={content} />
        <GuideApp content={content} />
        <GuideSources content={content} />
      </div>
      <div className={styles.start}>
        <LinkButton variant="primary" block href="#step-1">
          {t('guide.start')}
        </LinkButton>
      </div>
    </>
  );
}

const firstStep = (guide: Guide, part: Part): number => stepsOf(guide).find((step) => step.part === part)?.number ?? 1;

/** The parts with a link to the first step of each. */
function PartLinks({ content: { guide, texts } }: { content: GuideContent }) {
  const { t } = useTranslation('guides');
  return (
    <List label={t('guide.parts')}>
      {guide.parts.map((part, index) => (
        <ListRow
          key={part.id}
          href={`#step-${firstStep(guide, part)}`}
          title={t('guide.part', { number: index + 1, title: texts.parts[part.id]?.title ?? '' })}
          meta={t('guide.partSteps', { count: part.steps.length })}
        />
      ))}
    </List>
  );
}

function GuidePart({ content: { guide, texts }, part, number }: { content: GuideContent; part: Part; number: number }) {
  const { t } = useTranslation('guides');
  const { practice } = usePaths();
  const words = texts.parts[part.id];
  const steps = stepsOf(guide);
  return (
    <section className={styles.part} aria-labelledby={`part-${part.id}`}>
      <h2 id={`part-${part.id}`}>{t('guide.part', { number, title: words?.title ?? '' })}</h2>
      {words?.about && <p className={styles.about}>{words.about}</p>}
      <ol className={styles.steps}>
        {steps
          .filter((step) => step.part === part)
          .map((numbered) => (
            <StepCard
              key={numbered.step.id}
              numbered={numbered}
              words={words?.steps[numbered.step.id] ?? { do: '' }}
              labels={texts.labels}
              next={nextOf(guide, numbered, steps[numbered.number])}
              practice={`${practice(guide.id)}#step-${numbered.number}`}
            />
          ))}
      </ol>
    </section>
  );
}

/** Where "next" leads from a step: on, into the next part, or to the end. */
function nextOf(
  guide: Guide,
  here: NumberedStep,
  next: NumberedStep | undefined,
): { readonly href: string; readonly part?: number } {
  if (!next) return { href: '#done' };
  const href = `#step-${next.number}`;
  return next.part === here.part ? { href } : { href, part: guide.parts.indexOf(next.part) + 1 };
}

/** The end of the last step. Nobody sees it before. */
function Done({ content }: { content: GuideContent }) {
  const { t } = useTranslation('guides');
  const { home, practice } = usePaths();
  return (
    <section id="done" className={styles.done} aria-labelledby="done-title">
      <h2 id="done-title" data-read="step">
        {t('done.title')}
      </h2>
      <p data-read="step">{t('done.next')}</p>
      <PartLinks content={content} />
      <LivePlace piece="again" />
      <LinkButton icon={Pointer} block href={practice(content.guide.id)}>
        {t('practise.start')}
      </LinkButton>
      <LinkButton variant="primary" block href={home}>
        {t('done.home')}
      </LinkButton>
    </section>
  );
}
