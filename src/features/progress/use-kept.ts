import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlainSettings, SealedSettings } from '../../store/phone-settings.ts';
import type { PhoneStore } from '../../store/phone-store.ts';
import type { Asked } from '../../sync/index.ts';
import { usePhone } from '../../sync/react.ts';

/** An answer of the server that says when it was given, Unix ms. */
export interface Dated {
  readonly now: number;
}

/** Why there is no newer answer. */
export type KeepProblem = 'offline' | 'failed' | 'signIn';

/** What came last and is kept on the phone, and how asking again went. */
export interface Kept<T extends Dated> {
  /** Undefined while nothing ever came; `loading` tells whether that may still change by itself. */
  readonly last: T | undefined;
  readonly loading: boolean;
  readonly problem: KeepProblem | undefined;
  readonly refresh: () => void;
}

export type AskedToKeep<T> = { readonly kind: 'ok'; readonly value: T } | { readonly kind: KeepProblem };

/** A server's answer in the words of the notice over what is kept. */
export function toKeep<T>(reply: Asked<T>): AskedToKeep<T> {
  if (reply.kind === 'ok') return reply;
  if (reply.kind === 'unreachable') return { kind: 'offline' };
  return { kind: reply.problem === 'signIn' ? 'signIn' : 'failed' };
}

/** Where on the phone an answer is kept. */
export interface Place<T> {
  read(store: PhoneStore): Promise<T | undefined>;
  write(store: PhoneStore, value: T): Promise<void>;
}

/** For what names people. */
export const sealedPlace = <K extends 'reports' | 'team'>(key: K): Place<SealedSettings[K]> => ({
  read: ({ settings }) => settings.open(key),
  write: ({ settings }, value) => settings.seal(key, value),
});

/** For figures that name nobody: readable while the phone is locked. */
export const plainPlace = <K extends 'lastReport'>(key: K): Place<PlainSettings[K]> => ({
  read: ({ settings }) => settings.get(key),
  write: ({ settings }, value) => settings.set(key, value),
});

/**
 * Shows what is kept at once, asks the server for news and keeps them.
 * @param place, ask the same as long as they mean the same
 * @param when asks again each time this changes; undefined: does not ask by itself (no network may be used now)
 */
export function useKept<T extends Dated>(place: Place<T>, ask: () => Promise<AskedToKeep<T>>, when: unknown): Kept<T> {
  const { store } = usePhone();
  const [state, setState] = useState<Omit<Kept<T>, 'refresh'>>({ last: undefined, loading: true, problem: undefined });
  const round = useRef(0);

  const refresh = useCallback(async () => {
    const mine = ++round.current;
    setState((before) => ({ ...before, loading: true }));
    const asked = await ask();
    if (mine !== round.current) return; // asked again meanwhile: that answer counts
    setState((before) => (asked.kind === 'ok' ? { last: asked.value, loading: false, problem: undefined } : { ...before, loading: false, problem: asked.kind }));
    if (asked.kind === 'ok') await place.write(store, asked.value);
  }, [ask, place, store]);

  const forget = useCallback(() => {
    round.current++;
  }, []);

  useEffect(() => {
    let gone = false;
    const start = async (): Promise<void> => {
      const kept = await place.read(store);
      if (gone) return;
      setState((before) => ({ ...before, last: before.last ?? kept, loading: when !== undefined }));
      if (when !== undefined) await refresh();
    };
    void start();
    return () => {
      gone = true;
      forget();
    };
  }, [store, place, refresh, forget, when]);

  return { ...state, refresh: () => void refresh() };
}
