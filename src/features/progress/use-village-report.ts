import { useMemo } from 'react';
import { lineOf, type Area } from '../../domain/area.ts';
import type { Uuid } from '../../lib/ids.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { countIndicators } from '../../domain/indicator/count.ts';
import { indicators } from '../../domain/indicator/current.ts';
import { duePeriod, periodKindIn, reportDay, type PeriodKind } from '../../domain/report/period.ts';
import { villageReport, type VillageReport } from '../../domain/report/village-report.ts';
import type { Target } from '../../domain/target.ts';
import { householdsOf, type CountedRecord, type Household } from '../../domain/village.ts';
import { usePhone, useRecords, useToday } from '../../sync/react.ts';
import { reportIn } from './ReportScreen.tsx';
import { useReportApi, useReportReply } from './use-report-api.ts';
import { useTargets } from './use-targets.ts';

export type LoadedReport =
  | { readonly state: 'loading' | 'failed' }
  | { readonly state: 'ready'; readonly report: VillageReport; readonly households: readonly Household[] };

/** The report that is due: the server's where it can be reached and has one signed, else counted here, without a network. */
export function useVillageReport(village: Area): LoadedReport {
  const records = useRecords(village.id);
  const today = useToday();
  const targets = useTargets(village.id);
  const signed = useSignedReport(village);
  const kind = usePeriodKind(village.id);
  return useMemo(() => {
    if (records.state !== 'ready') return { state: records.state };
    return { state: 'ready', report: signed ?? reportFrom(village, records.value, { today, kind, targets }), households: householdsOf(records.value) };
  }, [records, today, village, kind, targets, signed]);
}

/** How a village counts its periods, as the server told with the areas. */
export function usePeriodKind(village: Uuid): PeriodKind {
  const { me } = usePhone();
  return useMemo(() => periodKindIn(lineOf(village, new Map(me.areas.map((area) => [area.id, area])))), [me.areas, village]);
}

/** What was signed is what goes out, whatever has come in since. */
function useSignedReport(village: Area): VillageReport | undefined {
  const [reply] = useReportReply(useReportApi(), village.id);
  return useMemo(() => (reply?.kind === 'ok' && reply.value.signed ? reportIn(village, reply.value) : undefined), [reply, village]);
}

/** The draft of the period that is due on `today`. */
export function reportFrom(village: Area, records: readonly CountedRecord[], { today, kind, targets }: { readonly today: Day; readonly kind: PeriodKind; readonly targets: readonly Target[] }): VillageReport {
  const period = duePeriod(kind, today);
  const asOf = reportDay(period, today);
  return villageReport({
    village,
    period,
    asOf,
    counts: countIndicators(records, indicators, asOf),
    before: countIndicators(records, indicators, addDays(period.from, -1)),
    targets,
  });
}
