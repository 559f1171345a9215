import type { Day } from '../../../lib/day.ts';
import type { TrendPoint } from './trend-point.ts';

interface End {
  readonly day: Day;
  /** Whole percent, rounded down. */
  readonly percent: number;
}

/** A figure's lower bounds as a line. */
export interface MiniLine {
  /** x by the day, y downwards from 100 %. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly first: End;
  readonly last: End;
}

const end = ({ day, met, total }: TrendPoint): End => ({ day, percent: Math.floor((met * 100) / total) });
const tenth = (value: number): number => Math.round(value * 10) / 10;

/**
 * The line of the days on which there was somebody to count, oldest first; undefined where there are fewer than two.
 * @param size of the drawing, in its own units
 */
export function miniLine(
  points: readonly TrendPoint[],
  { width, height }: { readonly width: number; readonly height: number },
): MiniLine | undefined {
  const counted = points.filter(({ total }) => total > 0);
  const [first, last] = [counted[0], counted.at(-1)];
  if (!first || !last || counted.length < 2) return undefined;
  const time = ({ day }: TrendPoint): number => Date.parse(day);
  const span = Math.max(1, time(last) - time(first));
  return {
    points: counted.map((point) => ({
      x: tenth(((time(point) - time(first)) / span) * width),
      y: tenth(height - (point.met / point.total) * height),
    })),
    first: end(first),
    last: end(last),
  };
}
