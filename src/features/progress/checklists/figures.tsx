import { useMemo, type ReactNode } from 'react';
import { countDigitalFamilies } from '../../../domain/checklist/digital-family.ts';
import { addFigures, noFigure, type Figure } from '../../../domain/indicator/counts.ts';
import {
  countVillage,
  householdsIn,
  sumOfParts,
  type CountedVillage,
  type Part,
} from '../../../domain/indicator/counted-village.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import { withFibre } from '../../../domain/indicator/fibre.ts';
import type { IndicatorId } from '../../../domain/indicator/indicator.ts';
import { dayOf, type Day } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { AreaFact } from '../../../domain/report/area-fact.ts';
import { useCountedVillage } from '../../../phone/counted-village.ts';
import { useToday } from '../../../phone/hooks.ts';
import { useWorkedOut } from '../../../phone/in-steps.ts';
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
  const counted = useCountedVillage(village);
  const facts = useFacts(village, useJustReached());
  const today = useToday();
  const steps = useMemo(
    () => (counted.state === 'ready' ? () => ownFigures(counted.value, facts, today) : undefined),
    [counted, facts, today],
  );
  const figures = useWorkedOut([counted], steps);
  return children(figures.state === 'ready' ? figures.value : figures.state);
}

function* ownFigures(village: CountedVillage, facts: readonly AreaFact[], today: Day): Generator<void, VillageFigures> {
  const { figures } = withFibre(yield* countVillage(village, indicators, today), facts);
  const familiesIn = (part: Part): Figure => countDigitalFamilies(householdsIn(part), today);
  return { figures, asOf: today, families: yield* sumOfParts(village, familiesIn, addFigures, noFigure) };
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
