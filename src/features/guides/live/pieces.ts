import type { ComponentType } from 'react';
import type { i18n } from 'i18next';
import { loadTexts } from '../../../i18n/index.ts';
import type { LivePiece, PieceProps } from './live-piece.ts';
import { guidesDueAgain, isDrillDue, readVillage, resumeFor } from './local-preferences.ts';
import { Listen } from '../listen/Listen.tsx';
import { AtGuidesEnd } from '../again/AtGuidesEnd.tsx';
import { useRemember } from './use-remember.ts';

type Load = (i18n: i18n) => Promise<ComponentType<PieceProps>>;

// Every page fetches this file; each piece is fetched only for a page that has its place, with its own texts.
const loads: Record<LivePiece, Load> = {
  listen: () => Promise.resolve(Listen),
  practice: async (i18n) =>
    (await Promise.all([import('../practice/Practice.tsx'), loadTexts(i18n, ['guides', 'practice', 'ui'])]))[0]
      .Practice,
  drills: async (i18n) =>
    (await Promise.all([import('../drills/Drills.tsx'), loadTexts(i18n, ['drills', 'ui'])]))[0].Drills,
  'drills-due': async (i18n) =>
    isDrillDue()
      ? (await Promise.all([import('../drills/DrillsDue.tsx'), loadTexts(i18n, ['drills', 'ui'])]))[0].DrillsDue
      : Nothing,
  again: () => Promise.resolve(AtGuidesEnd),
  'again-due': async (i18n) =>
    guidesDueAgain().length > 0
      ? (await Promise.all([import('../again/AgainDue.tsx'), loadTexts(i18n, ['guides', 'practice', 'ui'])]))[0]
          .AgainDue
      : Nothing,
  search: async (i18n) =>
    (await Promise.all([import('../reading/Search.tsx'), loadTexts(i18n, ['reading', 'ui'])]))[0].Search,
  comfort: async (i18n) =>
    (await Promise.all([import('../reading/Comfort.tsx'), loadTexts(i18n, ['reading', 'ui'])]))[0].Comfort,
  resume: async (i18n) =>
    resumeFor(location.pathname)
      ? (await Promise.all([import('../reading/Resume.tsx'), loadTexts(i18n, ['reading', 'ui'])]))[0].Resume
      : Nothing,
  share: async (i18n) =>
    (await Promise.all([import('../reading/Share.tsx'), loadTexts(i18n, ['reading', 'ui'])]))[0].Share,
  print: async (i18n) =>
    (await Promise.all([import('../print/Print.tsx'), loadTexts(i18n, ['guides', 'reading', 'ui'])]))[0].Print,
  voices: async (i18n) =>
    (await Promise.all([import('../voices/Voices.tsx'), loadTexts(i18n, ['reading', 'ui'])]))[0].Voices,
  changed: async (i18n) =>
    (await Promise.all([import('../changed/ScreenChanged.tsx'), loadTexts(i18n, ['reading', 'ui'])]))[0].ScreenChanged,
  village: async (i18n) =>
    readVillage()
      ? (await Promise.all([import('../village/VillageOwn.tsx'), loadTexts(i18n, ['reading', 'ui'])]))[0].VillageOwn
      : Nothing,
  say: async () => ('speechSynthesis' in globalThis ? (await import('../reading/Say.tsx')).Say : Nothing),
};

/** Draws nothing; stores the step that is shown. */
function Remember() {
  useRemember();
  return null;
}

function Nothing() {
  return null;
}

const isPiece = (name: string | undefined): name is LivePiece => name !== undefined && name in loads;

export interface FoundPiece {
  readonly place: HTMLElement;
  readonly Piece: ComponentType<PieceProps>;
}

/**
 * Finds the pieces of the page that is shown, each as soon as it and its texts are loaded. A piece that cannot be
 * loaded is left out: the page itself stays readable.
 */
export function findPieces(i18n: i18n, found: (piece: FoundPiece) => void): void {
  found({ place: document.body, Piece: Remember });
  for (const place of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const name = place.dataset['live'];
    if (!isPiece(name)) continue;
    loads[name](i18n).then(
      (Piece) => found({ place, Piece }),
      (error: unknown) => console.warn(error),
    );
  }
}
