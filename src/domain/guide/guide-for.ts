import type { Catalogue } from './catalogue.ts';
import type { Need } from './needs.ts';

/** The id of the first guide for a need; undefined when there is none: the need then gets no tile. */
export const guideFor = (need: Need, catalogue: Catalogue): string | undefined =>
  catalogue.find((entry) => entry.needs.includes(need))?.id;
