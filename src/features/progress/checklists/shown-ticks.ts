import type { Ticks } from '../../../domain/checklist/kept-ticks.ts';
import { isOf, type StoredTick } from '../../../domain/checklist/tick.ts';

/** The ticks as this phone shows them: what was ticked here and not sent yet lies over what the server told. */
export const shownTicks = ({ told, unsent }: Ticks, me: string): StoredTick[] => [
  ...told.filter((one) => !unsent.some(isOf(one))),
  ...unsent.map(({ seen, ...tick }) => ({ ...tick, by: me, version: seen })),
];
