import { FileSpreadsheet, Landmark } from 'lucide-react';
import { useMemo } from 'react';
import { lineOf, titleName, type Area } from '../../../domain/access/area.ts';
import { targetsFor, type AreaTarget } from '../../../domain/report/area-target.ts';
import { yearOf, type Day } from '../../../lib/day.ts';
import type { Grant } from '../../../domain/access/roles.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { EmptyState, LinkButton, Page, Row, Skeleton, Stack, TextLink, useMedia } from '../../../ui/index.ts';
import { CoveredCommunes } from '../figures/CoveredCommunes.tsx';
import { CoverageMeter } from '../figures/CoverageMeter.tsx';
import { ReportNotice } from '../report/ReportNotice.tsx';
import type { Report } from '../report/use-report.ts';
import { AttentionList } from '../table/AttentionList.tsx';
import { scopeName, villagesIn, type TableRow } from '../table/table-rows.ts';
import { TableScreen } from '../table/TableScreen.tsx';
import styles from '../table/table-screen.module.css';
import { useTable } from '../table/use-table.ts';
import { sumOf, type ListedVillage } from './village-list.ts';
import { CommuneTrend } from './CommuneTrend.tsx';
import { VillageDetail } from './VillageDetail.tsx';

export interface VillagesViewProps {
  readonly villages: readonly ListedVillage[];
  readonly report: Report;
  /** Unix ms. */
  readonly now: number;
  readonly today: Day;
  /** Id of the village shown beside the table, or instead of the list on a phone. */
  readonly chosen: string | undefined;
  /** Id of the commune or province whose rows are shown; absent: of all. */
  readonly scope?: string | undefined;
  /** The address of the rows below an area, with a village open beside them. */
  readonly hrefTo: (place: { readonly scope?: string | undefined; readonly village?: string | undefined }) => string;
  /** Where villages are added; absent for those who may not. */
  readonly addHref: string | undefined;
  /** Where targets are set; absent for those who may not. */
  readonly targetsHref?: string | undefined;
  /** Where the area's own checklists are kept; absent for those who may not. */
  readonly criteriaHref?: string | undefined;
  /** Where the workbook of all of them is made; absent for those who receive no reports. */
  readonly filesHref?: string | undefined;
  /** The sheet of the villages that moved most; absent for those who receive no reports. */
  readonly improversHref?: string | undefined;
  /** Whose phones hold unsent forms; absent for those who see nobody's name. */
  readonly phonesHref?: string | undefined;
  /** The campaigns of the commune. */
  readonly campaignsHref?: string | undefined;
  /** What the villages have sent to the commune; absent for those who do not answer it. */
  readonly proposalsHref?: string | undefined;
  readonly areas: readonly Area[];
  readonly grants: readonly Grant[];
}

/** A window as wide as a desktop's; in rem, so that large text gets the phone's list. */
const desktop = '(min-width: 64rem)';

const noTargets: readonly AreaTarget[] = [];

/**
 * Villages with coverage, figures, report and unsent forms: on a desktop a table with the opened village beside it, on
 * a phone a list by what needs a look, or the village that was opened.
 */
export function VillagesView(props: VillagesViewProps) {
  const { villages, report, now, today, chosen, scope, areas, hrefTo } = props;
  const { t } = useTranslation(['progress', 'villages']);
  const isDesktop = useMedia(desktop);
  const where = useWhere(props);
  const targets = report.last?.targets ?? noTargets;
  const context = useMemo(() => ({ areas, targets, now, today }), [areas, targets, now, today]);
  const table = useTable(villages, context, { scope });
  const open = villages.find(({ area }) => area.id === chosen);
  if (villages.length === 0) return <NoVillages where={where} report={report} addHref={props.addHref} />;
  const hrefOf = ({ area, isVillage }: TableRow): string =>
    hrefTo(isVillage ? { scope, village: area.id } : { scope: area.id });
  const title = scopeName(areas, scope);
  const back = open && !isDesktop ? hrefTo({ scope }) : scope === undefined ? undefined : hrefTo({});
  const detail = open && <VillageDetail village={open} year={yearOf(today)} told={report.last?.targets} />;
  const commune = communeShown(villages, areas, scope);
  const trend = commune && !open && (
    <CommuneTrend key={commune.id} commune={commune} targets={targetsFor(lineUp(commune, areas), targets)} />
  );
  return (
    <Page
      wide={isDesktop ? 'full' : true}
      context={title === undefined ? where : t('title')}
      title={open && !isDesktop ? open.name : (title ?? t('villages.title'))}
      focusKey={isDesktop ? `table ${scope ?? ''}` : `${scope ?? ''} ${chosen ?? ''}`}
      {...(back !== undefined && { back: { href: back } })}
    >
      <Stack>
        {!isDesktop && <ReportNotice report={report} now={now} />}
        {!open && <CoveredCommunes villages={villagesIn(villages, areas, scope)} />}
        {report.last === undefined && report.loading ? (
          <Skeleton rows={4} />
        ) : isDesktop ? (
          <>
            <TableScreen
              aside={<ReportNotice report={report} now={now} />}
              toldAt={report.last?.now}
              table={table}
              chosen={open?.area.id}
              hrefOf={hrefOf}
              open={open && { name: open.name, content: detail }}
              closeHref={hrefTo({ scope })}
            />
            <div className={styles.onScreen}>
              <Stack>
                <Ways {...props} />
                {trend}
              </Stack>
            </div>
          </>
        ) : (
          (detail ?? (
            <>
              <AttentionList table={table} chosen={chosen} hrefOf={hrefOf} />
              {report.last && villages.length > 1 && <CoverageMeter coverage={sumOf(report.last.villages).coverage} />}
              <Ways {...props} />
              {trend}
            </>
          ))
        )}
      </Stack>
    </Page>
  );
}

/** The commune whose villages are shown: the one that was opened, or the only one there is. */
function communeShown(
  villages: readonly ListedVillage[],
  areas: readonly Area[],
  scope: string | undefined,
): Area | undefined {
  const parents = new Set(villages.map(({ area }) => area.parent));
  const id = scope ?? (parents.size === 1 ? [...parents][0] : undefined);
  return areas.find((area) => area.id === id && area.kind === 'commune');
}

const lineUp = (area: Area, areas: readonly Area[]): string[] =>
  lineOf(area.id, new Map(areas.map((one) => [one.id, one]))).map(({ id }) => id);

/** The ways to files, sheets and settings of the villages. */
function Ways(props: VillagesViewProps) {
  const { campaignsHref, criteriaHref, filesHref, improversHref, phonesHref, proposalsHref, targetsHref } = props;
  const { t } = useTranslation('progress');
  return (
    <Row>
      {filesHref !== undefined && (
        <LinkButton icon={FileSpreadsheet} href={filesHref}>
          {t('files.all.open')}
        </LinkButton>
      )}
      {campaignsHref !== undefined && <TextLink href={campaignsHref}>{t('villages.campaigns')}</TextLink>}
      {improversHref !== undefined && <TextLink href={improversHref}>{t('improvers.open')}</TextLink>}
      {phonesHref !== undefined && <TextLink href={phonesHref}>{t('phones.open')}</TextLink>}
      {proposalsHref !== undefined && <TextLink href={proposalsHref}>{t('villages.proposals')}</TextLink>}
      {targetsHref !== undefined && <TextLink href={targetsHref}>{t('targets.open')}</TextLink>}
      {criteriaHref !== undefined && <TextLink href={criteriaHref}>{t('villages.criteria')}</TextLink>}
    </Row>
  );
}

/** "xã Ea Knuếc", or the whole country. */
function useWhere({ areas, grants }: Pick<VillagesViewProps, 'areas' | 'grants'>): string {
  const { t } = useTranslation('progress');
  if (grants.some(({ area }) => area === undefined)) return t('villages.country');
  return areas
    .filter(({ id }) => grants.some(({ area }) => area === id))
    .map(titleName)
    .join(', ');
}

function NoVillages({ where, report, addHref }: { where: string; report: Report; addHref: string | undefined }) {
  const { t } = useTranslation('progress');
  return (
    <Page context={where} title={t('villages.title')}>
      {report.loading && report.last === undefined ? (
        <Skeleton />
      ) : (
        <EmptyState
          icon={Landmark}
          title={t('villages.empty.title')}
          action={
            addHref !== undefined && (
              <LinkButton variant="primary" href={addHref}>
                {t('villages.empty.action')}
              </LinkButton>
            )
          }
        >
          {addHref !== undefined && t('villages.empty.next')}
        </EmptyState>
      )}
    </Page>
  );
}
