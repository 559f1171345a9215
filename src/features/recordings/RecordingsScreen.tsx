import { useEffect, useState } from 'react';
import { useLocation, useParams } from 'react-router';
import { BookOpen, Mic } from 'lucide-react';
import { languageFromPath, useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone } from '../../phone/hooks.ts';
import { LinkButton, List, ListRow, Page, Section, Skeleton, Stack } from '../../ui/index.ts';
import { guideIds, stepsToRead, type StepToRead } from './guide-steps.ts';
import { MyRecordings } from './MyRecordings.tsx';
import { RecordGuide } from './RecordGuide.tsx';
import { RecordStep } from './RecordStep.tsx';
import { TeamRecordings } from './TeamRecordings.tsx';

/** `recordings/:guide?/:number?`: choose a guide, read one step or all (`all`); and what became of the recordings. */
export function RecordingsScreen() {
  const { guide: asked, number } = useParams();
  // An address that names no guide (an old link) shows them all.
  const guide = guideIds.find((id) => id === asked);
  const { t } = useTranslation(['audio', 'guides']);
  const { basePath, village } = usePhone();
  const steps = useSteps(guide);
  const { recordings, settings } = addressesBelow(basePath);
  if (!village) return null;
  if (guide === undefined) {
    return (
      <Page title={t('audio:title')} back={{ href: settings }} intro={<p>{t('audio:about')}</p>}>
        <Stack gap="l">
          <MyRecordings />
          <TeamRecordings village={village.id} />
          <Section title={t('audio:pickGuide')}>
            <List label={t('audio:pickGuide')}>
              {guideIds.map((id) => (
                <ListRow
                  key={id}
                  href={recordings(id)}
                  icon={BookOpen}
                  title={t(`guides:catalogue.${id as 'etax-mobile'}.title`)}
                />
              ))}
            </List>
          </Section>
        </Stack>
      </Page>
    );
  }
  const title = t(`guides:catalogue.${guide as 'etax-mobile'}.title`);
  const step = steps?.find((one) => String(one.number) === number);
  if (step)
    return (
      <RecordStep
        key={step.number}
        guide={guide}
        title={title}
        step={step}
        village={village.id}
        back={recordings(guide)}
        done={recordings()}
      />
    );
  if (steps && number === 'all')
    return (
      <RecordGuide
        guide={guide}
        title={title}
        steps={steps}
        village={village.id}
        back={recordings(guide)}
        done={recordings()}
      />
    );
  return (
    <Page
      title={t('audio:pickStep')}
      context={title}
      back={{ href: recordings() }}
      intro={
        <LinkButton variant="primary" block icon={Mic} href={recordings(guide, 'all')}>
          {t('audio:all.link')}
        </LinkButton>
      }
    >
      {steps ? (
        <List label={t('audio:pickStep')}>
          {steps.map((one) => (
            <ListRow
              key={one.number}
              href={recordings(guide, one.number)}
              title={one.sentence}
              meta={t('audio:step', { part: one.partNumber, step: one.inPart })}
            />
          ))}
        </List>
      ) : (
        <Skeleton rows={5} />
      )}
    </Page>
  );
}

function useSteps(guide: string | undefined): readonly StepToRead[] | undefined {
  const { pathname } = useLocation();
  const language = languageFromPath(pathname);
  const [loaded, setLoaded] = useState<{ readonly of: string; readonly steps: readonly StepToRead[] }>();
  useEffect(() => {
    if (guide === undefined) return;
    let left = false;
    void stepsToRead(guide, language).then((steps) => !left && setLoaded({ of: guide, steps }));
    return () => {
      left = true;
    };
  }, [guide, language]);
  return loaded?.of === guide ? loaded?.steps : undefined;
}
