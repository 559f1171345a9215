import type { Day } from '../../../lib/day.ts';
import { fileName } from '../files/file-name.ts';
import type { ReportOf } from '../files/report-of.ts';
import { makeWorkbook } from '../files/workbook.ts';
import { communePaper, villagePaper } from './activity-report.ts';
import { makeLogWorkbook, type LogOf } from './log-workbook.ts';
import { docxType } from './paper.ts';
import type { PaperWords } from './paper-words.ts';
import { makeZip, zipType } from './zip.ts';

export const excelType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What papers are made of: one village, or all of a commune. */
export interface PapersOf {
  /** Whose papers they are: a village or a commune. */
  readonly place: string;
  /** Never empty. */
  readonly reports: readonly ReportOf[];
  /** Present for a commune: the villages whose reports are not at hand. */
  readonly missing?: readonly string[] | undefined;
  /** The day on which they are made. */
  readonly today: Day;
}

interface NamedFile {
  readonly name: string;
  readonly content: Blob;
}

type FileKind = 'report' | 'log' | 'figures' | 'all';

/** A day that tells files of two periods apart. */
const lastDay = (reports: readonly ReportOf[]): Day =>
  reports.map(({ report: { asOf } }) => asOf).reduce((last, day) => (day > last ? day : last));

const nameOf = (kind: FileKind, place: string, reports: readonly ReportOf[], { t }: PaperWords): string =>
  t(`papers:file.${kind}`, { place: fileName(place), to: lastDay(reports) });

export async function activityReportFile(of: PapersOf, words: PaperWords): Promise<File> {
  const { place, reports, missing, today } = of;
  const paper = missing
    ? communePaper({ place, reports, missing }, today, words)
    : villagePaper(reports[0]!, today, words);
  const { makeDocx } = await import('./docx.ts');
  const name = `${nameOf('report', place, reports, words)}.docx`;
  return new File([await makeDocx(paper, words.format)], name, { type: docxType });
}

export async function logFile({ place, reports }: PapersOf, log: LogOf, words: PaperWords): Promise<File> {
  const name = `${nameOf('log', place, reports, words)}.xlsx`;
  return new File([await makeLogWorkbook(log, words)], name, { type: excelType });
}

/** All papers: of a commune those over all villages first, then a folder a village. */
export async function allPapersFile(of: PapersOf, log: LogOf, words: PaperWords): Promise<File> {
  const { place, reports, missing, today } = of;
  const files = await papersOf(of, log, words);
  if (missing)
    for (const one of reports) {
      const own: PapersOf = { place: one.place, reports: [one], today };
      const folder = fileName(one.place);
      for (const { name, content } of await papersOf(own, logOfVillage(log, one), words))
        files.push({ name: `${folder}/${name}`, content });
    }
  return new File([await makeZip(files)], `${nameOf('all', place, reports, words)}.zip`, { type: zipType });
}

async function papersOf(of: PapersOf, log: LogOf, words: PaperWords): Promise<NamedFile[]> {
  const { place, reports, missing } = of;
  const [report, days] = [await activityReportFile(of, words), await logFile(of, log, words)];
  return [
    { name: report.name, content: report },
    { name: days.name, content: days },
    {
      name: `${nameOf('figures', place, reports, words)}.xlsx`,
      content: await makeWorkbook(reports, { t: words.progress, format: words.format }, missing ?? []),
    },
  ];
}

const logOfVillage = (log: LogOf, { place, above, report: { village, period } }: ReportOf): LogOf => ({
  ...log,
  place,
  above,
  period,
  villages: log.villages.filter(({ id }) => id === village.id),
});
