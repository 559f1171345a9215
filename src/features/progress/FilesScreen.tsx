import { titleName, type Area } from '../../domain/area.ts';
import { isMain } from '../../domain/report/main-figures.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../sync/react.ts';
import { EmptyState, Facts, Notice, Page, Section, Skeleton, Stack } from '../../ui/index.ts';
import { PrintedReport } from './files/PrintedReport.tsx';
import { ReportFiles } from './files/ReportFiles.tsx';
import type { ReportOf } from './files/report-of.ts';
import { useVillageReport, type LoadedReport } from './use-village-report.ts';

/** The report that is due: what it says in short, and its files. */
export function ReportFilesScreen() {
  return <OfVillage>{(loaded, of, back) => <Report loaded={loaded} of={of} back={back} />}</OfVillage>;
}

/** The same as one A4 page. */
export function PrintReportScreen() {
  return <OfVillage>{(_, of, back) => <PrintedReport of={of} back={`${back}/files`} />}</OfVillage>;
}

type Ready = LoadedReport & { readonly state: 'ready' };

function OfVillage({ children }: { children: (loaded: Ready, of: ReportOf, back: string) => React.ReactNode }) {
  const { t } = useTranslation('progress');
  const { village, home } = usePhone();
  const back = `${home}/report`;
  if (village) return <Loading village={village} back={back}>{children}</Loading>;
  return (
    <Page title={t('report.title')} back={{ href: back }}>
      <EmptyState title={t('noVillage.title')}>{t('noVillage.next')}</EmptyState>
    </Page>
  );
}

function Loading({ village, back, children }: { village: Area; back: string; children: (loaded: Ready, of: ReportOf, back: string) => React.ReactNode }) {
  const { t } = useTranslation('progress');
  const { me } = usePhone();
  const loaded = useVillageReport(village);
  if (loaded.state === 'ready') {
    const above = me.areas.find(({ id }) => id === village.parent);
    return children(loaded, { place: titleName(village), above: above ? titleName(above) : '', report: loaded.report }, back);
  }
  return (
    <Page title={t('report.title')} back={{ href: back }} context={titleName(village)}>
      {loaded.state === 'loading' ? <Skeleton /> : <Notice kind="error" title={t('failed.title')} kept={t('failed.kept')} next={t('failed.next')} />}
    </Page>
  );
}

function Report({ loaded, of, back }: { loaded: Ready; of: ReportOf; back: string }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const { period, coverage, figures } = of.report;
  return (
    <Page title={t('report.title')} context={of.place} back={{ href: back }} intro={t('files.period', { from: format.day(period.from), to: format.day(period.until) })}>
      <Stack gap="l">
        <Section title={t('files.short')}>
          <Facts
            items={[
              { term: t('coverage.label'), detail: t('met.homes', { met: coverage.surveyed, total: coverage.households }) },
              ...figures.filter(isMain).map(({ id, unit, figure: { met, total } }) => ({ term: t(`indicator.${id}.name`), detail: t(`met.${unit}`, { met, total }) })),
            ]}
          />
        </Section>
        <ReportFiles reports={[of]} place={of.place} printHref={`${back}/print`} households={loaded.households} />
      </Stack>
    </Page>
  );
}
