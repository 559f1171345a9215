import { useMemo } from 'react';
import { activityIn } from '../../../domain/activity/activity-events.ts';
import { roleRules } from '../../../domain/access/roles.ts';
import { periodOf } from '../../../domain/period.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone, useRecords } from '../../../phone/hooks.ts';
import { Stack, TextLink } from '../../../ui/index.ts';
import figuresStyles from '../figures/figures.module.css';
import { ActivitySection } from '../papers/ActivitySection.tsx';
import { DataNote } from '../figures/DataNote.tsx';
import { PeerBands } from '../figures/PeerBands.tsx';
import { usePeriodKind } from '../report/use-period-kind.ts';
import { SkillStepsSection } from '../village/SkillStepsSection.tsx';
import { TeamWorkSection } from '../village/TeamWorkSection.tsx';
import { useDataState } from '../village/use-data-state.ts';
import type { OverviewProps } from './overview-props.ts';

/** "Tổ đã làm gì?": the period's activities, what waits, how sure people are, and where the figures are from. */
export function TeamOverview({ village, figures: { today, skills, work } }: OverviewProps) {
  const { t } = useTranslation(['progress', 'checklists']);
  const { format } = useLanguage();
  const { basePath, role } = usePhone();
  const records = useRecords(village.id);
  const kind = usePeriodKind(village.id);
  const data = useDataState(village.id, today);
  const period = useMemo(() => ({ ...periodOf(kind, today), until: today }), [kind, today]);
  const activity = useMemo(
    () => (records.state === 'ready' ? activityIn(records.value, period) : undefined),
    [records, period],
  );
  const { others } = data;
  return (
    <Stack gap="l">
      <p className={figuresStyles.soft}>{t('overview.team.since', { day: format.day(period.from) })}</p>
      {activity && <ActivitySection activity={activity} />}
      <TeamWorkSection
        work={work}
        sessionsHref={addressesBelow(basePath).sessions}
        householdsHref={addressesBelow(basePath).households}
      />
      <TextLink href={addressesBelow(basePath).checklists()}>{t('checklists:open')}</TextLink>
      {roleRules[role].may.includes('tellFacts') && (
        <TextLink href={addressesBelow(basePath).facts()}>{t('facts.open')}</TextLink>
      )}
      <SkillStepsSection skills={skills} />
      {others && <PeerBands coverage={others.coverage} bands={others.bands} />}
      <DataNote {...data} />
    </Stack>
  );
}
