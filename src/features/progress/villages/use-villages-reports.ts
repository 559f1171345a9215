import { useCallback, useMemo } from 'react';
import type { Uuid } from '../../../lib/ids.ts';
import type { ReportsResponse } from '../../../protocol/report.ts';
import { usePhone } from '../../../phone/hooks.ts';
import type { ReportApi } from '../report/report-api.ts';
import {
  sealedSlot,
  toKeep,
  useCachedResponse,
  type AskedToCache,
  type CachedResponse,
} from '../../../phone/cached-response.ts';
import { useReportApi } from '../report/use-report-api.ts';
import { communesOf } from './villages-reports.ts';

const reportsSlot = sealedSlot('reports');

/** The reports of all an officer's villages, kept on the phone. @param when as of `useCachedResponse` */
export function useVillagesReports(when: unknown): CachedResponse<ReportsResponse> {
  const { me } = usePhone();
  const api = useReportApi();
  const communes = useMemo(() => communesOf(me.areas, me.grants).map(({ id }) => id), [me.areas, me.grants]);
  const ask = useCallback(() => askAll(api, communes), [api, communes]);
  return useCachedResponse(reportsSlot, ask, communes.length === 0 ? undefined : when);
}

/** The answers of all communes, or none: a file must not lack a commune. Its time is the oldest answer's. */
export async function askAll(
  api: Pick<ReportApi, 'reports'>,
  communes: readonly Uuid[],
): Promise<AskedToCache<ReportsResponse>> {
  const answers: ReportsResponse[] = [];
  for (const commune of communes) {
    const reply = toKeep(await api.reports(commune));
    if (reply.kind !== 'ok') return reply;
    answers.push(reply.value);
  }
  return {
    kind: 'ok',
    value: { reports: answers.flatMap(({ reports }) => reports), now: Math.min(...answers.map(({ now }) => now)) },
  };
}
