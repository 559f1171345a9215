import { useMemo } from 'react';
import { indicators } from '../../../domain/indicator/current.ts';
import type { IndicatorId } from '../../../domain/indicator/indicator.ts';
import { rollupOf } from '../../../domain/indicator/rollup.ts';
import { timelineOf } from '../../../domain/indicator/timeline.ts';
import { trendOf, type TrendPoint } from '../../../domain/report/trend.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useRecords, useToday } from '../../../phone/hooks.ts';
import { usePeriodKind } from '../report/use-period-kind.ts';

/**
 * A figure's trend, counted on this phone; empty while its records are read. Takes a moment in a large
 * village: draw what uses it later than what does not.
 */
export function useFigureTrend(village: Uuid, id: IndicatorId): readonly TrendPoint[] {
  const records = useRecords(village);
  const today = useToday();
  const kind = usePeriodKind(village);
  return useMemo(() => {
    if (records.state !== 'ready') return [];
    const only = indicators.filter((one) => one.id === id);
    return trendOf(rollupOf(timelineOf(records.value, only), only), kind, today, only);
  }, [records, today, kind, id]);
}
