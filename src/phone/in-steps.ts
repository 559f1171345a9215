import { useEffect, useMemo, useState } from 'react';
import type { Loaded } from './live.ts';
import { nextTask } from '../lib/next-task.ts';
import { inOneSlice } from '../lib/time-slices.ts';

/**
 * What a generator returns, worked out with time to draw whenever its steps have taken a slice of time; the old value
 * stays until then.
 * @param steps the same function as long as the value is the same
 */
export function useInSteps<T>(steps: () => Generator<void, T>): { readonly value: T } | undefined {
  const [found, setFound] = useState<{ readonly value: T }>();
  // What takes a moment only is there at once.
  const begun = useMemo(() => {
    const run = steps();
    return { run, atOnce: inOneSlice(run) };
  }, [steps]);
  // It stays too, until the next one is worked out.
  if (begun.atOnce && found !== begun.atOnce) setFound(begun.atOnce);
  useEffect(() => {
    if (begun.atOnce) return undefined;
    let gone = false;
    const goOn = async (): Promise<void> => {
      for (;;) {
        await nextTask();
        if (gone) return;
        const done = inOneSlice(begun.run);
        if (done) return setFound(done);
      }
    };
    void goOn();
    return () => {
      gone = true;
    };
  }, [begun]);
  return begun.atOnce ?? found;
}

// eslint-disable-next-line require-yield -- nothing to work out
function* nothing(): Generator<void, undefined> {
  return undefined;
}

/**
 * What a generator works out of what was loaded, as `useInSteps`.
 * @param of everything that it reads
 * @param steps undefined until all of that is there; else the same function as long as the value is the same
 */
export function useWorkedOut<T>(
  of: readonly Loaded<unknown>[],
  steps: (() => Generator<void, T>) | undefined,
): Loaded<T> {
  const found = useInSteps<T | undefined>(steps ?? nothing);
  const failed = of.find(({ state }) => state === 'failed');
  const value = found?.value;
  return useMemo(() => {
    if (failed?.state === 'failed') return failed;
    return value === undefined ? { state: 'loading' } : { state: 'ready', value };
  }, [failed, value]);
}
