import type { TFunction } from 'i18next';
import type { Format } from '../../../i18n/index.ts';
import { isMain } from '../../../domain/report/main-figures.ts';
import type { ReportOf } from './report-of.ts';
import { signedWords } from './cells.ts';

/**
 * The report as a message for the village's or the commune's group: a few lines, nobody's name but that of who closed
 * it. Bounds are rounded outwards, as on the screen.
 */
export function zaloText(of: ReportOf, words: { readonly t: TFunction<'progress'>; readonly format: Format }): string {
  const { t, format } = words;
  const { coverage, period, figures } = of.report;
  const share = (percent: number): string => format.percent(percent / 100);
  return [
    t('files.zalo.title', { place: of.place, above: of.above }),
    t('files.period', { from: format.day(period.from), to: format.day(period.until) }),
    t('files.zalo.coverage', { done: coverage.surveyed, all: coverage.households }),
    ...figures
      .filter(isMain)
      .map(({ id, unit, figure: { met, total, unknown }, leastPercent, mostPercent, target }) => {
        const least = share(leastPercent);
        const bounds =
          total === 0
            ? t('bounds.nobody')
            : unknown === 0
              ? least
              : t('bounds.range', { least, most: share(mostPercent) });
        const aim = target
          ? t('files.zalo.target', { share: format.percent(target.of.share), year: target.of.year })
          : '';
        return `- ${t(`indicator.${id}.name`)}: ${t(`files.zalo.met.${unit}`, { met, total })} (${bounds})${aim}`;
      }),
    signedWords(of, words),
  ].join('\n');
}
