import { mainFigures, isMain } from '../../../domain/report/main-figures.ts';
import { percentBounds } from '../../../domain/report/percent-bounds.ts';
import type { VillageReport } from '../../../domain/report/village-report.ts';
import { sumsOf } from '../files/report-of.ts';
import { paragraph, type PaperBlock } from './paper.ts';
import type { PaperWords } from './paper-words.ts';

/** How far the survey is, and how much of that is of the period. */
export function surveyBlocks(reports: readonly VillageReport[], { t }: PaperWords): PaperBlock[] {
  const sum = (of: (report: VillageReport) => number): number => reports.reduce((all, report) => all + of(report), 0);
  const done = sum(({ coverage }) => coverage.surveyed);
  const all = sum(({ coverage }) => coverage.households);
  const isKnown = reports.every(({ coverageBefore }) => coverageBefore !== undefined);
  const more = done - sum(({ coverageBefore }) => coverageBefore?.surveyed ?? 0);
  return [
    { kind: 'section', text: t('papers:report.section.survey') },
    paragraph(
      isKnown && more >= 0
        ? t('papers:report.surveyMore', { done, all, more })
        : t('papers:report.survey', { done, all }),
    ),
  ];
}

const figureHead = ({ t }: PaperWords): string[] =>
  (['figure', 'met', 'total', 'least', 'most', 'target'] as const).map((name) => t(`papers:column.${name}`));
const figureWidths = [40, 11, 11, 13, 13, 12];

/** A village's main figures, with their targets. */
export function figureBlocks({ figures }: VillageReport, words: PaperWords): PaperBlock[] {
  const { t, format } = words;
  const share = (percent: number): string => format.percent(percent / 100);
  return [
    { kind: 'section', text: t('papers:report.section.figures') },
    {
      kind: 'table',
      head: figureHead(words),
      widths: figureWidths,
      rows: figures
        .filter(isMain)
        .map(({ id, figure: { met, total }, leastPercent, mostPercent, target }) => [
          t(`progress:indicator.${id}.name`),
          met,
          total,
          total === 0 ? '' : share(leastPercent),
          total === 0 ? '' : share(mostPercent),
          target ? format.percent(target.of.share) : '',
        ]),
    },
    { kind: 'note', text: t('papers:report.figureNote') },
  ];
}

/** Sums of the figures that no village hides; each village has its own target, so there is none. */
export function communeFigureBlocks(reports: readonly VillageReport[], words: PaperWords): PaperBlock[] {
  const { t, format } = words;
  const sums = sumsOf(reports);
  return [
    { kind: 'section', text: t('papers:report.section.figures') },
    {
      kind: 'table',
      head: figureHead(words).slice(0, -1),
      widths: figureWidths.slice(0, -1),
      rows: mainFigures.map((id) => {
        const figure = sums.figure(id);
        const { leastPercent, mostPercent } = percentBounds(figure);
        return [
          t(`progress:indicator.${id}.name`),
          figure.met,
          figure.total,
          figure.total === 0 ? '' : format.percent(leastPercent / 100),
          figure.total === 0 ? '' : format.percent(mostPercent / 100),
        ];
      }),
    },
    { kind: 'note', text: t('papers:report.figureNote') },
  ];
}
