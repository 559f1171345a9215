import { loggedKinds, workLog } from '../../../domain/activity/work-log.ts';
import { titleName, type Area } from '../../../domain/access/area.ts';
import { isMain } from '../../../domain/report/main-figures.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone, useToday } from '../../../phone/hooks.ts';
import { StillHere } from '../../../phone/still-here.ts';
import { EmptyState, Facts, LinkButton, Notice, Page, Section, Skeleton, Stack } from '../../../ui/index.ts';
import { PrintedReport } from '../files/PrintedReport.tsx';
import { ReportFiles } from '../files/ReportFiles.tsx';
import type { ReportOf } from '../files/report-of.ts';
import { ActivitySection } from '../papers/ActivitySection.tsx';
import type { LogOf } from '../papers/log-workbook.ts';
import { memberNames } from '../papers/member-names.ts';
import { PapersSection } from '../papers/PapersSection.tsx';
import { useVillageReport, type ReportOnPhone } from './use-village-report.ts';

/** The report that is due: what it says in short, and its files. */
export function ReportFilesScreen() {
  return <OfVillage>{(loaded, of, back) => <Report loaded={loaded} of={of} back={back} />}</OfVillage>;
}

/** The same as one A4 page. */
export function PrintReportScreen() {
  return <OfVillage>{(_, of, back) => <PrintedReport of={of} back={`${back}/files`} />}</OfVillage>;
}

function OfVillage({ children }: { children: (loaded: ReportOnPhone, of: ReportOf, back: string) => React.ReactNode }) {
  const { t } = useTranslation('progress');
  const { village, basePath } = usePhone();
  const back = addressesBelow(basePath).report;
  if (village)
    return (
      <Loading village={village} back={back}>
        {children}
      </Loading>
    );
  return (
    <Page title={t('report.title')} back={{ href: back }}>
      <EmptyState title={t('noVillage.title')}>{t('noVillage.next')}</EmptyState>
    </Page>
  );
}

function Loading({
  village,
  back,
  children,
}: {
  village: Area;
  back: string;
  children: (loaded: ReportOnPhone, of: ReportOf, back: string) => React.ReactNode;
}) {
  const { t } = useTranslation('progress');
  const { me } = usePhone();
  const loaded = useVillageReport(village);
  if (loaded.state === 'ready') {
    const above = me.areas.find(({ id }) => id === village.parent);
    return children(
      loaded.value,
      { place: titleName(village), above: above ? titleName(above) : '', report: loaded.value.report },
      back,
    );
  }
  return (
    <Page title={t('report.title')} back={{ href: back }} context={titleName(village)}>
      {loaded.state === 'loading' ? (
        <Skeleton />
      ) : (
        <StillHere>
          {(isHere) => (
            <Notice
              kind="error"
              title={t('failed.title')}
              kept={isHere ? t('failed.kept') : undefined}
              next={t('failed.next')}
            />
          )}
        </StillHere>
      )}
    </Page>
  );
}

function Report({ loaded, of, back }: { loaded: ReportOnPhone; of: ReportOf; back: string }) {
  const { t } = useTranslation(['progress', 'papers']);
  const { format } = useLanguage();
  const { me, basePath, store } = usePhone();
  const today = useToday();
  const { period, coverage, figures, village } = of.report;
  const log = async (): Promise<LogOf> => {
    const logged = await Promise.all(loggedKinds.map((kind) => store.records.listKind(village.id, kind)));
    return {
      place: of.place,
      above: of.above,
      period,
      villages: [{ id: village.id, place: of.place, lines: workLog(logged.flat(), period) }],
      names: memberNames(me),
    };
  };
  return (
    <Page
      title={t('report.title')}
      context={of.place}
      back={{ href: back }}
      intro={t('files.period', { from: format.day(period.from), to: format.day(period.until) })}
    >
      <Stack gap="l">
        <Section title={t('files.short')}>
          <Facts
            items={[
              {
                term: t('coverage.label'),
                detail: t('met.households', { met: coverage.surveyed, total: coverage.households }),
              },
              ...figures.filter(isMain).map(({ id, unit, figure: { met, total } }) => ({
                term: t(`indicator.${id}.name`),
                detail: t(`met.${unit}`, { met, total }),
              })),
            ]}
          />
        </Section>
        <ActivitySection activity={of.report.activity} />
        <PapersSection
          of={{ place: of.place, reports: [of], today }}
          log={log}
          printLogHref={addressesBelow(basePath).reportLog}
        />
        <LinkButton block href={addressesBelow(basePath).reportTexts}>
          {t('papers:texts.open')}
        </LinkButton>
        <ReportFiles reports={[of]} place={of.place} printHref={`${back}/print`} households={loaded.households} />
      </Stack>
    </Page>
  );
}
