import type { ComponentType } from 'react';
import type { i18n } from 'i18next';
import { loadTexts } from '../../../i18n/index.ts';
import { Listen } from '../Listen.tsx';

/** What can be alive on a residents' page. Each stands in a `LivePlace` of its name. */
export type LivePiece = 'listen' | 'practice';

type Load = (i18n: i18n) => Promise<ComponentType>;

// Only what is on every page comes with the page; the rest is fetched where its place stands, with its own words.
const loads: Record<LivePiece, Load> = {
  listen: () => Promise.resolve(Listen),
  practice: async (i18n) => (await Promise.all([import('../practice/Practice.tsx'), loadTexts(i18n, ['guides', 'practice', 'ui'])]))[0].Practice,
};

const isPiece = (name: string | undefined): name is LivePiece => name !== undefined && name in loads;

export interface FoundPiece {
  readonly place: HTMLElement;
  readonly Piece: ComponentType;
}

/**
 * The live pieces of the page that is shown, each as soon as it and its words are there. One that cannot be had (first
 * visit on a line that broke) is left out: the page itself stays readable.
 */
export function findPieces(i18n: i18n, found: (piece: FoundPiece) => void): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const name = place.dataset['live'];
    if (!isPiece(name)) continue;
    loads[name](i18n).then((Piece) => found({ place, Piece }), (error: unknown) => console.warn(error));
  }
}
