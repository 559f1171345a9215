import { useEffect, useMemo, useState } from 'react';
import type { Uuid } from '../../../lib/ids.ts';
import type { ReportResponse } from '../../../protocol/report.ts';
import type { Asked } from '../../../sync/index.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { createReportApi, type ReportApi } from './report-api.ts';

export function useReportApi(): ReportApi {
  const { server } = usePhone();
  return useMemo(() => createReportApi(server), [server]);
}

/**
 * The server's answer about a village's report, requested when the screen opens; undefined until it comes.
 * @returns the reply, and a setter for a later one (after signing, receiving, trying again)
 */
export function useReportReply(
  api: ReportApi,
  village: Uuid,
): readonly [Asked<ReportResponse> | undefined, (reply: Asked<ReportResponse>) => void] {
  const [reply, setReply] = useState<Asked<ReportResponse>>();
  useEffect(() => {
    let left = false;
    void api.report(village).then((answer) => {
      if (!left) setReply(answer);
    });
    return () => {
      left = true;
    };
  }, [api, village]);
  return [reply, setReply];
}
