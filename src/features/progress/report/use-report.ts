import { useCallback } from 'react';
import type { ProgressResponse } from '../../../protocol/progress.ts';
import { plainSlot, toKeep, useCachedResponse, type CachedResponse } from '../../../phone/cached-response.ts';
import { useReportApi } from './use-report-api.ts';

/** The server's figures of the person's villages, as of `CachedResponse`. */
export type Report = CachedResponse<ProgressResponse>;

const figuresPlace = plainSlot('lastReport');

/** The figures of all villages the person may see, kept on the phone. @param when as of `useCachedResponse` */
export function useReport(when: unknown): Report {
  const api = useReportApi();
  const ask = useCallback(async () => toKeep(await api.progress()), [api]);
  return useCachedResponse(figuresPlace, ask, when);
}
