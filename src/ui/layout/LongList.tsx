import { memo, useDeferredValue, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import styles from './LongList.module.css';

export type LongListProps = {
  /** Names the list for a screen reader. */
  label: string;
  count: number;
  /** The `ListRow` at this index, with a key. */
  row: (index: number) => ReactNode;
  /**
   * When it changes, the rows below the first follow a moment later: for a list that is searched while somebody types.
   * `row` must be the same function otherwise.
   */
  isPatient?: boolean;
};

const rowsABlock = 5;
const blocksAtFirst = 4;
// Placeholders are cheap, but thousands of them at once are not.
const blocksMore = 40;
const rowHeight = 84;
// Distance around the screen within which rows are drawn ahead of scrolling.
const ahead = '600px 0px';

/**
 * A list that draws only the rows near the screen: ten thousand cost no more than thirty. Rows may be of any height: a
 * block that has been seen keeps its own, others are guessed, and the browser's scroll anchoring holds the page still
 * when a guess was wrong.
 */
export function LongList({ label, count, row, isPatient = false }: LongListProps) {
  const now = useMemo(() => ({ count, row }), [count, row]);
  const deferred = useDeferredValue(now);
  const later = isPatient ? deferred : now;
  // The first block shows the current rows; the others show the earlier rows until the deferred update.
  const of = (block: number) => (block === 0 ? now : later);
  const blocks = Math.max(Math.min(1, Math.ceil(count / rowsABlock)), Math.ceil(later.count / rowsABlock));
  const [mounted, setMounted] = useState(blocksAtFirst);
  const wanted = Math.min(mounted, blocks);
  // For a new list too: the first block at once, the others in idle time, since they may be below the screen.
  const shown = Math.min(useDeferredValue(wanted, 1), blocks);
  const restRows = later.count - shown * rowsABlock;
  return (
    <div role="group" aria-label={label} className={styles.sheet}>
      {Array.from({ length: shown }, (_, block) => (
        <Block
          key={block}
          isFirst={block < blocksAtFirst}
          from={block * rowsABlock}
          to={Math.min((block + 1) * rowsABlock, of(block).count)}
          row={of(block).row}
        />
      ))}
      {restRows > 0 && (
        <Rest key={shown} rows={restRows} onNear={() => shown === wanted && setMounted(shown + blocksMore)} />
      )}
    </div>
  );
}

/**
 * Placeholder of the blocks that are not mounted. Keyed by their count, because an observer reports an element that
 * stays near only once.
 */
function Rest({ rows, onNear }: { rows: number; onNear: () => void }) {
  const frame = useRef<HTMLDivElement>(null);
  useNear(frame, (near) => near && onNear());
  return <div ref={frame} style={{ blockSize: rows * rowHeight }} />;
}

type BlockProps = { isFirst: boolean; from: number; to: number; row: (index: number) => ReactNode };

const Block = memo(function Block({ isFirst, from, to, row }: BlockProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(isFirst);
  const [height, setHeight] = useState((to - from) * rowHeight);
  useNear(frame, (near, seen) => {
    if (!near && isNear) setHeight(seen);
    setNear(near);
  });
  return (
    <div ref={frame} className={styles.block} style={isNear ? undefined : { blockSize: height }}>
      {isNear && <ul className={styles.rows}>{Array.from({ length: to - from }, (_, i) => row(from + i))}</ul>}
    </div>
  );
});

/** Calls `tell` when the element comes near the screen or leaves it, with its height at that moment, px. */
function useNear(of: RefObject<HTMLElement | null>, tell: (near: boolean, height: number) => void): void {
  const told = useEffectEvent(tell);
  useEffect(() => {
    if (!of.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const last = entries[entries.length - 1];
        if (last) told(last.isIntersecting, last.boundingClientRect.height);
      },
      { rootMargin: ahead },
    );
    observer.observe(of.current);
    return () => observer.disconnect();
  }, [of]);
}
