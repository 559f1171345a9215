import { useCallback, useMemo } from 'react';
import { sealedSlot, useCachedResponse } from '../../../phone/cached-response.ts';
import { usePhone } from '../../../phone/hooks.ts';
import type { ReportOf } from '../files/report-of.ts';
import type { LogOf } from '../papers/log-workbook.ts';
import { useReportApi } from '../report/use-report-api.ts';
import { askLog, communeLog, periodsOf } from './commune-log.ts';
import { communesOf } from './villages-reports.ts';

const logSlot = sealedSlot('communeLog');

export interface CommuneLogSource {
  /** The server's, else what the phone keeps; undefined where a village is in neither. */
  readonly log: () => Promise<LogOf | undefined>;
  /** When the kept one came, Unix ms, where it has all of the villages. */
  readonly keptAt: number | undefined;
}

/**
 * The log of an officer's villages, kept on the phone when the papers are opened, and asked for again when one is made.
 * @param reports the same array as long as nothing in it changes
 * @param isReady whether these are the reports that papers are made of, not those shown until newer ones come
 */
export function useCommuneLog(reports: readonly ReportOf[], place: string, isReady: boolean): CommuneLogSource {
  const { me, store } = usePhone();
  const api = useReportApi();
  const communes = useMemo(() => communesOf(me.areas, me.grants), [me.areas, me.grants]);
  const periods = useMemo(() => periodsOf(reports), [reports]);
  const ask = useCallback(() => askLog(api, communes, periods), [api, communes, periods]);
  const { last } = useCachedResponse(logSlot, ask, isReady && periods.length > 0 ? 'opened' : undefined);
  const keptAt = useMemo(
    () => (last && communeLog(last, reports, place, false) ? last.now : undefined),
    [last, reports, place],
  );
  return {
    keptAt,
    log: async () => {
      const asked = await ask();
      if (asked.kind === 'ok') await logSlot.write(store, asked.value);
      const log = asked.kind === 'ok' ? asked.value : await logSlot.read(store);
      return log && communeLog(log, reports, place, asked.kind === 'ok');
    },
  };
}
