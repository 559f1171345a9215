import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../day.ts';
import { changeOf, type Change } from '../indicator/compare.ts';
import { indicators } from '../indicator/current.ts';
import type { Figure } from '../indicator/counts.ts';
import type { Household } from '../village.ts';
import { mainFigures, type MainFigure } from './main-figures.ts';
import { fewest } from './small-cells.ts';

/** What the same people learned and unlearned between two days, without what became known by asking. */
export type Moves = Readonly<Partial<Record<MainFigure, Pick<Change, 'progressed' | 'fellBack'>>>>;

/** @param from the last day of the period before @param until the day of the report */
export function movesOf(households: readonly Household[], from: Day, until: Day): Moves {
  return Object.fromEntries(
    mainFigures.map((id) => {
      const { progressed, fellBack } = changeOf(households, indicators.find((one) => one.id === id)!, from, until);
      return [id, { progressed, fellBack }];
    }),
  );
}

/** A village's month, as far as it is needed to say whether it moved. */
export interface Month {
  readonly village: Uuid;
  readonly figures: Readonly<Partial<Record<MainFigure, Figure>>>;
  /** Undefined where the report was signed before the same people were compared. */
  readonly moves: Moves | undefined;
}

export interface Improver {
  readonly village: Uuid;
  /** How many more people (homes, where the figure is about homes), each at least five. */
  readonly more: readonly { readonly id: MainFigure; readonly count: number }[];
}

/**
 * Those that moved most, for a sheet that goes to everybody: a fifth of the villages, three at least, and who moved as far as
 * the last of these. In the order they came in: the sheet is no league table. A village of which nothing is
 * told stands nowhere, and fewer than five people are not told.
 */
export function improversAmong(months: readonly Month[]): Improver[] {
  const moved = months.flatMap((month) => {
    const more = moreIn(month);
    return more.length > 0 ? [{ village: month.village, more, far: farthest(month, more) }] : [];
  });
  const most = Math.max(3, Math.ceil(months.length / 5));
  const last = moved.map(({ far }) => far).sort((a, b) => b - a)[most - 1] ?? 0;
  return moved.filter(({ far }) => far >= last).map(({ village, more }) => ({ village, more }));
}

const moreIn = ({ moves = {} }: Month): Improver['more'] =>
  mainFigures.map((id) => ({ id, count: (moves[id]?.progressed ?? 0) - (moves[id]?.fellBack ?? 0) })).filter(({ count }) => count >= fewest);

/** The greatest of its shares: twelve people of sixty have moved farther than thirty of a thousand. */
const farthest = ({ figures }: Month, more: Improver['more']): number => Math.max(...more.map(({ id, count }) => count / Math.max(count, figures[id]?.total ?? 0)));
