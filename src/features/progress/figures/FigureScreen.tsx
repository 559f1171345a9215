import { House } from 'lucide-react';
import { useMemo } from 'react';
import { useParams } from 'react-router';
import { titleName, type Area } from '../../../domain/access/area.ts';
import { yearOf } from '../../../lib/day.ts';
import { indicatorIds, type IndicatorId } from '../../../domain/indicator/indicator.ts';
import { summarize } from '../../../domain/report/figure-summary.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { StillHere } from '../../../phone/still-here.ts';
import { Card, EmptyState, List, ListRow, Notice, Page, Section, Skeleton, Stack } from '../../../ui/index.ts';
import { ChangeNote } from './ChangeNote.tsx';
import { FigureCard } from './FigureCard.tsx';
import type { HouseholdForFigure } from './households-for-figure.ts';
import { ClusterParts, MemberParts } from './FigureParts.tsx';
import { TrendChart } from '../trend/TrendChart.tsx';
import { useFigureDetail, type FigureDetail } from './use-figure-detail.ts';
import { useRoadmap } from '../targets/use-roadmap.ts';
import { useTargets } from '../targets/use-targets.ts';
import { useWorkWords } from './use-work-words.ts';
import styles from './figures.module.css';

/**
 * One figure down to the households: what changed this week and why, since when, in which clusters, and who is behind
 * it.
 */
export function FigureScreen() {
  const { t } = useTranslation('progress');
  const { village, basePath } = usePhone();
  const { indicator } = useParams();
  const id = indicatorIds.find((one) => one === indicator);
  const back = { href: addressesBelow(basePath).progress };
  if (village && id) return <OfFigure key={id} village={village} id={id} />;
  return (
    <Page title={t('title')} back={back}>
      <EmptyState title={t('noVillage.title')}>{t('noVillage.next')}</EmptyState>
    </Page>
  );
}

function OfFigure({ village, id }: { village: Area; id: IndicatorId }) {
  const { t } = useTranslation('progress');
  const { basePath } = usePhone();
  const detail = useFigureDetail(village.id, id);
  const frame = {
    wide: true,
    context: titleName(village),
    title: t(`indicator.${id}.name`),
    back: { href: addressesBelow(basePath).progress },
  };
  return (
    <Page {...frame}>
      {detail.state === 'ready' && <Detail village={village} id={id} detail={detail.value} />}
      {detail.state === 'loading' && <Skeleton />}
      {detail.state === 'failed' && (
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

function Detail({ village, id, detail }: { village: Area; id: IndicatorId; detail: FigureDetail }) {
  const { t } = useTranslation('progress');
  const { basePath } = usePhone();
  const targets = useTargets(village.id);
  const { smartVillage } = useRoadmap(village.id);
  const { counts, today, change, byAnswer, clusters, members, trend } = detail;
  const summary = summarize(id, counts, targets, yearOf(today));
  const points = useMemo(() => trend.map(({ day, counts: then }) => ({ day, ...then.figures[id] })), [trend, id]);
  return (
    <Stack gap="l">
      <Section title={t('now')}>
        <FigureCard main={summary} today={today} plan={smartVillage} />
      </Section>
      <Card title={t('week.title')} level={2}>
        <ChangeNote change={change} unit={summary.unit} />
      </Card>
      <Section title={t('trend.title')}>
        <TrendChart name={t(`indicator.${id}.name`)} points={points} target={summary.target?.of.share} />
        <p className={styles.soft}>{t('trend.note')}</p>
      </Section>
      <ClusterParts parts={clusters} />
      <MemberParts parts={members} />
      {id === 'socialOnly' ? (
        // For this figure the people who meet it are the ones to visit.
        <>
          <HouseholdList
            title={t('behind.socialOnly')}
            households={byAnswer.met}
            unit={summary.unit}
            basePath={basePath}
          />
          <HouseholdList
            title={t('behind.unknown')}
            households={byAnswer.unknown}
            unit={summary.unit}
            basePath={basePath}
          />
        </>
      ) : (
        <>
          <HouseholdList
            title={t(`behind.notMet.${summary.unit}`)}
            households={byAnswer.notMet}
            unit={summary.unit}
            basePath={basePath}
          />
          <HouseholdList
            title={t('behind.unknown')}
            households={byAnswer.unknown}
            unit={summary.unit}
            basePath={basePath}
          />
          <HouseholdList title={t('behind.met')} households={byAnswer.met} unit={summary.unit} basePath={basePath} />
        </>
      )}
    </Stack>
  );
}

// Limit of a list read on a phone; the list of households has all.
const shown = 50;

function HouseholdList({
  title,
  households,
  unit,
  basePath,
}: {
  title: string;
  households: readonly HouseholdForFigure[];
  unit: 'people' | 'households';
  basePath: string;
}) {
  const { t } = useTranslation('progress');
  const wordsOf = useWorkWords();
  if (households.length === 0) return null;
  const why = ({ household, work }: HouseholdForFigure): string =>
    work ? wordsOf(work) : household.outcome === 'refused' ? t('behind.refused') : '';
  return (
    <Section title={title}>
      <List>
        {households.slice(0, shown).map((one) => (
          <ListRow
            key={one.household.id}
            icon={House}
            href={addressesBelow(basePath).household(one.household.id)}
            title={one.household.headName || t('visits.noName')}
            meta={[unit === 'people' ? t('behind.people', { count: one.people }) : '', why(one), one.household.address]
              .filter(Boolean)
              .join(' · ')}
          />
        ))}
      </List>
      {households.length > shown && (
        <p className={styles.soft}>{t('behind.more', { count: households.length - shown })}</p>
      )}
    </Section>
  );
}
