import { useCallback, useMemo } from 'react';
import type { Area } from '../../../domain/access/area.ts';
import { mainFigures } from '../../../domain/report/main-figures.ts';
import type { Target } from '../../../domain/report/target.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { latestFirst } from '../../../lib/latest-first.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { toKeep, useCachedResponse, type CacheSlot } from '../../../phone/cached-response.ts';
import type { TrendResponse } from '../../../protocol/trend.ts';
import { useReportApi } from '../report/use-report-api.ts';
import { SmallMultiples } from '../trend/SmallMultiples.tsx';

/** Communes whose trend a phone keeps. */
const most = 10;

const slotOf = (commune: Uuid): CacheSlot<TrendResponse> => ({
  read: async ({ settings }) => (await settings.get('trends'))?.find((one) => one.commune === commune),
  write: async ({ settings }, trend) => {
    const isSame = (one: TrendResponse): boolean => one.commune === commune;
    await settings.set('trends', latestFirst(await settings.get('trends'), trend, isSame, most));
  },
});

/**
 * How a commune's own figures moved over the months, drawn small: as last received where there is no network. Nothing
 * before somebody was surveyed.
 */
export function CommuneTrend({ commune, targets }: { commune: Area; targets: readonly Target[] }) {
  const { t } = useTranslation(['villages', 'progress']);
  const { format } = useLanguage();
  const api = useReportApi();
  const slot = useMemo(() => slotOf(commune.id), [commune.id]);
  const ask = useCallback(async () => toKeep(await api.trend(commune.id)), [api, commune.id]);
  const { last, problem } = useCachedResponse(slot, ask, 'opened');
  if (!last) return problem ? <p>{t('trends.noneKept')}</p> : null;
  const hidesSome = mainFigures.some((id) => !(id in (last.points.at(-1)?.figures ?? {})));
  return (
    <SmallMultiples
      title={t('trends.commune')}
      trend={last.points}
      targets={targets}
      first={{
        name: t('column.coverage'),
        points: last.points.map(({ day, households, surveyed }) => ({
          day,
          met: surveyed,
          unknown: 0,
          total: households,
        })),
      }}
      note={[
        `${t(problem ? 'trends.kept' : 'progress:villages.at', { time: format.time(last.now) })}.`,
        ...(hidesSome ? [t('trends.hidden')] : []),
      ].join(' ')}
    />
  );
}
