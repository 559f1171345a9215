import { useEffect, useState } from 'react';
import type { Device } from '../session/device.ts';

const everySecond = 1_000;

/**
 * What is left of the wait after wrong PINs, ms. Only time on this screen counts, by a clock that nobody can set
 * (`performance.now`); one tab counts, the others read its count.
 * @param again changes when another wait may have begun
 */
export function usePinWait(
  { registry, life }: Pick<Device, 'registry' | 'life'>,
  enrolment: string,
  again: unknown,
): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    let counting = !('locks' in navigator);
    let counted = performance.now();
    const look = async (): Promise<void> => {
      const now = performance.now();
      const served = counting ? now - counted : 0;
      counted = now;
      const rest = await (served > 0 ? registry.servePinWait(enrolment, served) : registry.pinWait(enrolment));
      if (!signal.aborted) setLeft(rest);
    };
    const lookSafely = () => void look().catch((error: unknown) => console.warn(error));
    lookSafely();
    const timer = setInterval(lookSafely, everySecond);
    const turns = counting ? undefined : takeTurns();
    const stopWatching = turns && life.subscribe({ leave: turns.giveUp, comeBack: turns.ask });
    return () => {
      ended.abort();
      stopWatching?.();
      turns?.giveUp();
      clearInterval(timer);
    };

    /** A page that is left must not hold the count against the others, and its time away is no wait. */
    function takeTurns() {
      let turn = new AbortController();
      const ask = (): void => {
        turn = new AbortController();
        const mine = turn.signal;
        const hold = async (): Promise<void> => {
          counting = true;
          counted = performance.now();
          await new Promise<void>((resolve) => mine.addEventListener('abort', () => resolve()));
        };
        navigator.locks.request(`thon-so-pin-wait-${enrolment}`, { signal: mine }, hold).catch((error: unknown) => {
          if (!mine.aborted) console.warn(error);
        });
      };
      ask();
      return {
        ask,
        giveUp: () => {
          counting = false;
          turn.abort();
        },
      };
    }
  }, [registry, life, enrolment, again]);
  return left;
}
