import type { Uuid } from '../../lib/ids.ts';
import { addCounts, emptyCounts, type Counts, type Figure } from '../indicator/counts.ts';
import { indicators } from '../indicator/current.ts';
import type { IndicatorId } from '../indicator/indicator.ts';
import { families, givesAwayFew, type CountedVillage } from './small-cells.ts';

/** The figures of several villages together; those that would show a few people are missing. */
export interface SumFromAbove {
  readonly coverage: Counts['coverage'];
  readonly figures: Readonly<Partial<Record<IndicatorId, Figure>>>;
}

/**
 * The figures of all of a commune's villages on a day, for readers above them. No reading of a village ever shows its
 * figure of a day on which one of its cells is under five; every other one may be known from somewhere. So what can be
 * subtracted from the sum leaves the villages with small cells, and these together must show no small cell either: one
 * such village alone hides the sum.
 * @param whole villages that the reader sees without anything hidden
 */
export function sumFromAbove(
  villages: readonly Pick<CountedVillage, 'village' | 'counts'>[],
  whole: ReadonlySet<Uuid> = new Set(),
): SumFromAbove {
  const all = sumOf(villages);
  const shown = families.filter((family) => {
    const gives = ({ figures }: Counts): boolean => family.some((id) => givesAwayFew(id, figures));
    const notKnown = villages.filter(({ village, counts }) => !whole.has(village) && gives(counts));
    return !gives(all) && (notKnown.length === 0 || !gives(sumOf(notKnown)));
  });
  return {
    coverage: all.coverage,
    figures: Object.fromEntries(shown.flat().map((id) => [id, all.figures[id]])),
  };
}

const sumOf = (villages: readonly Pick<CountedVillage, 'counts'>[]): Counts =>
  villages.map(({ counts }) => counts).reduce(addCounts, emptyCounts(indicators));
