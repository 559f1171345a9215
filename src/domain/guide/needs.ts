import type { Catalogue } from './catalogue.ts';

/** What brings a resident here, in the order of the home page's tiles. Words: `guides:need.<need>`. */
export const needs = ['clinic', 'allowance', 'landTax', 'transfer', 'papers', 'scam'] as const;
export type Need = (typeof needs)[number];

/** The first guide that answers a need; without one there is no tile, so that no tile leads nowhere. */
export const guideFor = (need: Need, among: Catalogue): string | undefined => among.find((entry) => entry.needs.includes(need))?.id;
