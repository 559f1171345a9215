import { titleName, type Area } from '../../../domain/access/area.ts';
import { grantsFor, type Grant } from '../../../domain/access/roles.ts';
import type { SentReport } from '../../../protocol/report.ts';
import type { ReportOf } from '../files/report-of.ts';
import { reportIn } from '../report/ReportScreen.tsx';
import { listVillages } from './village-list.ts';

/** The material of one workbook of all villages. */
export interface VillagesReports {
  /** One a village whose report is at hand, by name. */
  readonly reports: readonly ReportOf[];
  /** Names of those of which nothing is at hand. */
  readonly missing: readonly string[];
  /** Names of those that nobody has signed: their figures still move. */
  readonly drafts: readonly string[];
}

/** The communes whose reports a person receives. */
export const communesOf = (areas: readonly Area[], grants: readonly Grant[]): Area[] =>
  areas.filter(({ kind, id }) => kind === 'commune' && grantsFor('receiveReport', grants, [id]).length > 0);

/** @param sent the server's last answers; villages outside `areas` are left out */
export function villagesReports(areas: readonly Area[], sent: readonly SentReport[]): VillagesReports {
  const sentBy = new Map(sent.map((report) => [report.village, report]));
  const above = new Map(areas.map((area) => [area.id, area]));
  const villages = listVillages(areas, []).map(({ area, name }) => ({ area, name, report: sentBy.get(area.id) }));
  return {
    reports: villages.flatMap(({ area, name, report }) => {
      const commune = above.get(area.parent ?? '');
      return report ? [{ place: name, above: commune ? titleName(commune) : '', report: reportIn(area, report) }] : [];
    }),
    missing: villages.flatMap(({ name, report }) => (report ? [] : [name])),
    drafts: villages.flatMap(({ name, report }) => (report && !report.signed ? [name] : [])),
  };
}
