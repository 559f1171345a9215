import { Printer } from 'lucide-react';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Button, Page, PrintedSheet, TableFrame } from '../../../ui/index.ts';
import type { ReportFigure } from '../../../domain/report/village-report.ts';
import { shareOf, type ReportOf } from './report-of.ts';
import { signedWords } from './cells.ts';
import { noteOf } from './workbook.ts';

/** The commune's form on one A4 page: black on white, place for two signatures. The app's bars are not printed. */
export function PrintedReport({ of, back }: { of: ReportOf; back: string }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const { coverage, period, figures } = of.report;
  return (
    <Page
      wide
      title={t('files.title')}
      context={`${of.place}, ${of.above}`}
      back={{ href: back }}
      action={
        <Button variant="primary" block icon={Printer} onClick={() => window.print()}>
          {t('files.print.action')}
        </Button>
      }
    >
      <PrintedSheet signatures={[t('files.print.sign'), t('files.print.commune')]}>
        <p>
          {t('files.period', { from: format.day(period.from), to: format.day(period.until) })}{' '}
          {signedWords(of, { t, format })}
        </p>
        <p>
          {t('files.coverage', {
            done: coverage.surveyed,
            all: coverage.households,
            residents: coverage.residents,
            adults: coverage.adults,
          })}
        </p>
        <TableFrame label={t('files.title')}>
          <table>
            <thead>
              <tr>
                {(['number', 'name', 'target', 'met', 'total', 'least', 'most', 'before', 'note'] as const).map(
                  (column) => (
                    <th key={column} scope="col">
                      {t(`files.column.${column}`)}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {figures.map((line, index) => (
                <Line key={line.id} line={line} count={index + 1} />
              ))}
            </tbody>
          </table>
        </TableFrame>
        <p>{t('files.print.source')}</p>
      </PrintedSheet>
    </Page>
  );
}

function Line({ line, count }: { line: ReportFigure; count: number }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const { id, figure, before, target, mostPercent } = line;
  const share = (of: number | undefined): string => (of === undefined ? '' : format.percent(of));
  return (
    <tr>
      <td>{count}</td>
      <th scope="row">{t(`indicator.${id}.name`)}</th>
      <td>{share(target?.of.share)}</td>
      <td>{format.number(figure.met)}</td>
      <td>{format.number(figure.total)}</td>
      <td>{share(shareOf(figure))}</td>
      <td>{figure.total === 0 ? '' : format.percent(mostPercent / 100)}</td>
      <td>{share(before && shareOf(before))}</td>
      <td>{noteOf(line, { t, format })}</td>
    </tr>
  );
}
