import { useMemo } from 'react';
import type { Area } from '../../../domain/access/area.ts';
import { addDays, type Day } from '../../../lib/day.ts';
import { countVillage, householdsIn, type CountedVillage } from '../../../domain/indicator/counted-village.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import { withFibre } from '../../../domain/indicator/fibre.ts';
import type { AreaFact } from '../../../domain/report/area-fact.ts';
import { duePeriod, reportDay, type PeriodKind } from '../../../domain/period.ts';
import { villageReport, type VillageReport } from '../../../domain/report/village-report.ts';
import type { ReportTexts } from '../../../domain/report/report-texts.ts';
import type { Target } from '../../../domain/report/target.ts';
import type { TeamFile } from '../../../domain/report/team-file.ts';
import type { Household } from '../../../domain/people/village.ts';
import { useCountedVillage } from '../../../phone/counted-village.ts';
import { useToday } from '../../../phone/hooks.ts';
import { useWorkedOut } from '../../../phone/in-steps.ts';
import type { Loaded } from '../../../phone/live.ts';
import { reportIn } from './ReportScreen.tsx';
import { usePeriodKind } from './use-period-kind.ts';
import { useReportApi, useReportReply } from './use-report-api.ts';
import { useTeamFile } from '../targets/use-team-file.ts';
import { useFacts } from '../targets/use-facts.ts';
import { useTargets } from '../targets/use-targets.ts';
import { useTextsOnPhone } from './use-report-texts.ts';

export interface ReportOnPhone {
  readonly report: VillageReport;
  readonly households: readonly Household[];
}

/**
 * The report that is due: the server's where it can be reached and has one signed, whatever was recorded since; else
 * counted here, without a network.
 */
export function useVillageReport(village: Area): Loaded<ReportOnPhone> {
  const counted = useCountedVillage(village.id);
  const today = useToday();
  const targets = useTargets(village.id);
  const [reply] = useReportReply(useReportApi(), village.id);
  const sent = reply?.kind === 'ok' ? reply.value : undefined;
  const signed = useMemo(() => (sent?.signed ? reportIn(village, sent) : undefined), [sent, village]);
  const facts = useFacts(village.id);
  const kind = usePeriodKind(village.id);
  const written = useTextsOnPhone(village.id, duePeriod(kind, today).from, sent?.signed ? undefined : sent?.texts);
  const team = useTeamFile(village.id);
  const steps = useMemo(
    () =>
      counted.state === 'ready' && written
        ? function* (): Generator<void, ReportOnPhone> {
            const input = { today, kind, targets, facts, texts: written.texts, team };
            const report = signed ?? (yield* reportFrom(village, counted.value, input));
            const households: Household[] = [];
            for (const part of counted.value.parts) {
              households.push(...householdsIn(part));
              yield;
            }
            return { report, households };
          }
        : undefined,
    [counted, today, village, kind, targets, facts, signed, written, team],
  );
  return useWorkedOut([counted], steps);
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

/** The draft of the period that is due on `today`; yields after each step that is short on a cheap phone. */
export function* reportFrom(
  village: Area,
  counted: CountedVillage,
  { today, kind, targets, facts = [], texts, team }: DraftInput,
): Generator<void, VillageReport> {
  const period = duePeriod(kind, today);
  const asOf = reportDay(period, today);
  return villageReport({
    village,
    period,
    asOf,
    counts: withFibre(yield* countVillage(counted, indicators, asOf), facts),
    before: withFibre(yield* countVillage(counted, indicators, addDays(period.from, -1)), facts),
    targets,
    texts,
    team,
  });
}
