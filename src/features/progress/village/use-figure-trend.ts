import { useMemo } from 'react';
import { rollupOfFigure } from '../../../domain/indicator/counted-village.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import type { IndicatorId } from '../../../domain/indicator/indicator.ts';
import { trendOf, type TrendPoint } from '../../../domain/report/trend.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useCountedVillage } from '../../../phone/counted-village.ts';
import { useToday } from '../../../phone/hooks.ts';
import { useWorkedOut } from '../../../phone/in-steps.ts';
import { usePeriodKind } from '../report/use-period-kind.ts';

const none: readonly TrendPoint[] = [];

/**
 * A figure's trend, counted on this phone; empty while it is counted. Takes a moment in a large village: draw what uses
 * it later than what does not.
 */
export function useFigureTrend(id: Uuid, figure: IndicatorId): readonly TrendPoint[] {
  const village = useCountedVillage(id);
  const today = useToday();
  const kind = usePeriodKind(id);
  const steps = useMemo(
    () =>
      village.state === 'ready'
        ? function* (): Generator<void, readonly TrendPoint[]> {
            const indicator = indicators.find((one) => one.id === figure)!;
            return trendOf(yield* rollupOfFigure(village.value, indicator), kind, today, [indicator]);
          }
        : undefined,
    [village, today, kind, figure],
  );
  const trend = useWorkedOut([village], steps);
  return trend.state === 'ready' ? trend.value : none;
}
