import { useCallback, useEffect, useRef, useState } from 'react';
import type { ProgressResponse } from '../../protocol/progress.ts';
import { usePhone, type Phone } from '../../sync/react.ts';

export type ReportProblem = 'offline' | 'failed' | 'signIn';

/** The server's figures of the person's villages: the last that came, kept on the phone, and how asking again went. */
export interface Report {
  /** Undefined while nothing ever came; `loading` tells whether that may still change by itself. */
  readonly last: ProgressResponse | undefined;
  readonly loading: boolean;
  readonly problem: ReportProblem | undefined;
  readonly refresh: () => void;
}

type Fetched = { readonly kind: 'ok'; readonly value: ProgressResponse } | { readonly kind: ReportProblem };

/** Asks once; a session that ran out is renewed on the way. */
export async function fetchReport(transport: Phone['transport'], device?: Phone['device'], mayRenew = true): Promise<Fetched> {
  const reply = await transport.progress(device);
  if (reply.kind === 'ok') return { kind: 'ok', value: reply.value };
  if (reply.kind === 'unreachable') return { kind: 'offline' };
  if (reply.problem.error !== 'signIn') return { kind: 'failed' };
  if (!mayRenew || reply.problem.challenge === undefined) return { kind: 'signIn' };
  const renewal = await transport.renew(reply.problem.challenge, device);
  if (renewal.kind === 'unreachable') return { kind: 'offline' };
  return renewal.kind === 'ok' ? fetchReport(transport, device, false) : { kind: 'signIn' };
}

/**
 * Shows what is kept at once and asks the server for news.
 * @param when asks again each time this changes; undefined: does not ask by itself (no network may be used now)
 */
export function useReport(when: unknown): Report {
  const { store, transport, device } = usePhone();
  const [state, setState] = useState<Omit<Report, 'refresh'>>({ last: undefined, loading: true, problem: undefined });
  const round = useRef(0);

  const refresh = useCallback(async () => {
    const mine = ++round.current;
    setState((before) => ({ ...before, loading: true }));
    const fetched = await fetchReport(transport, device);
    if (mine !== round.current) return; // asked again meanwhile: that answer counts
    setState((before) => (fetched.kind === 'ok' ? { last: fetched.value, loading: false, problem: undefined } : { ...before, loading: false, problem: fetched.kind }));
    if (fetched.kind === 'ok') await store.settings.set('lastReport', fetched.value);
  }, [store, transport, device]);

  const forget = useCallback(() => {
    round.current++;
  }, []);

  useEffect(() => {
    let gone = false;
    const start = async (): Promise<void> => {
      const kept = await store.settings.get('lastReport');
      if (gone) return;
      setState((before) => ({ ...before, last: before.last ?? kept, loading: when !== undefined }));
      if (when !== undefined) await refresh();
    };
    void start();
    return () => {
      gone = true;
      forget();
    };
  }, [store, refresh, forget, when]);

  return { ...state, refresh: () => void refresh() };
}
