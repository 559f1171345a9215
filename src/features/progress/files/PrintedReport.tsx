import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/index.ts';
import { Button, Page, TableFrame } from '../../../ui/index.ts';
import { reportLines, shareOf, type ReportLine, type ReportOf } from './report-lines.ts';
import { noteOf, signedWords } from './workbook.ts';
import styles from './print.module.css';

/** The commune's form on one A4 page: black on white, place for two signatures. The app's bars are not printed. */
export function PrintedReport({ of, back }: { of: ReportOf; back: string }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const { coverage, period } = of.report;
  return (
    <Page wide title={t('files.title')} context={`${of.place}, ${of.above}`} back={{ href: back }} action={<Button variant="primary" block icon={Printer} onClick={() => window.print()}>{t('files.print.action')}</Button>}>
      <div className={styles.sheet}>
        <p>
          {t('files.period', { from: format.day(period.from), to: format.day(period.until) })} {signedWords(of, { t, format })}
        </p>
        <p>{t('files.coverage', { done: coverage.surveyed, all: coverage.households, residents: coverage.residents, adults: coverage.adults })}</p>
        <TableFrame label={t('files.title')}>
          <table>
            <thead>
              <tr>
                {(['number', 'name', 'target', 'met', 'total', 'now', 'before', 'note'] as const).map((column) => <th key={column} scope="col">{t(`files.column.${column}`)}</th>)}
              </tr>
            </thead>
            <tbody>{reportLines(of).map((line) => <Line key={line.id} line={line} />)}</tbody>
          </table>
        </TableFrame>
        <p>{t('files.print.source')}</p>
        <div className={styles.signatures}>
          <p>{t('files.print.sign')}</p>
          <p>{t('files.print.commune')}</p>
        </div>
      </div>
    </Page>
  );
}

function Line({ line }: { line: ReportLine }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const share = (of: number | undefined): string => (of === undefined ? '' : format.percent(of));
  return (
    <tr>
      <td>{line.number}</td>
      <th scope="row">{t(`indicator.${line.id}.name`)}</th>
      <td>{share(line.target?.share)}</td>
      <td>{format.number(line.met)}</td>
      <td>{format.number(line.total)}</td>
      <td>{share(shareOf(line))}</td>
      <td>{share(line.before && shareOf(line.before))}</td>
      <td>{noteOf(line, { t, format })}</td>
    </tr>
  );
}
