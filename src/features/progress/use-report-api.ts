import { useEffect, useMemo, useState } from 'react';
import type { Uuid } from '../../lib/ids.ts';
import type { ReportResponse } from '../../protocol/report.ts';
import type { Asked } from '../../sync/index.ts';
import { usePhone } from '../../sync/react.ts';
import { createReportApi, type ReportApi } from './report-api.ts';

export function useReportApi(): ReportApi {
  const { device, transport } = usePhone();
  return useMemo(() => createReportApi({ enrolment: device, fetch: (url, init) => fetch(url, init), renew: (challenge) => transport.renew(challenge, device) }), [device, transport]);
}

/**
 * What the server says of a village's report, asked when the screen opens; undefined until it answers.
 * @returns the reply, and what puts a later one (after signing, receiving, trying again) in its place
 */
export function useReportReply(api: ReportApi, village: Uuid): readonly [Asked<ReportResponse> | undefined, (reply: Asked<ReportResponse>) => void] {
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
