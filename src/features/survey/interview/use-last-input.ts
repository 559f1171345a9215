import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * Whether the last thing done was by key. A tap on an option answers and goes on; arrow keys only walk through the
 * options, and Enter answers. Nothing counts as a key before the first one at a question: screen readers click without
 * either.
 *
 * @param question its identity
 */
export function useLastInput(question: string): RefObject<'pointer' | 'key'> {
  const last = useRef<'pointer' | 'key'>('pointer');
  useEffect(() => {
    const off = new AbortController();
    const options = { capture: true, signal: off.signal };
    document.addEventListener('keydown', () => (last.current = 'key'), options);
    document.addEventListener('pointerdown', () => (last.current = 'pointer'), options);
    return () => off.abort();
  }, []);
  useEffect(() => {
    last.current = 'pointer';
  }, [question]);
  return last;
}
