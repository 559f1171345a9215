import type { LivePiece } from './live-piece.ts';
import styles from './live-place.module.css';

interface LivePlaceProps {
  readonly piece: LivePiece;
  /** The piece is the page's purpose: room is reserved for it, and without JavaScript `instead` says what to do. */
  readonly main?: boolean;
  readonly instead?: string;
  /**
   * For `say`: the words to read aloud; for `changed`: the app that the guide is about; for `village`: which of the
   * village's own things.
   */
  readonly say?: string;
}

/** An empty element of a prerendered page, into which its piece is drawn (LivePieces.tsx). */
export function LivePlace({ piece, main = false, instead, say }: LivePlaceProps) {
  if (!main) return <span data-live={piece} data-say={say} />;
  return (
    <>
      <div data-live={piece} className={styles.main} />
      {instead !== undefined && (
        <noscript>
          <p>{instead}</p>
        </noscript>
      )}
    </>
  );
}
