import type { Counts, Figure } from '../indicator/counts.ts';

/** Fewer people than this could be somebody in particular to a reader outside of the village. */
const fewest = 5;

const isSmall = ({ met, notMet, unknown }: Figure): boolean => [met, notMet, unknown].some((cell) => cell > 0 && cell < fewest);

/** For readers above the commune: figures with a cell under five are left out. How many homes were asked is about nobody. */
export const withoutSmallCells = ({ coverage, figures }: Counts): Counts => ({
  coverage,
  figures: Object.fromEntries(Object.entries(figures).filter(([, figure]) => !isSmall(figure))) as Counts['figures'],
});
