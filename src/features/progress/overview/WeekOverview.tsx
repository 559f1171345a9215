import { useMemo } from 'react';
import { combineActivity, noActivity, type Activity } from '../../../domain/activity/activity.ts';
import { activityIn } from '../../../domain/activity/activity-events.ts';
import { householdsIn, sumOfParts, type CountedVillage } from '../../../domain/indicator/counted-village.ts';
import { addChanges, changeOf, isNoChange, noChange, type Change } from '../../../domain/indicator/compare.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import { isMain } from '../../../domain/report/main-figures.ts';
import { addDays, type Day } from '../../../lib/day.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { useCountedVillage } from '../../../phone/counted-village.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { useWorkedOut } from '../../../phone/in-steps.ts';
import { Card, Skeleton, Stack, TextLink } from '../../../ui/index.ts';
import figures from '../figures/figures.module.css';
import { ActivitySection } from '../papers/ActivitySection.tsx';
import { ChangeNote } from '../figures/ChangeNote.tsx';
import type { OverviewProps } from './overview-props.ts';

const week = 7;
const main = indicators.filter(isMain);

interface News {
  readonly activity: Activity;
  /** One a main figure, in their order. */
  readonly changes: readonly Change[];
}

const newsOf = (village: CountedVillage, from: Day, today: Day): Generator<void, News> =>
  sumOfParts<News>(
    village,
    (part) => ({
      activity: activityIn(part, { from: addDays(from, 1), until: today }),
      changes: main.map((one) => changeOf(householdsIn(part), one, from, today)),
    }),
    (a, b) => ({
      activity: combineActivity(a.activity, b.activity, 1),
      changes: a.changes.map((change, i) => addChanges(change, b.changes[i]!)),
    }),
    { activity: noActivity, changes: main.map(() => noChange) },
  );

/** "Tuần này có gì mới?": what the team did, and which main figures moved and why, in the last seven days. */
export function WeekOverview({ village, figures: { today } }: OverviewProps) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const { basePath } = usePhone();
  const counted = useCountedVillage(village.id);
  const from = addDays(today, -week);
  const steps = useMemo(
    () => (counted.state === 'ready' ? () => newsOf(counted.value, from, today) : undefined),
    [counted, from, today],
  );
  const news = useWorkedOut([counted], steps);
  if (news.state !== 'ready') return <Skeleton />;
  const { activity, changes } = news.value;
  const moved = main.flatMap(({ id, among }, i) => {
    const change = changes[i]!;
    const unit = among === 'households' ? ('households' as const) : ('people' as const);
    return isNoChange(change) ? [] : [{ id, unit, change }];
  });
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
