import { useCallback } from 'react';
import type { ProgressResponse } from '../../protocol/progress.ts';
import { plainPlace, toKeep, useKept, type Kept } from './use-kept.ts';
import { useReportApi } from './use-report-api.ts';

/** The server's figures of the person's villages, as of `Kept`. */
export type Report = Kept<ProgressResponse>;

const figuresPlace = plainPlace('lastReport');

/** The figures of all villages the person may see, kept on the phone. @param when as of `useKept` */
export function useReport(when: unknown): Report {
  const api = useReportApi();
  const ask = useCallback(async () => toKeep(await api.progress()), [api]);
  return useKept(figuresPlace, ask, when);
}
