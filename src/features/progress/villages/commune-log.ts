import type { Area } from '../../../domain/access/area.ts';
import type { Period } from '../../../domain/period.ts';
import type { LogResponse } from '../../../protocol/activity.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Asked } from '../../../sync/index.ts';
import type { ReportOf } from '../files/report-of.ts';
import type { LogOf } from '../papers/log-workbook.ts';

/**
 * The log of all villages of an officer's communes, each over the period of its own report.
 * @returns undefined when an answer is missing: a log must not lack a village
 */
export async function communeLog(
  ask: (area: Uuid, period: Period) => Promise<Asked<LogResponse>>,
  communes: readonly Area[],
  reports: readonly ReportOf[],
  place: string,
): Promise<LogOf | undefined> {
  const periods = [...new Map(reports.map(({ report: { period } }) => [period.from + period.until, period])).values()];
  const names = new Map<Uuid, string>();
  const lines = new Map<string, LogResponse['villages'][number]['lines']>();
  for (const period of periods)
    for (const { id } of communes) {
      const reply = await ask(id, period);
      if (reply.kind !== 'ok') return undefined;
      for (const { account, name } of reply.value.members) names.set(account, name);
      for (const one of reply.value.villages) lines.set(`${one.village} ${period.from}`, one.lines);
    }
  const days = periods.flatMap(({ from, until }) => [from, until]).sort();
  const [from, until] = [days[0], days.at(-1)];
  if (from === undefined || until === undefined) return undefined;
  return {
    place,
    above: '',
    period: { from, until },
    villages: reports.map((of) => ({
      id: of.report.village.id,
      place: of.place,
      lines: lines.get(`${of.report.village.id} ${of.report.period.from}`) ?? [],
    })),
    names,
  };
}
