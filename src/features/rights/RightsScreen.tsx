import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import type { Area } from '../../domain/access/area.ts';
import { answerBy, stopBy } from '../../domain/visits/request-days.ts';
import type { HistoryResponse } from '../../protocol/history.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { noteExport } from '../../sync/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { useHouseholdRecords, usePhone, useToday } from '../../phone/hooks.ts';
import {
  Button,
  EmptyState,
  Facts,
  LinkButton,
  Notice,
  Page,
  Row,
  Section,
  Skeleton,
  Stack,
  Toast,
  saveFile,
} from '../../ui/index.ts';
import { heldAbout, type Held } from './held.ts';
import { EraseSection, type Erased } from './EraseSection.tsx';
import { PastSection } from './PastSection.tsx';
import { pastLines } from './past-words.ts';
import { PersonHeld } from './PersonHeld.tsx';
import { householdLines, machineFile, plainText, type Speaker } from './words.ts';

/**
 * What a household may ask for by law: see all that is held, have it put right, take it along, take consent back, have
 * it erased.
 */
export function RightsScreen() {
  const { village, basePath } = usePhone();
  const { household = '' } = useParams();
  const { t } = useTranslation('rights');
  if (!village)
    return (
      <Page title={t('title')} back={{ href: basePath }}>
        <EmptyState title={t('missing')} />
      </Page>
    );
  return <Rights village={village} household={household} />;
}

function Rights({ village, household }: { village: Area; household: string }) {
  const { t } = useTranslation('rights');
  const { basePath } = usePhone();
  const today = useToday();
  const records = useHouseholdRecords(village.id, household);
  const held = useMemo(
    () => (records.state === 'ready' ? heldAbout(records.value, household, today) : undefined),
    [records, household, today],
  );
  const [erased, setErased] = useState<Erased>();
  const paths = addressesBelow(basePath);
  const back = { href: paths.household(household) };
  if (records.state === 'loading')
    return (
      <Page title={t('title')} back={back}>
        <Skeleton rows={5} />
      </Page>
    );
  if (!held)
    return (
      <Page title={t('title')} back={{ href: paths.households }}>
        {erased?.id === household ? (
          <Notice
            kind="success"
            announce="answer"
            title={erased.news}
            action={
              <Row>
                <LinkButton href={paths.households}>{t('toList')}</LinkButton>
                {erased.comesBack && <LinkButton href={`${paths.team}?do=erased`}>{t('erase.toErased')}</LinkButton>}
              </Row>
            }
          />
        ) : (
          <EmptyState title={t('missing')} action={<LinkButton href={paths.households}>{t('toList')}</LinkButton>}>
            {t('missingNext')}
          </EmptyState>
        )}
      </Page>
    );
  return <HeldPage held={held} village={village} back={back} onErased={setErased} />;
}

interface HeldPageProps {
  readonly held: Held;
  readonly village: Area;
  readonly back: { readonly href: string };
  readonly onErased: (erased: Erased) => void;
}

function HeldPage({ held, village, back, onErased }: HeldPageProps) {
  const { t, i18n } = useTranslation(['rights', 'survey', 'consent']);
  const { format } = useLanguage();
  const { basePath, calendar, store, sync } = usePhone();
  const today = useToday();
  const [news, setNews] = useState<string | null>(null);
  const [past, setPast] = useState<HistoryResponse>();
  const speaker: Speaker = { t, exists: (key) => i18n.exists(key, { ns: 'survey' }), format };
  const before = past ? pastLines(speaker, held, past.changes) : [];
  const now = calendar.now();
  const name = `thon-so-${today}`;
  // The file is made first; the audit entry about it goes to the server with the next contact.
  const tell = (): void =>
    void noteExport(store.settings, { village: village.id, household: held.household.id }).then(
      () => sync.wake('save'),
      (error: unknown) => console.warn(error),
    );
  const saveText = (): void => {
    // The mark at the beginning tells Windows that the file is UTF-8.
    tell();
    saveFile(
      new File([`\uFEFF${plainText(speaker, held, village, format.time(now), before)}`], `${name}.txt`, {
        type: 'text/plain;charset=utf-8',
      }),
    );
    setNews(t('rights:file.saved', { name: `${name}.txt` }));
  };
  const saveMachine = (): void => {
    tell();
    saveFile(new File([machineFile(held, now, past?.changes)], `${name}.json`, { type: 'application/json' }));
  };
  return (
    <Page
      title={t('rights:title')}
      context={held.household.headName || t('rights:nameless')}
      back={back}
      focusKey="rights"
      intro={t('rights:intro', { answer: format.weekday(answerBy(today)), stop: format.day(stopBy(today)) })}
      action={
        <Button variant="primary" block icon={Download} onClick={saveText}>
          {t('rights:file.save')}
        </Button>
      }
    >
      <Stack gap="l">
        <Section title={t('rights:household')}>
          <Stack>
            <Facts items={householdLines(speaker, held)} />
            <Row>
              <LinkButton href={addressesBelow(basePath).editHousehold(held.household.id)}>
                {t('rights:correct')}
              </LinkButton>
            </Row>
          </Stack>
        </Section>
        {held.people.map((person) => (
          <PersonHeld key={person.id} held={held} person={person} speaker={speaker} onDone={setNews} />
        ))}
        <PastSection household={held.household.id} village={village.id} past={past} lines={before} onPast={setPast} />
        <Notice kind="info" title={t('rights:notHeld')} />
        <EraseSection
          held={held}
          village={village.id}
          onDone={(erased) => {
            onErased(erased);
            setNews(erased.news);
          }}
        />
        <Section title={t('rights:file.more')}>
          <Stack gap="s">
            <p>{t('rights:file.reach')}</p>
            <Button onClick={saveMachine}>{t('rights:file.machine')}</Button>
          </Stack>
        </Section>
      </Stack>
      <Toast message={news} onClose={() => setNews(null)} />
    </Page>
  );
}
