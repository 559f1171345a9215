import { useRef } from 'react';
import { FileSpreadsheet } from 'lucide-react';
import { useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../sync/react.ts';
import { Button, LinkButton, Notice, Page, ProgressMeter, Row, Stack } from '../../../ui/index.ts';
import { homesPaths } from '../paths.ts';
import { ColumnsStep } from './ColumnsStep.tsx';
import { LastImport } from './LastImport.tsx';
import { PreviewStep } from './PreviewStep.tsx';
import { useRoster, type Roster, type RosterStep } from './use-roster.ts';

/** A list of homes from a file into the book: everything on this phone, nothing added before it was looked at. */
export function RosterScreen() {
  const { village } = usePhone();
  const roster = useRoster();
  if (!village) throw new Error('This person has no village whose book they could add to.');
  const { step } = roster;
  if (step.at === 'choose' || !roster.roster) return <Choose roster={roster} refused={step.at === 'choose' ? step.refused : undefined} />;
  if (step.at === 'columns') return <ColumnsStep roster={roster} opened={roster.roster} />;
  if (step.at === 'preview') return <PreviewStep roster={roster} checked={step.checked} />;
  if (step.at === 'adding') return <Adding step={step} />;
  return <Added step={step} />;
}

function Choose({ roster, refused }: { roster: Roster; refused: Extract<RosterStep, { at: 'choose' }>['refused'] }) {
  const { t } = useTranslation('homes');
  const { home } = usePhone();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <Page
      title={t('roster.title')}
      back={{ href: homesPaths(home).list }}
      focusKey="choose"
      action={<Button variant="primary" block icon={FileSpreadsheet} onClick={() => picker.current?.click()} busy={roster.busy ? t('roster.opening') : undefined}>{t('roster.choose')}</Button>}
    >
      <Stack gap="l">
        {refused && <Notice kind="error" announce title={t(`roster.refused.${refused}.title`)} kept={t('roster.nothingAdded')} next={t(`roster.refused.${refused}.next`)} />}
        <p>{t('roster.intro')}</p>
        <p>{t('roster.private')}</p>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".xlsx,.csv,.txt,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          aria-label={t('roster.choose')}
          onChange={(event) => {
            const file = event.target.files?.[0];
            // Chosen again after it was put right: that, too, must be a change.
            event.target.value = '';
            if (file) void roster.open(file);
          }}
        />
        <LastImport />
      </Stack>
    </Page>
  );
}

function Adding({ step }: { step: Extract<RosterStep, { at: 'adding' }> }) {
  const { t } = useTranslation('homes');
  return (
    <Page title={t('roster.adding.title')} focusKey="adding" places="hide">
      <Stack gap="l">
        <ProgressMeter label={t('roster.adding.done')} value={step.done} max={step.of} unit={t('roster.adding.homes')} />
        <p>{t('roster.adding.stay')}</p>
      </Stack>
    </Page>
  );
}

function Added({ step: { added, problem } }: { step: Extract<RosterStep, { at: 'added' }> }) {
  const { t } = useTranslation('homes');
  const { home } = usePhone();
  const paths = homesPaths(home);
  return (
    <Page title={t('roster.added.title', { count: added })} focusKey="added" action={<LinkButton variant="primary" block href={paths.list}>{t('roster.added.toList')}</LinkButton>}>
      <Stack gap="l">
        {problem ? <Notice kind="error" announce title={t(`roster.added.${problem}.title`)} next={t(`roster.added.${problem}.next`)} /> : <Notice kind="success" announce title={t('roster.added.saved')} next={t('roster.added.next')} />}
        <LastImport />
        <Row><LinkButton href={paths.today}>{t('roster.added.toDay')}</LinkButton></Row>
      </Stack>
    </Page>
  );
}
