import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * Whether the last thing done was by key. A tap on an option answers and goes on; arrow keys only walk through the
 * options, and Enter answers.
 */
export function useLastInput(): RefObject<'pointer' | 'key'> {
  const last = useRef<'pointer' | 'key'>('pointer');
  useEffect(() => {
    const off = new AbortController();
    const options = { capture: true, signal: off.signal };
    document.addEventListener('keydown', () => (last.current = 'key'), options);
    document.addEventListener('pointerdown', () => (last.current = 'pointer'), options);
    return () => off.abort();
  }, []);
  return last;
}
