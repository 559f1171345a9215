import { useMemo, type ReactNode } from 'react';
import { countDigitalFamilies } from '../../../domain/checklist/digital-family.ts';
import { countIndicators } from '../../../domain/indicator/count.ts';
import type { Figure } from '../../../domain/indicator/counts.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import { withFibre } from '../../../domain/indicator/fibre.ts';
import type { IndicatorId } from '../../../domain/indicator/indicator.ts';
import { dayOf, type Day } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useHouseholds, useRecords, useToday } from '../../../phone/hooks.ts';
import { useReport } from '../report/use-report.ts';
import { useFacts } from '../targets/use-facts.ts';
import { useJustReached } from '../village/use-data-state.ts';

/** A village's figures as the reader may see them. */
export interface VillageFigures {
  /** Those that the reader may not see are absent. */
  readonly figures: Readonly<Partial<Record<IndicatorId, Figure>>>;
  readonly asOf: Day;
  /** How many households are a digital family; only where the phone holds the households. */
  readonly families?: Figure;
}

interface FiguresProps {
  readonly village: Uuid;
  readonly children: (figures: VillageFigures | 'loading' | 'failed') => ReactNode;
}

/** Counted on this phone, as everywhere in the village. */
export function OwnFigures({ village, children }: FiguresProps) {
  const records = useRecords(village);
  const households = useHouseholds(village);
  const facts = useFacts(village, useJustReached());
  const today = useToday();
  const figures = useMemo(() => {
    if (records.state === 'failed' || households.state === 'failed') return 'failed';
    if (records.state === 'loading' || households.state === 'loading') return 'loading';
    return {
      ...withFibre(countIndicators(records.value, indicators, today), facts),
      asOf: today,
      families: countDigitalFamilies(households.value, today),
    };
  }, [records, households, facts, today]);
  return children(figures);
}

/** The server's, without small cells, for readers above the village. */
export function SeenFigures({ village, children }: FiguresProps) {
  const { last, loading } = useReport('opened');
  const figures = useMemo(() => {
    const progress = last?.villages.find((one) => one.village === village);
    if (last && progress) return { figures: progress.figures, asOf: dayOf(last.now) };
    return loading ? 'loading' : 'failed';
  }, [last, loading, village]);
  return children(figures);
}
