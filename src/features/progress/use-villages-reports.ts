import { useCallback, useMemo } from 'react';
import type { Uuid } from '../../lib/ids.ts';
import type { ReportsResponse } from '../../protocol/report.ts';
import { usePhone } from '../../sync/react.ts';
import type { ReportApi } from './report-api.ts';
import { sealedPlace, toKeep, useKept, type AskedToKeep, type Kept } from './use-kept.ts';
import { useReportApi } from './use-report-api.ts';
import { communesOf } from './villages-reports.ts';

const reportsPlace = sealedPlace('reports');

/** The reports of all an officer's villages, kept on the phone. @param when as of `useKept` */
export function useVillagesReports(when: unknown): Kept<ReportsResponse> {
  const { me } = usePhone();
  const api = useReportApi();
  const communes = useMemo(() => communesOf(me.areas, me.grants).map(({ id }) => id), [me.areas, me.grants]);
  const ask = useCallback(() => askAll(api, communes), [api, communes]);
  return useKept(reportsPlace, ask, communes.length === 0 ? undefined : when);
}

/** All communes or nothing: a file that lacks half a commune is none. As old as the oldest answer. */
export async function askAll(api: Pick<ReportApi, 'reports'>, communes: readonly Uuid[]): Promise<AskedToKeep<ReportsResponse>> {
  const answers: ReportsResponse[] = [];
  for (const commune of communes) {
    const reply = toKeep(await api.reports(commune));
    if (reply.kind !== 'ok') return reply;
    answers.push(reply.value);
  }
  return { kind: 'ok', value: { reports: answers.flatMap(({ reports }) => reports), now: Math.min(...answers.map(({ now }) => now)) } };
}
