import { useMemo } from 'react';
import { activityIn } from '../../../domain/activity/activity-events.ts';
import { changeOf, isNoChange } from '../../../domain/indicator/compare.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import { isMain } from '../../../domain/report/main-figures.ts';
import { addDays } from '../../../lib/day.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { useHouseholds, usePhone, useRecords } from '../../../phone/hooks.ts';
import { Card, Skeleton, Stack, TextLink } from '../../../ui/index.ts';
import figures from '../figures/figures.module.css';
import { ActivitySection } from '../papers/ActivitySection.tsx';
import { ChangeNote } from '../figures/ChangeNote.tsx';
import type { OverviewProps } from './overview-props.ts';

const week = 7;

/** "Tuần này có gì mới?": what the team did, and which main figures moved and why, in the last seven days. */
export function WeekOverview({ village, figures: { today } }: OverviewProps) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const { basePath } = usePhone();
  const households = useHouseholds(village.id);
  const records = useRecords(village.id);
  const from = addDays(today, -week);
  const changes = useMemo(
    () =>
      households.state === 'ready'
        ? indicators.filter(isMain).map((one) => ({
            id: one.id,
            unit: one.among === 'households' ? ('households' as const) : ('people' as const),
            change: changeOf(households.value, one, from, today),
          }))
        : [],
    [households, from, today],
  );
  const activity = useMemo(
    () => (records.state === 'ready' ? activityIn(records.value, { from: addDays(from, 1), until: today }) : undefined),
    [records, from, today],
  );
  if (households.state !== 'ready' || !activity) return <Skeleton />;
  const moved = changes.filter(({ change }) => !isNoChange(change));
  return (
    <Stack gap="l">
      <p className={figures.soft}>
        {t('overview.week.span', { from: format.day(addDays(from, 1)), to: format.day(today) })}
      </p>
      <ActivitySection title={t('overview.team.activity')} activity={activity} />
      {moved.length === 0 && <p>{t('week.nothing')}</p>}
      {moved.map(({ id, unit, change }) => (
        <Card key={id} title={t(`indicator.${id}.name`)} level={2}>
          <Stack gap="s">
            <ChangeNote change={change} unit={unit} />
            <TextLink href={addressesBelow(basePath).figure(id)}>{t('see')}</TextLink>
          </Stack>
        </Card>
      ))}
    </Stack>
  );
}
