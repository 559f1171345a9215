import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { FoundPiece } from './pieces.ts';
import { useTranslation } from '../../../i18n/index.ts';

/** Brings the live places of a kept page to life. @returns what to call when the page stands in the document, and what to draw beside it */
export function useLivePieces(): { readonly shown: () => void; readonly pieces: ReactNode } {
  const { i18n } = useTranslation('common');
  const [found, setFound] = useState<readonly FoundPiece[]>([]);
  const shown = useCallback(() => {
    setFound([]);
    // What is alive is fetched behind the page itself, which can be read already.
    import('./pieces.ts')
      .then(({ findPieces }) => findPieces(i18n, (piece) => setFound((before) => (before.some(({ place }) => place === piece.place) ? before : [...before, piece]))))
      .catch((error: unknown) => console.warn(error));
  }, [i18n]);
  // Places of a page that was left are no longer in the document.
  const pieces = found.filter(({ place }) => place.isConnected).map(({ place, Piece }, index) => createPortal(<Piece place={place} />, place, String(index)));
  return { shown, pieces };
}
