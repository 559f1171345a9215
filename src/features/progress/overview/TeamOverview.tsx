import { useMemo } from 'react';
import { combineActivity, noActivity, type Activity } from '../../../domain/activity/activity.ts';
import { activityIn } from '../../../domain/activity/activity-events.ts';
import { sumOfParts } from '../../../domain/indicator/counted-village.ts';
import { roleRules } from '../../../domain/access/roles.ts';
import { periodOf } from '../../../domain/period.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { useCountedVillage } from '../../../phone/counted-village.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { useWorkedOut } from '../../../phone/in-steps.ts';
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
  const counted = useCountedVillage(village.id);
  const kind = usePeriodKind(village.id);
  const data = useDataState(village.id, today);
  const period = useMemo(() => ({ ...periodOf(kind, today), until: today }), [kind, today]);
  const steps = useMemo(
    () =>
      counted.state === 'ready'
        ? () =>
            sumOfParts<Activity>(
              counted.value,
              (part) => activityIn(part, period),
              (a, b) => combineActivity(a, b, 1),
              noActivity,
            )
        : undefined,
    [counted, period],
  );
  const activity = useWorkedOut([counted], steps);
  const { others } = data;
  return (
    <Stack gap="l">
      <p className={figuresStyles.soft}>{t('overview.team.since', { day: format.day(period.from) })}</p>
      {activity.state === 'ready' && <ActivitySection activity={activity.value} />}
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
