import { useEffect, useState } from 'react';
import type { DeviceRegistry } from '../../store/index.ts';

const everySecond = 1_000;

/**
 * What is left of the wait after wrong PINs, ms. Time counts only while this screen is there to count it, by a clock that
 * nobody can set (`performance.now`); one tab counts, the others look on.
 * @param again changes when another wait may have begun
 */
export function usePinWait(registry: Pick<DeviceRegistry, 'pinWait' | 'servePinWait'>, enrolment: string, again: unknown): number {
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
    if (!counting) {
      const hold = async (): Promise<void> => {
        counting = true;
        counted = performance.now();
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      };
      navigator.locks.request(`thon-so-pin-wait-${enrolment}`, { signal }, hold).catch((error: unknown) => {
        if (!signal.aborted) console.warn(error);
      });
    }
    return () => {
      ended.abort();
      clearInterval(timer);
    };
  }, [registry, enrolment, again]);
  return left;
}
