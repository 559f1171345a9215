import { useRef } from 'react';
import { FileSpreadsheet } from 'lucide-react';
import { useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { Button, LinkButton, Notice, Page, ProgressMeter, Row, Stack } from '../../../ui/index.ts';
import { householdsPaths } from '../paths.ts';
import { ColumnsStep } from './ColumnsStep.tsx';
import { PastImports } from './PastImports.tsx';
import { PreviewStep } from './PreviewStep.tsx';
import { useRoster, type Roster, type RosterStep } from './use-roster.ts';

// By name and by kind: what a phone's picker goes by differs. A file of another kind is refused with its real cause.
const accepted = [
  '.xlsx,.xlsm,.xltx,.xls,.ods,.csv,.tsv,.txt,.xml,.html,.htm',
  'text/csv,text/plain,text/html,text/xml',
  'application/vnd.ms-excel',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
].join(',');

/** Adds a list of households from a file. The file stays on the phone; nothing is added before it was previewed. */
export function RosterScreen() {
  const { village } = usePhone();
  const roster = useRoster();
  if (!village) throw new Error('This person has no village whose book they could add to.');
  const { step } = roster;
  if (step.at === 'choose' || !roster.roster)
    return <Choose roster={roster} refused={step.at === 'choose' ? step.refused : undefined} />;
  if (step.at === 'columns') return <ColumnsStep roster={roster} opened={roster.roster} />;
  if (step.at === 'preview') return <PreviewStep roster={roster} checked={step.checked} />;
  if (step.at === 'adding') return <Adding step={step} />;
  return <Added step={step} />;
}

function Choose({ roster, refused }: { roster: Roster; refused: Extract<RosterStep, { at: 'choose' }>['refused'] }) {
  const { t } = useTranslation('households');
  const { basePath } = usePhone();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <Page
      title={t('roster.title')}
      back={{ href: householdsPaths(basePath).list }}
      focusKey="choose"
      action={
        <Button
          variant="primary"
          block
          icon={FileSpreadsheet}
          onClick={() => picker.current?.click()}
          busy={roster.busy ? t('roster.opening') : undefined}
        >
          {t('roster.choose')}
        </Button>
      }
    >
      <Stack gap="l">
        {refused && (
          <Notice
            kind="error"
            announce
            title={t(`roster.refused.${refused}.title`)}
            kept={t('roster.nothingAdded')}
            next={t(`roster.refused.${refused}.next`)}
          />
        )}
        <p>{t('roster.intro')}</p>
        <p>{t('roster.private')}</p>
        <input
          ref={picker}
          type="file"
          hidden
          accept={accepted}
          aria-label={t('roster.choose')}
          onChange={(event) => {
            const file = event.target.files?.[0];
            // Cleared, so that choosing the corrected file again is a change too.
            event.target.value = '';
            if (file) void roster.open(file);
          }}
        />
        <PastImports />
      </Stack>
    </Page>
  );
}

function Adding({ step }: { step: Extract<RosterStep, { at: 'adding' }> }) {
  const { t } = useTranslation('households');
  return (
    <Page title={t('roster.adding.title')} focusKey="adding" places="hide">
      <Stack gap="l">
        <ProgressMeter
          label={t('roster.adding.done')}
          value={step.done}
          max={step.of}
          unit={t('roster.adding.records')}
        />
        <p>{t('roster.adding.stay')}</p>
      </Stack>
    </Page>
  );
}

function Added({ step: { households, people, problem } }: { step: Extract<RosterStep, { at: 'added' }> }) {
  const { t } = useTranslation('households');
  const { basePath } = usePhone();
  const paths = householdsPaths(basePath);
  const words = {
    households: t('roster.preview.households', { count: households }),
    people: t('roster.preview.people', { count: people }),
  };
  return (
    <Page
      title={people > 0 ? t('roster.added.titleBoth', words) : t('roster.added.title', { count: households })}
      focusKey="added"
      action={
        <LinkButton variant="primary" block href={paths.list}>
          {t('roster.added.toList')}
        </LinkButton>
      }
    >
      <Stack gap="l">
        {problem ? (
          <Notice
            kind="error"
            announce
            title={t(`roster.added.${problem}.title`)}
            next={t(`roster.added.${problem}.next`)}
          />
        ) : (
          <Notice kind="success" announce title={t('roster.added.saved')} next={t('roster.added.next')} />
        )}
        <PastImports />
        <Row>
          <LinkButton href={paths.today}>{t('roster.added.toDay')}</LinkButton>
        </Row>
      </Stack>
    </Page>
  );
}
