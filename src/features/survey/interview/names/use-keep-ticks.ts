import { useEffect, useEffectEvent, useRef } from 'react';
import type { TicksById } from '../../../../domain/questionnaire/ticks.ts';
import type { SurveyActions } from '../use-survey-actions.ts';

// Short enough that a killed app loses the last tap at most, long enough not to write at every tap of a quick hand.
const pause = 250;

/** Saves the ticks of a screen while they are made; they become answers when the question is confirmed. */
export function useKeepTicks(code: string, ticks: TicksById, { change }: SurveyActions): () => void {
  const first = useRef(ticks);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keep = useEffectEvent(() =>
    change((content) => ({ ...content, ticks: { ...content.ticks, [code]: Object.fromEntries(ticks) } })),
  );
  useEffect(() => {
    if (ticks === first.current) return undefined;
    const off = new AbortController();
    waiting.current = setTimeout(keep, pause);
    const id = waiting.current;
    // The last moment a phone gives before it may kill the page.
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keep(), {
      signal: off.signal,
    });
    return () => {
      clearTimeout(id);
      off.abort();
    };
  }, [ticks]);
  return () => clearTimeout(waiting.current);
}
