import type { Json } from '../../domain/json.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Change, Draft, PhoneStore } from '../../store/phone-store.ts';
import type { Schedule } from '../../sync/timers.ts';
import { nextDraft, trySave, type Unsaved } from './saving.ts';

export interface DraftKeeperDeps {
  readonly store: Pick<PhoneStore, 'drafts' | 'records'>;
  readonly clock: Clock;
  readonly schedule: Schedule;
}

/** Keeps a short form on disk while it is typed, so that a phone that dies takes no name with it. */
export interface DraftKeeper {
  /** Soon on disk: a pause in typing later. */
  later(content: Json): void;
  /** On disk when it resolves to undefined; nothing to write is fine too. */
  flush(): Promise<Unsaved | undefined>;
  /** Freezes the changes as one group and removes the draft in one transaction. */
  finish(changes: readonly Change[]): Promise<Unsaved | undefined>;
  /** Drops what was typed. */
  discard(): Promise<void>;
}

// Long enough not to write at every letter of a name, short enough that a killed app loses a letter at most.
const pause = 300;

/** @param stored the draft as it was read when the form opened; undefined for a new form */
export function createDraftKeeper({ store, clock, schedule }: DraftKeeperDeps, about: Pick<Draft, 'id' | 'village'>, stored: Draft | undefined): DraftKeeper {
  let last = stored;
  let waiting: Json | undefined;
  let cancel = (): void => undefined;
  // One write after the other: each is one above the draft before it.
  let queue: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined); // its own caller hears of it
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
    return inTurn(write);
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
      return inTurn(async () => {
        const problem = await trySave(async () => {
          await store.records.freeze(changes, last && { remove: about.id, rev: last.rev });
          return undefined;
        });
        if (!problem) [last, waiting] = [undefined, undefined];
        return problem;
      });
    },
    discard: () => {
      cancel();
      return inTurn(async () => {
        waiting = undefined;
        if (last) await store.drafts.remove(about.id);
        last = undefined;
      });
    },
  };
}

