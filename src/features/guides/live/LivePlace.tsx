import type { LivePiece } from './pieces.ts';
import styles from './live-place.module.css';

interface LivePlaceProps {
  readonly of: LivePiece;
  /** The piece is what the page is for: room is kept for it, and without JavaScript `instead` says what to do. */
  readonly main?: boolean;
  readonly instead?: string;
  /** For `say`: the words to read aloud. */
  readonly say?: string;
}

/** An empty place in a page made ahead; its piece is put there once the page is alive (LivePieces.tsx). */
export function LivePlace({ of, main = false, instead, say }: LivePlaceProps) {
  if (!main) return <span data-live={of} data-say={say} />;
  return (
    <>
      <div data-live={of} className={styles.main} />
      {instead !== undefined && <noscript><p>{instead}</p></noscript>}
    </>
  );
}
