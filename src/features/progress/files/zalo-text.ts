import type { TFunction } from 'i18next';
import type { Format } from '../../../i18n/index.ts';
import { reportLines, type ReportOf } from './report-lines.ts';
import { signedWords } from './workbook.ts';

const told = ['T1', 'T2', 'T3subscribed', 'T4', 'T5'] as const;

/**
 * The report as a message for the village's or the commune's group: a few lines, nobody's name but that of who closed
 * it. Bounds are rounded outwards, as on the screen.
 */
export function zaloText(of: ReportOf, words: { readonly t: TFunction<'progress'>; readonly format: Format }): string {
  const { t, format } = words;
  const { coverage, period } = of.report;
  const lines = reportLines(of).filter(({ id }) => told.some((one) => one === id));
  return [
    t('files.zalo.title', { place: of.place, above: of.above }),
    t('files.period', { from: format.day(period.from), to: format.day(period.until) }),
    t('files.zalo.coverage', { done: coverage.surveyed, all: coverage.households }),
    ...lines.map((line) => {
      const least = format.percent(Math.floor((line.met * 100) / Math.max(1, line.total)) / 100);
      const most = format.percent(Math.ceil(((line.met + line.unknown) * 100) / Math.max(1, line.total)) / 100);
      const bounds = line.total === 0 ? t('bounds.nobody') : line.unknown === 0 ? least : t('bounds.range', { least, most });
      const target = line.target ? t('files.zalo.target', { share: format.percent(line.target.share), year: line.target.year }) : '';
      return `- ${t(`indicator.${line.id}.name`)}: ${t(`files.zalo.met.${line.unit}`, { met: line.met, total: line.total })} (${bounds})${target}`;
    }),
    signedWords(of, words),
  ].join('\n');
}
