import { useCallback, useEffect, useState } from 'react';
import type { Refusal } from './ProblemNotice.tsx';
import type { TeamReply } from './team-api.ts';

export type Fetched<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'refused'; readonly refusal: Refusal };

/**
 * The server's answer, requested when the screen opens and again on `reload`; the earlier answer stays until the new
 * one comes.
 */
export function useLoaded<T>(load: () => Promise<TeamReply<T>>): readonly [Fetched<T>, () => Promise<void>] {
  const [fetched, setFetched] = useState<Fetched<T>>({ state: 'loading' });
  const reload = useCallback(async () => {
    const reply = await load();
    setFetched(reply.kind === 'ok' ? { state: 'ready', value: reply.value } : { state: 'refused', refusal: reply });
  }, [load]);
  useEffect(() => {
    let left = false;
    void load().then((reply) => {
      if (!left)
        setFetched(reply.kind === 'ok' ? { state: 'ready', value: reply.value } : { state: 'refused', refusal: reply });
    });
    return () => {
      left = true;
    };
  }, [load]);
  return [fetched, reload];
}
