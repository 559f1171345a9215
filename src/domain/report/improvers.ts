import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../lib/day.ts';
import { changeOf, type Change } from '../indicator/compare.ts';
import { indicators } from '../indicator/current.ts';
import type { Figure } from '../indicator/counts.ts';
import type { Household } from '../people/village.ts';
import { mainFigures, type MainFigure } from './main-figures.ts';
import { fewest } from './small-cells.ts';

/** How the same people's answers changed between two days, without people who were asked for the first time. */
export type Moves = Readonly<Partial<Record<MainFigure, Pick<Change, 'progressed' | 'fellBack'>>>>;

/** @param from the last day of the period before @param until the day of the report */
export function movesOf(households: readonly Household[], from: Day, until: Day): Moves {
  return Object.fromEntries(
    mainFigures.map((id) => {
      const { progressed, fellBack } = changeOf(
        households,
        indicators.find((one) => one.id === id)!,
        from,
        until,
      );
      return [id, { progressed, fellBack }];
    }),
  );
}

/** A village's month: the values that its improvement is computed from. */
export interface Month {
  readonly village: Uuid;
  readonly figures: Readonly<Partial<Record<MainFigure, Figure>>>;
  /** Undefined where the report was signed before the same people were compared. */
  readonly moves: Moves | undefined;
}

export interface Improver {
  readonly village: Uuid;
  /** How many more people (households, where the figure is about households), each at least five. */
  readonly more: readonly { readonly id: MainFigure; readonly count: number }[];
}

/**
 * The villages that improved most, for a sheet that everybody gets: a fifth of them, at least three, and those that
 * improved as much as the last of these. They keep the order of the input, because the sheet is no ranking. A village
 * without figures is left out, and so is an improvement of fewer than five people.
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
  mainFigures
    .map((id) => ({ id, count: (moves[id]?.progressed ?? 0) - (moves[id]?.fellBack ?? 0) }))
    .filter(({ count }) => count >= fewest);

/** The greatest of its shares: twelve people of sixty are a greater improvement than thirty of a thousand. */
const farthest = ({ figures }: Month, more: Improver['more']): number =>
  Math.max(...more.map(({ id, count }) => count / Math.max(count, figures[id]?.total ?? 0)));
