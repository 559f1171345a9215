import { useMemo } from 'react';
import { usePhone } from '../../sync/react.ts';
import { createReportApi, type ReportApi } from './report-api.ts';

export function useReportApi(): ReportApi {
  const { enrolment, transport } = usePhone();
  return useMemo(() => createReportApi({ enrolment, fetch: (url, init) => fetch(url, init), renew: (challenge) => transport.renew(challenge) }), [enrolment, transport]);
}
