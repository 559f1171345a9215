import { FileSpreadsheet, Landmark } from 'lucide-react';
import { titleName, type Area } from '../../domain/area.ts';
import { yearOf, type Day } from '../../domain/day.ts';
import type { Grant } from '../../domain/roles.ts';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState, LinkButton, ListDetail, Page, Row, Skeleton, Stack, TextLink } from '../../ui/index.ts';
import { CoverageMeter } from './CoverageMeter.tsx';
import { ReportNotice } from './ReportNotice.tsx';
import type { Report } from './use-report.ts';
import { sumOf, type ListedVillage } from './village-list.ts';
import { VillageDetail } from './VillageDetail.tsx';
import { VillageList } from './VillageList.tsx';

export interface VillagesViewProps {
  readonly villages: readonly ListedVillage[];
  readonly report: Report;
  /** Unix ms. */
  readonly now: number;
  readonly today: Day;
  /** Id of the village shown beside the list, or instead of it on a phone. */
  readonly chosen: string | undefined;
  readonly listHref: string;
  readonly hrefOf: (village: string) => string;
  /** Where villages are added; absent for those who may not. */
  readonly addHref: string | undefined;
  /** Where targets are set; absent for those who may not. */
  readonly targetsHref?: string | undefined;
  /** Where the workbook of all of them is made; absent for those who receive no reports. */
  readonly filesHref?: string | undefined;
  /** The sheet of the villages that moved most; absent for those who receive no reports. */
  readonly improversHref?: string | undefined;
  /** Whose phones hold unsent forms; absent for those who see nobody's name. */
  readonly phonesHref?: string | undefined;
  readonly areas: readonly Area[];
  readonly grants: readonly Grant[];
}

/** Villages with their coverage and figures, and whose phones still hold forms. List beside detail on a desktop. */
export function VillagesView(props: VillagesViewProps) {
  const { villages, report, now, chosen, listHref } = props;
  const { t } = useTranslation('progress');
  const where = useWhere(props);
  const open = villages.find(({ area }) => area.id === chosen);
  if (villages.length === 0) return <NoVillages where={where} report={report} addHref={props.addHref} />;
  return (
    <Page
      wide
      context={where}
      title={open ? open.name : t('villages.title')}
      focusKey={chosen ?? ''}
      {...(open && { back: { href: listHref } })}
    >
      <Stack>
        <ReportNotice report={report} now={now} />
        {!open && (
          <Row>
            {props.filesHref !== undefined && <LinkButton icon={FileSpreadsheet} href={props.filesHref}>{t('files.all.open')}</LinkButton>}
            {props.improversHref !== undefined && <TextLink href={props.improversHref}>{t('improvers.open')}</TextLink>}
            {props.phonesHref !== undefined && <TextLink href={props.phonesHref}>{t('phones.open')}</TextLink>}
            {props.targetsHref !== undefined && <TextLink href={props.targetsHref}>{t('targets.open')}</TextLink>}
          </Row>
        )}
        {!open && report.last && villages.length > 1 && <CoverageMeter coverage={sumOf(report.last.villages).coverage} />}
        {report.last === undefined && report.loading ? (
          <Skeleton rows={4} />
        ) : (
          <ListDetail
            list={<VillageList {...props} />}
            detail={open && <VillageDetail village={open} year={yearOf(props.today)} told={report.last?.targets} />}
            placeholder={t('villages.placeholder')}
          />
        )}
      </Stack>
    </Page>
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
        <EmptyState icon={Landmark} title={t('villages.empty.title')} action={addHref !== undefined && <LinkButton variant="primary" href={addHref}>{t('villages.empty.action')}</LinkButton>}>
          {addHref !== undefined && t('villages.empty.next')}
        </EmptyState>
      )}
    </Page>
  );
}
