import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { PrintedPage, PrintedSheet, PrintedTable } from '../../../ui/index.ts';
import type { ReportFigure } from '../../../domain/report/village-report.ts';
import { shareOf, type ReportOf } from './report-of.ts';
import { signedWords, type Words } from './cells.ts';
import { noteOf } from './workbook.ts';

/** The commune's form on one A4 page: black on white, place for two signatures. The app's bars are not printed. */
export function PrintedReport({ of, back }: { of: ReportOf; back: string }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const { coverage, period, figures } = of.report;
  const words = { t, format };
  return (
    <PrintedPage
      title={t('files.title')}
      context={`${of.place}, ${of.above}`}
      back={{ href: back }}
      print={t('files.print.action')}
    >
      <PrintedSheet dense signatures={[t('files.print.sign'), t('files.print.commune')]}>
        <p>
          {t('files.period', { from: format.day(period.from), to: format.day(period.until) })} {signedWords(of, words)}
        </p>
        <p>
          {t('files.coverage', {
            done: coverage.surveyed,
            all: coverage.households,
            residents: coverage.residents,
            adults: coverage.adults,
          })}
        </p>
        <PrintedTable
          label={t('files.title')}
          columns={(['name', 'target', 'met', 'total', 'least', 'most', 'before', 'note'] as const).map((column) => ({
            words: t(`files.column.${column}`),
            ...((column === 'name' || column === 'note') && { holds: 'sentence' }),
          }))}
          rows={figures.map((line) => ({ id: line.id, cells: cellsOf(line, words) }))}
        />
        <p>{t('files.print.source')}</p>
      </PrintedSheet>
    </PrintedPage>
  );
}

function cellsOf(line: ReportFigure, words: Words): string[] {
  const { t, format } = words;
  const { id, figure, before, target, mostPercent } = line;
  const share = (of: number | undefined): string => (of === undefined ? '' : format.percent(of));
  return [
    t(`indicator.${id}.name`),
    share(target?.of.share),
    format.number(figure.met),
    format.number(figure.total),
    share(shareOf(figure)),
    figure.total === 0 ? '' : format.percent(mostPercent / 100),
    share(before && shareOf(before)),
    noteOf(line, words),
  ];
}
