import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlainSettings, SealedSettings } from '../store/phone-settings.ts';
import type { PhoneStore } from '../store/phone-store.ts';
import type { Asked } from '../sync/index.ts';
import { usePhone } from './hooks.ts';
import { refusalOf, type Refusal } from './refusal.ts';

/** A server's answer with its time, Unix ms. */
export interface Dated {
  readonly now: number;
}

/** Why there is no newer answer. */
export type KeepProblem = 'offline' | 'failed' | 'signIn';

/** The last answer, stored on the phone, and the state of the request for a newer one. */
export interface CachedResponse<T extends Dated> {
  /** Undefined before the first answer; `loading` tells whether one is on its way. */
  readonly last: T | undefined;
  readonly loading: boolean;
  readonly problem: KeepProblem | undefined;
  /** The same, for words of what to do. */
  readonly refusal: Refusal | undefined;
  readonly refresh: () => void;
  /**
   * Takes the answer to a change, which holds the same and may hold more; it is stored as one that was asked for.
   * @returns it; undefined: there was none, and `problem` says why
   */
  readonly take: <U extends T>(reply: Asked<U>) => U | undefined;
}

export type AskedToCache<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: KeepProblem; readonly refusal: Refusal };

/** The failed request, as the kind of notice that is shown over the stored answer. */
export function toKeep<T>(reply: Asked<T>): AskedToCache<T> {
  if (reply.kind === 'ok') return reply;
  const refusal = refusalOf(reply);
  if (reply.kind === 'unreachable') return { kind: 'offline', refusal };
  return { kind: reply.problem === 'signIn' ? 'signIn' : 'failed', refusal };
}

/** The place on the phone that holds an answer. */
export interface CacheSlot<T> {
  read(store: PhoneStore): Promise<T | undefined>;
  write(store: PhoneStore, value: T): Promise<void>;
}

/** Encrypted, for answers that name people. */
export const sealedSlot = <K extends 'reports' | 'team' | 'communeLog'>(key: K): CacheSlot<SealedSettings[K]> => ({
  read: ({ settings }) => settings.open(key),
  write: ({ settings }, value) => settings.seal(key, value),
});

/** Unencrypted, for figures without names: readable while the phone is locked. */
export const plainSlot = <K extends 'lastReport'>(key: K): CacheSlot<PlainSettings[K]> => ({
  read: ({ settings }) => settings.get(key),
  write: ({ settings }, value) => settings.set(key, value),
});

/**
 * The stored answer at once, and the server's newer one when it comes; that one is stored.
 * @param slot, ask the same as long as they mean the same
 * @param when a new request each time this changes; undefined: none (no network may be used now)
 */
export function useCachedResponse<T extends Dated>(
  slot: CacheSlot<T>,
  ask: () => Promise<AskedToCache<T>>,
  when: unknown,
): CachedResponse<T> {
  const { store } = usePhone();
  const [state, setState] = useState<Omit<CachedResponse<T>, 'refresh' | 'take'>>({
    last: undefined,
    loading: true,
    problem: undefined,
    refusal: undefined,
  });
  const round = useRef(0);

  const show = useCallback(
    async (asked: AskedToCache<T>): Promise<void> => {
      setState((before) =>
        asked.kind === 'ok'
          ? { last: asked.value, loading: false, problem: undefined, refusal: undefined }
          : { ...before, loading: false, problem: asked.kind, refusal: asked.refusal },
      );
      if (asked.kind === 'ok') await slot.write(store, asked.value);
    },
    [slot, store],
  );

  const refresh = useCallback(async () => {
    const mine = ++round.current;
    setState((before) => ({ ...before, loading: true }));
    const asked = await ask();
    // A newer request is under way, and its answer counts.
    if (mine === round.current) await show(asked);
  }, [ask, show]);

  const take = useCallback(
    <U extends T>(reply: Asked<U>): U | undefined => {
      round.current++;
      void show(toKeep(reply));
      return reply.kind === 'ok' ? reply.value : undefined;
    },
    [show],
  );

  const forget = useCallback(() => {
    round.current++;
  }, []);

  useEffect(() => {
    let gone = false;
    const start = async (): Promise<void> => {
      const kept = await slot.read(store);
      if (gone) return;
      setState((before) => ({ ...before, last: before.last ?? kept, loading: when !== undefined }));
      if (when !== undefined) await refresh();
    };
    void start();
    return () => {
      gone = true;
      forget();
    };
  }, [store, slot, refresh, forget, when]);

  return { ...state, refresh: () => void refresh(), take };
}
