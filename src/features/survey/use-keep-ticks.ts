import { useEffect, useEffectEvent, useRef } from 'react';
import type { TicksById } from './NamesScreen.tsx';
import type { SurveyActions } from './use-survey-actions.ts';

// Short enough that a killed app loses the last tap at most, long enough not to write at every tap of a quick hand.
const pause = 250;

/** Puts the ticks of a screen on disk while they are made; they become answers when the family goes on. */
export function useKeepTicks(code: string, ticks: TicksById, { content, keepQuietly }: SurveyActions): () => void {
  const first = useRef(ticks);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keep = useEffectEvent(() => void keepQuietly({ ...content, ticks: { ...content.ticks, [code]: Object.fromEntries(ticks) } }));
  useEffect(() => {
    if (ticks === first.current) return undefined;
    const off = new AbortController();
    waiting.current = setTimeout(keep, pause);
    const id = waiting.current;
    // The last moment a phone gives before it may kill the page.
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keep(), { signal: off.signal });
    return () => {
      clearTimeout(id);
      off.abort();
    };
  }, [ticks]);
  return () => clearTimeout(waiting.current);
}
