import type { Day } from '../../../src/lib/day.ts';
import type { Counts } from '../../../src/domain/indicator/count.ts';
import { indicatorIds } from '../../../src/domain/indicator/indicator.ts';
import { villageReport } from '../../../src/domain/report/village-report.ts';
import { articleTargets } from '../domain/report/targets.ts';
import type { ReportOf } from '../../../src/features/progress/files/report-of.ts';
import { createFormat, createI18n } from '../../../src/i18n/index.ts';
import progress from '../../../locales/vi/progress.json' with { type: 'json' };

const i18n = createI18n({ language: 'vi', resources: { vi: { progress } } });
/** The words of a Vietnamese phone. */
export const words = { t: i18n.getFixedT('vi', 'progress'), format: createFormat('vi') };
export const to = '2026-11-14' as Day;

/** Every figure alike. */
export const counts = (met: number, notMet: number, unknown: number): Counts => {
  const figure = { met, notMet, unknown, total: met + notMet + unknown, apart: 0 };
  return {
    coverage: { households: 196, surveyed: 143, residents: 110, adults: 100 },
    figures: Object.fromEntries(indicatorIds.map((id) => [id, figure])) as Counts['figures'],
  };
};
/** A month's report of a village. */
export const report = (place = 'Thôn Tân Đông', now = counts(61, 22, 17)): ReportOf => ({
  place,
  above: 'Xã Ea Knuếc',
  report: villageReport({
    village: { id: '01930000-0000-7000-8000-000000000001', name: place, prefix: '' },
    period: { from: '2026-10-15' as Day, until: to },
    asOf: to,
    counts: now,
    before: counts(50, 30, 20),
    targets: articleTargets,
  }),
});
