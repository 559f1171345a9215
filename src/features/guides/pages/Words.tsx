import styles from './words.module.css';

/** A sentence in which “quoted” words, which stand on the real app's screen, are set apart and marked as Vietnamese. */
export function Words({ children }: { children: string }) {
  return children.split(/(“[^”]+”)/).map((piece, index) =>
    piece.startsWith('“') ? (
      <b key={index} lang="vi" className={styles.quoted}>
        {piece}
      </b>
    ) : (
      piece
    ),
  );
}
