import type { PageLife } from '../../store/engine/page-life.ts';
import type { Schedule } from '../../lib/schedule.ts';

/** The turn of a slice is over before its work; nothing more of it is stored or sent. */
export class TurnEndedError extends Error {
  override readonly name = 'TurnEndedError';
}

/** One tab's time with a lock. */
export interface Turn {
  /** Aborted when the turn is over: requests of the network end with it. */
  readonly signal: AbortSignal;
  /**
   * One step: a call of the store or the server. It begins only while the turn lasts, and its caller hears no answer
   * that comes after the end.
   * @throws TurnEndedError when the turn is over
   */
  readonly step: <R>(call: () => Promise<R>) => Promise<R>;
  /** Runs the whole task; rejects as soon as the turn is over, whatever the task still waits for. */
  run<R>(task: () => Promise<R>): Promise<R>;
  end(why: TurnEndedError): void;
}

// Longer than the slowest request (18 s) and than all tries of the store (`GuardedDatabase`) on a phone that answers.
const stepsWithin = 12;
const lookEvery = 5_000;

/**
 * A turn that is over when no step has ended within a minute (the store or the network hangs), or when the page is
 * left. Time is counted in looks of five seconds: a throttled page has had no chance to make a step in between.
 */
export function createTurn({
  schedule,
  life,
}: {
  readonly schedule: Schedule | undefined;
  readonly life?: PageLife | undefined;
}): Turn {
  const abort = new AbortController();
  const { signal } = abort;
  let steps = 0;

  const end = (why: TurnEndedError): void => abort.abort(why);

  function untilEnd<R>(work: () => Promise<R>): Promise<R> {
    return new Promise((resolve, reject) => {
      const over = (): void => reject(signal.reason as TurnEndedError);
      if (signal.aborted) return over();
      signal.addEventListener('abort', over, { once: true });
      void work()
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', over));
    });
  }

  function watch(every: Schedule): () => void {
    let known = steps;
    let quiet = 0;
    let cancel = (): void => undefined;
    const look = (): void => {
      quiet = steps === known ? quiet + 1 : 0;
      known = steps;
      if (quiet >= stepsWithin) end(new TurnEndedError('no step within a minute'));
      else cancel = every(lookEvery, look);
    };
    cancel = every(lookEvery, look);
    return () => cancel();
  }

  return {
    signal,
    end,
    step: (call) => untilEnd(call).finally(() => (steps += 1)),
    async run(task) {
      const stopWatching = schedule && watch(schedule);
      const stopListening = life?.subscribe({ leave: () => end(new TurnEndedError('the page was left')) });
      try {
        return await untilEnd(task);
      } finally {
        stopWatching?.();
        stopListening?.();
      }
    },
  };
}
