import type { Area } from '../../../domain/access/area.ts';
import type { Period } from '../../../domain/period.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { toKeep, type AskedToCache } from '../../../phone/cached-response.ts';
import type { KeptLog } from '../../../store/phone-settings.ts';
import type { ReportOf } from '../files/report-of.ts';
import type { LogOf } from '../papers/log-workbook.ts';
import type { ReportApi } from '../report/report-api.ts';

/** The periods of these reports, each once. */
export const periodsOf = (reports: readonly ReportOf[]): Period[] => [
  ...new Map(reports.map(({ report: { period } }) => [period.from + period.until, period])).values(),
];

/** The logs of all communes over all periods, or none: a log must not lack a village. */
export async function askLog(
  api: Pick<ReportApi, 'log'>,
  communes: readonly Pick<Area, 'id'>[],
  periods: readonly Period[],
): Promise<AskedToCache<KeptLog>> {
  const parts: KeptLog['parts'][number][] = [];
  for (const period of periods)
    for (const { id } of communes) {
      const reply = toKeep(await api.log(id, period));
      if (reply.kind !== 'ok') return reply;
      parts.push({ period, log: reply.value });
    }
  return { kind: 'ok', value: { parts, now: Math.min(...parts.map(({ log }) => log.now)) } };
}

/**
 * The log of all villages, each over the period of its own report.
 * @param isLatest whether `kept` is the server's answer of just now; an older one says when it came
 * @returns undefined where a village or its period is not in it
 */
export function communeLog(
  kept: KeptLog,
  reports: readonly ReportOf[],
  place: string,
  isLatest: boolean,
): LogOf | undefined {
  const names = new Map(kept.parts.flatMap(({ log }) => log.members.map(({ account, name }) => [account, name])));
  const villages = reports.flatMap(({ place: name, report: { village, period } }) => {
    const lines = linesOf(kept, village.id, period);
    return lines ? [{ id: village.id, place: name, lines }] : [];
  });
  const days = periodsOf(reports)
    .flatMap((period) => [period.from, period.until])
    .sort();
  const [from, until] = [days[0], days.at(-1)];
  if (from === undefined || until === undefined || villages.length < reports.length) return undefined;
  return { place, above: '', period: { from, until }, villages, names, ...(!isLatest && { receivedAt: kept.now }) };
}

const linesOf = ({ parts }: KeptLog, village: Uuid, period: Period) =>
  parts
    .filter((part) => part.period.from === period.from && part.period.until === period.until)
    .flatMap(({ log }) => log.villages)
    .find((one) => one.village === village)?.lines;
