import { Phone, ShieldCheck } from 'lucide-react';
import type { Confidence } from '../../../domain/guide/guide.ts';
import { stepsOf } from '../../../domain/guide/steps.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Card, Facts, Icon, Section } from '../../../ui/index.ts';
import type { GuideContent } from '../load/guide-content.ts';
import { LivePlace } from '../live/LivePlace.tsx';
import { Words } from './Words.tsx';
import styles from './guide-page.module.css';

/** Who it is for and what to have at hand. */
export function GuideNeeds({ content: { guide, texts } }: { content: GuideContent }) {
  const { t } = useTranslation('guides');
  return (
    <Card tone="leaf" title={t('guide.ready')}>
      <ul>
        {guide.ready.map((id) => (
          <li key={id}>{texts.ready[id]}</li>
        ))}
      </ul>
    </Card>
  );
}

/** The app's real name and maker, to look for in the phone's own store: never a link. */
export function GuideApp({ content: { guide } }: { content: GuideContent }) {
  const { t } = useTranslation('guides');
  if (!guide.app) return null;
  const { name, developer } = guide.app;
  return (
    <Card title={t('guide.app')} icon={ShieldCheck}>
      <p>{t('guide.appHow')}</p>
      <Facts
        items={[
          { term: t('guide.appName'), detail: <b lang="vi">{name}</b> },
          {
            term: t('guide.appDeveloper'),
            detail: (
              <>
                <span lang="vi">{developer.name}</span> {!developer.confirmed && t('guide.notChecked')}
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}

/** What often goes wrong, and whom to call. */
export function GuideHelp({ content: { guide, texts } }: { content: GuideContent }) {
  const { t } = useTranslation('guides');
  return (
    <>
      <Section title={t('guide.stumbles')}>
        <dl className={styles.stumbles}>
          {guide.stumbles.map((id) => (
            <div key={id}>
              <dt>
                <Words>{texts.stumbles[id]?.what ?? ''}</Words>
              </dt>
              <dd>
                <Words>{texts.stumbles[id]?.do ?? ''}</Words>
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t('guide.contacts')}>
        <LivePlace piece="village" say="contacts" />
        <ul className={styles.contacts}>
          {guide.contacts.map(({ id, number, confidence }) => (
            <li key={id}>
              <Words>{texts.contacts[id] ?? ''}</Words>
              {number && (
                <a className={styles.call} href={`tel:${number.replaceAll(' ', '')}`}>
                  <Icon of={Phone} /> {number}
                </a>
              )}
              {number && confidence !== 'H' && <small> {t('guide.notChecked')}</small>}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

const sureness = ['H', 'M', 'L'] as const satisfies readonly Confidence[];

/** Where it was read, when, and how sure each step is. */
export function GuideSources({ content: { guide, texts } }: { content: GuideContent }) {
  const { t } = useTranslation('guides');
  const { format } = useLanguage();
  const steps = stepsOf(guide);
  const checkable = steps.filter((each) => !each.step.advice);
  const numbersOf = (confidence: Confidence): string =>
    guide.parts
      .flatMap((part, index) => {
        const inPart = steps
          .filter((each) => each.part === part && each.step.confidence === confidence)
          .map((each) => each.inPart);
        return inPart.length === 0 ? [] : [`${t('guide.partNumber', { number: index + 1 })}: ${inPart.join(', ')}`];
      })
      .join(' · ');
  const sure = sureness.filter((confidence) => numbersOf(confidence) !== '');
  return (
    <Section title={t('guide.sources')}>
      <div className={styles.sources}>
        <p>{t('guide.checked', { day: format.day(guide.checked) })}</p>
        <p>
          {t('guide.confirmedCount', {
            confirmed: checkable.filter((each) => each.step.confirmed).length,
            total: checkable.length,
          })}
        </p>
        <ul>
          {guide.sources.map(({ id, checked, page }) => (
            <li key={id}>
              {page ? (
                <a href={page} rel="noreferrer">
                  {texts.sources[id]}
                </a>
              ) : (
                texts.sources[id]
              )}{' '}
              ({t('guide.readOn', { day: format.day(checked) })})
            </li>
          ))}
        </ul>
        <h3>{t('guide.sureSteps')}</h3>
        <ul>
          {sure.map((confidence) => (
            <li key={confidence}>
              {t(`guide.sure.${confidence}`)}: {numbersOf(confidence)}
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
