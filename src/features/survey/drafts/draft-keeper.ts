import type { Json } from '../../../domain/record/json.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { Change, Draft, PhoneStore } from '../../../store/phone-store.ts';
import type { Schedule } from '../../../lib/schedule.ts';
import { nextDraft, trySave, type Unsaved } from './saving.ts';

export interface DraftKeeperDeps {
  readonly store: Pick<PhoneStore, 'drafts' | 'records'>;
  readonly clock: Clock;
  readonly schedule: Schedule;
}

/** Saves a short form while it is typed, so that a killed app loses nothing. */
export interface DraftKeeper {
  /** Saves after a pause in typing. */
  later(content: Json): void;
  /** Saves now: on disk when it resolves to undefined. */
  flush(): Promise<Unsaved | undefined>;
  /** Submits the changes as one group and removes the draft, in one transaction. */
  finish(changes: readonly Change[]): Promise<Unsaved | undefined>;
  /** Deletes the draft. */
  discard(): Promise<void>;
}

// Long enough not to write at every letter of a name, short enough that a killed app loses a letter at most.
const pause = 300;

/** @param stored the draft as it was read when the form opened; undefined for a new form */
export function createDraftKeeper(
  { store, clock, schedule }: DraftKeeperDeps,
  about: Pick<Draft, 'id' | 'village'>,
  stored: Draft | undefined,
): DraftKeeper {
  let last = stored;
  let waiting: Json | undefined;
  let cancel = (): void => undefined;
  // One write after the other: each revision builds on the one before.
  let queue: Promise<unknown> = Promise.resolve();

  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined); // reported to its own caller
    return turn;
  }

  async function write(): Promise<Unsaved | undefined> {
    const content = waiting;
    if (content === undefined) return undefined;
    const now = clock.now();
    const draft = last ? nextDraft(last, content, now) : { ...about, rev: 1, startedAt: now, savedAt: now, content };
    const problem = await trySave(() => store.drafts.save(draft), content);
    if (problem) return problem;
    last = draft;
    if (waiting === content) waiting = undefined;
    return undefined;
  }

  const flush = (): Promise<Unsaved | undefined> => {
    cancel();
    return enqueue(write);
  };

  return {
    later: (content) => {
      waiting = content;
      cancel();
      cancel = schedule(pause, () => void flush());
    },
    flush,
    finish: (changes) => {
      cancel();
      return enqueue(async () => {
        const problem = await trySave(async () => {
          await store.records.submit(changes, last && { remove: about.id, rev: last.rev });
          return undefined;
        });
        if (!problem) [last, waiting] = [undefined, undefined];
        return problem;
      });
    },
    discard: () => {
      cancel();
      return enqueue(async () => {
        waiting = undefined;
        if (last) await store.drafts.remove(about.id);
        last = undefined;
      });
    },
  };
}
