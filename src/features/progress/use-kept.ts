import { useCallback, useEffect, useState } from 'react';
import type { SealedSettings } from '../../store/phone-store.ts';
import type { Asked } from '../../sync/index.ts';
import { usePhone } from '../../sync/react.ts';
import type { Kept } from './ReportNotice.tsx';
import type { ReportProblem } from './use-report.ts';

type Keepable = 'reports' | 'team';

/** What came last of one kind, kept sealed on the phone, and how asking again went. */
export interface KeptAnswer<T extends { readonly now: number }> extends Kept {
  readonly last: T | undefined;
}

export type AskedToKeep<T> = { readonly kind: 'ok'; readonly value: T } | { readonly kind: ReportProblem };

/** A server's answer in the words of the notice over what is kept. */
export function toKeep<T>(reply: Asked<T>): AskedToKeep<T> {
  if (reply.kind === 'ok') return reply;
  if (reply.kind === 'unreachable') return { kind: 'offline' };
  return { kind: reply.problem === 'signIn' ? 'signIn' : 'failed' };
}

/**
 * Shows what is kept at once, asks the server for news and keeps them.
 * @param ask the same function as long as it asks the same
 * @param when asks again each time this changes; undefined: does not ask by itself
 */
export function useKept<K extends Keepable>(key: K, ask: () => Promise<AskedToKeep<SealedSettings[K]>>, when: unknown): KeptAnswer<SealedSettings[K]> {
  const { store } = usePhone();
  const [state, setState] = useState<Omit<KeptAnswer<SealedSettings[K]>, 'refresh'>>({ last: undefined, loading: true, problem: undefined });

  const refresh = useCallback(async () => {
    setState((before) => ({ ...before, loading: true }));
    const asked = await ask();
    if (asked.kind === 'ok') await store.settings.seal(key, asked.value);
    setState((before) => (asked.kind === 'ok' ? { last: asked.value, loading: false, problem: undefined } : { ...before, loading: false, problem: asked.kind }));
  }, [ask, key, store]);

  useEffect(() => {
    let gone = false;
    const start = async (): Promise<void> => {
      const kept = await store.settings.open(key);
      if (gone) return;
      setState((before) => ({ ...before, last: before.last ?? kept, loading: when !== undefined }));
      if (when !== undefined) await refresh();
    };
    void start();
    return () => {
      gone = true;
    };
  }, [store, key, refresh, when]);

  return { ...state, refresh: () => void refresh() };
}
