import { useMemo } from 'react';
import type { Area } from '../../../domain/access/area.ts';
import { addDays, type Day } from '../../../lib/day.ts';
import { countIndicators } from '../../../domain/indicator/count.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import { withFibre } from '../../../domain/indicator/fibre.ts';
import type { AreaFact } from '../../../domain/report/area-fact.ts';
import { duePeriod, reportDay, type PeriodKind } from '../../../domain/period.ts';
import { villageReport, type VillageReport } from '../../../domain/report/village-report.ts';
import type { ReportTexts } from '../../../domain/report/report-texts.ts';
import type { Target } from '../../../domain/report/target.ts';
import type { TeamFile } from '../../../domain/report/team-file.ts';
import { householdsOf, type CountedRecord, type Household } from '../../../domain/people/village.ts';
import { useRecords, useToday } from '../../../phone/hooks.ts';
import { reportIn } from './ReportScreen.tsx';
import { usePeriodKind } from './use-period-kind.ts';
import { useReportApi, useReportReply } from './use-report-api.ts';
import { useTeamFile } from '../targets/use-team-file.ts';
import { useFacts } from '../targets/use-facts.ts';
import { useTargets } from '../targets/use-targets.ts';
import { useTextsOnPhone } from './use-report-texts.ts';

export type LoadedReport =
  | { readonly state: 'loading' | 'failed' }
  | {
      readonly state: 'ready';
      readonly report: VillageReport;
      readonly households: readonly Household[];
      readonly records: readonly CountedRecord[];
    };

/**
 * The report that is due: the server's where it can be reached and has one signed, whatever was recorded since; else
 * counted here, without a network.
 */
export function useVillageReport(village: Area): LoadedReport {
  const records = useRecords(village.id);
  const today = useToday();
  const targets = useTargets(village.id);
  const [reply] = useReportReply(useReportApi(), village.id);
  const sent = reply?.kind === 'ok' ? reply.value : undefined;
  const signed = useMemo(() => (sent?.signed ? reportIn(village, sent) : undefined), [sent, village]);
  const facts = useFacts(village.id);
  const kind = usePeriodKind(village.id);
  const written = useTextsOnPhone(village.id, duePeriod(kind, today).from, sent?.signed ? undefined : sent?.texts);
  const team = useTeamFile(village.id);
  return useMemo(() => {
    if (records.state === 'failed') return { state: 'failed' };
    if (records.state === 'loading' || !written) return { state: 'loading' };
    return {
      state: 'ready',
      report: signed ?? reportFrom(village, records.value, { today, kind, targets, facts, texts: written.texts, team }),
      households: householdsOf(records.value),
      records: records.value,
    };
  }, [records, today, village, kind, targets, facts, signed, written, team]);
}

interface DraftInput {
  readonly today: Day;
  readonly kind: PeriodKind;
  readonly targets: readonly Target[];
  /** What is told of the village. */
  readonly facts?: readonly AreaFact[];
  readonly texts?: ReportTexts | undefined;
  readonly team?: TeamFile | undefined;
}

/** The draft of the period that is due on `today`. */
export function reportFrom(
  village: Area,
  records: readonly CountedRecord[],
  { today, kind, targets, facts = [], texts, team }: DraftInput,
): VillageReport {
  const period = duePeriod(kind, today);
  const asOf = reportDay(period, today);
  return villageReport({
    village,
    period,
    asOf,
    counts: withFibre(countIndicators(records, indicators, asOf), facts),
    before: withFibre(countIndicators(records, indicators, addDays(period.from, -1)), facts),
    targets,
    texts,
    team,
  });
}
