import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Uuid } from '../../lib/ids.ts';
import type { ReportsResponse } from '../../protocol/report.ts';
import { usePhone } from '../../sync/react.ts';
import type { ReportApi } from './report-api.ts';
import type { Kept } from './ReportNotice.tsx';
import { useReportApi } from './use-report-api.ts';
import { communesOf } from './villages-reports.ts';

/** The reports of all an officer's villages: the last that came, kept on the phone, and how asking again went. */
export interface KeptReports extends Kept {
  readonly last: ReportsResponse | undefined;
}

/**
 * Shows what is kept at once, asks the server for news and keeps them.
 * @param when asks again each time this changes; undefined: does not ask by itself
 */
export function useVillagesReports(when: unknown): KeptReports {
  const { store, me } = usePhone();
  const api = useReportApi();
  const communes = useMemo(() => communesOf(me.areas, me.grants).map(({ id }) => id), [me.areas, me.grants]);
  const [state, setState] = useState<Omit<KeptReports, 'refresh'>>({ last: undefined, loading: true, problem: undefined });

  const refresh = useCallback(async () => {
    setState((before) => ({ ...before, loading: true }));
    const asked = await askAll(api, communes);
    if (asked.kind === 'ok') await store.settings.seal('reports', asked.value);
    setState((before) => (asked.kind === 'ok' ? { last: asked.value, loading: false, problem: undefined } : { ...before, loading: false, problem: asked.kind }));
  }, [api, communes, store]);

  useEffect(() => {
    let gone = false;
    const start = async (): Promise<void> => {
      const kept = await store.settings.open('reports');
      if (gone) return;
      setState((before) => ({ ...before, last: before.last ?? kept, loading: false }));
      if (when !== undefined && communes.length > 0) await refresh();
    };
    void start();
    return () => {
      gone = true;
    };
  }, [store, refresh, communes, when]);

  return { ...state, refresh: () => void refresh() };
}

type AskedAll = { readonly kind: 'ok'; readonly value: ReportsResponse } | { readonly kind: 'offline' | 'failed' | 'signIn' };

/** All communes or nothing: a file that lacks half a commune is none. As old as the oldest answer. */
export async function askAll(api: Pick<ReportApi, 'reports'>, communes: readonly Uuid[]): Promise<AskedAll> {
  const answers: ReportsResponse[] = [];
  for (const commune of communes) {
    const reply = await api.reports(commune);
    if (reply.kind === 'unreachable') return { kind: 'offline' };
    if (reply.kind === 'problem') return { kind: reply.problem === 'signIn' ? 'signIn' : 'failed' };
    answers.push(reply.value);
  }
  return { kind: 'ok', value: { reports: answers.flatMap(({ reports }) => reports), now: Math.min(...answers.map(({ now }) => now)) } };
}
