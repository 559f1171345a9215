import { useMemo } from 'react';
import { sumActivity } from '../../../domain/activity/activity.ts';
import { titleName } from '../../../domain/access/area.ts';
import { mainFigures } from '../../../domain/report/main-figures.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone, useToday } from '../../../phone/hooks.ts';
import { Facts, Notice, Page, ProgressMeter, Section, Skeleton, Stack } from '../../../ui/index.ts';
import { ReportFiles } from '../files/ReportFiles.tsx';
import { sumsOf, type ReportOf } from '../files/report-of.ts';
import { ActivitySection } from '../papers/ActivitySection.tsx';
import { PapersSection } from '../papers/PapersSection.tsx';
import { ReportNotice } from '../report/ReportNotice.tsx';
import { useCommuneLog } from './use-commune-log.ts';
import { useVillagesReports } from './use-villages-reports.ts';
import { communesOf, villagesReports } from './villages-reports.ts';

/** The officer's one workbook of all villages, made on the phone of what it keeps; it says what is not in it. */
export function VillagesFilesScreen() {
  const { t } = useTranslation('progress');
  const { me, basePath, calendar } = usePhone();
  const kept = useVillagesReports('opened');
  const today = useToday();
  const place = communesOf(me.areas, me.grants).map(titleName).join(', ');
  const { reports, missing, drafts } = useMemo(
    () => villagesReports(me.areas, kept.last?.reports ?? []),
    [me.areas, kept.last],
  );
  const days = useCommuneLog(reports, place, !kept.loading);
  return (
    <Page
      context={place}
      title={t('files.all.title')}
      back={{ href: addressesBelow(basePath).villages() }}
      intro={<p>{t('files.all.intro')}</p>}
    >
      <Stack gap="l">
        <ReportNotice report={kept} now={calendar.now()} />
        {kept.last === undefined && kept.loading && <Skeleton />}
        {kept.last !== undefined && (
          <>
            {missing.length > 0 && (
              <Notice
                kind="warning"
                title={t('files.all.missing', { count: missing.length })}
                next={t('files.all.missingNext', { names: missing.join(', ') })}
              />
            )}
            {reports.length > 0 && <InShort reports={reports} drafts={drafts} />}
            {reports.length > 0 && (
              <>
                <ActivitySection activity={sumActivity(reports.map(({ report }) => report.activity ?? {}))} />
                <PapersSection of={{ place, reports, missing, today }} log={days.log} logKeptAt={days.keptAt} />
              </>
            )}
            <ReportFiles reports={reports} place={place} missing={missing} />
          </>
        )}
      </Stack>
    </Page>
  );
}

function InShort({ reports, drafts }: { reports: readonly ReportOf[]; drafts: readonly string[] }) {
  const { t } = useTranslation('progress');
  const sums = sumsOf(reports.map(({ report }) => report));
  const signed = reports.length - drafts.length;
  return (
    <>
      <ProgressMeter
        label={t('files.all.label')}
        text={t('files.all.signed', { signed, all: reports.length })}
        value={signed}
        max={reports.length}
      />
      {drafts.length > 0 && (
        <Notice
          kind="info"
          title={t('files.all.drafts', { count: drafts.length })}
          next={t('files.all.draftsNext', { names: drafts.join(', ') })}
        />
      )}
      <Section title={t('files.short')}>
        <Facts
          items={[
            {
              term: t('coverage.label'),
              detail: t('met.households', { met: sums.coverage.surveyed, total: sums.coverage.households }),
            },
            ...mainFigures.map((id) => {
              const { met, total } = sums.figure(id);
              return {
                term: t(`indicator.${id}.name`),
                detail: t(`met.${id === 'T3subscribed' ? 'households' : 'people'}`, { met, total }),
              };
            }),
          ]}
        />
      </Section>
    </>
  );
}
