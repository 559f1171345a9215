import { useTranslation } from '../../../i18n/index.ts';
import { AppLink } from '../../../ui/index.ts';
import { guideTitled } from './entries.ts';
import { usePaths } from './use-paths.ts';
import styles from './words.module.css';

/**
 * A sentence in which “quoted” words, which stand on the real app's screen, are set apart and marked as Vietnamese; the
 * title of another guide leads to it.
 */
export function Words({ children }: { children: string }) {
  return children
    .split(/(“[^”]+”)/)
    .map((piece, index) => (piece.startsWith('“') ? <Quoted key={index}>{piece}</Quoted> : piece));
}

function Quoted({ children }: { children: string }) {
  const { t } = useTranslation('guides');
  const { guide } = usePaths();
  const named = guideTitled(children.slice(1, -1), t);
  if (named !== undefined)
    return (
      <AppLink href={guide(named)} className={styles.guide}>
        {children}
      </AppLink>
    );
  return (
    <b lang="vi" className={styles.quoted}>
      {children}
    </b>
  );
}
