import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { FoundPiece } from './pieces.ts';
import { useTranslation } from '../../../i18n/index.ts';

/**
 * Draws the interactive pieces into a static page. @returns `shown`, to be called when the page is in the document, and
 * the pieces to draw beside it
 */
export function useLivePieces(): { readonly shown: () => void; readonly pieces: ReactNode } {
  const { i18n } = useTranslation('common');
  const [found, setFound] = useState<readonly FoundPiece[]>([]);
  const shown = useCallback(() => {
    setFound([]);
    // The pieces are fetched after the page, which can be read already.
    import('./pieces.ts')
      .then(({ findPieces }) =>
        findPieces(i18n, (piece) =>
          setFound((before) => (before.some(({ place }) => place === piece.place) ? before : [...before, piece])),
        ),
      )
      .catch((error: unknown) => console.warn(error));
  }, [i18n]);
  // Pieces of a page that was left are not in the document any more.
  const pieces = found
    .filter(({ place }) => place.isConnected)
    .map(({ place, Piece }, index) => createPortal(<Piece place={place} />, place, String(index)));
  return { shown, pieces };
}
