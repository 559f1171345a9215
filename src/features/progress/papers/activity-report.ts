import { activityCount, sumActivity, type Activity } from '../../../domain/activity/activity.ts';
import { reportTextParts, type ReportTextPart } from '../../../domain/report/report-texts.ts';
import type { Day } from '../../../lib/day.ts';
import type { ReportOf } from '../files/report-of.ts';
import { activityBlocks, teamBlocks } from './activity-blocks.ts';
import { communeTeamBlocks, villagesTable } from './commune-blocks.ts';
import { communeFigureBlocks, figureBlocks, surveyBlocks } from './figure-blocks.ts';
import { paragraph, type Paper, type PaperBlock } from './paper.ts';
import type { PaperWords } from './paper-words.ts';

type Chapter = 'team' | 'results' | ReportTextPart;

const capitals = (of: string): string => of.toLocaleUpperCase('vi');

/** The month's activity report of a village's team. @param today the day on which it is made */
export function villagePaper({ place, above, report }: ReportOf, today: Day, words: PaperWords): Paper {
  const { t, format } = words;
  const { period, signed, team, texts } = report;
  return {
    ...letterhead(words),
    above: `${t('papers:report.committee')} ${capitals(above)}`.trim(),
    by: `${t('papers:report.team')} ${capitals(place)}`,
    number: t('papers:report.number'),
    placeAndDay: placeAndDay(above || place, today, words),
    about: [
      t('papers:report.about', { place }),
      t('papers:report.period', { from: format.day(period.from), to: format.day(period.until) }),
    ],
    to: t('papers:report.to', { place: above }),
    blocks: [
      paragraph(t('papers:report.opening', { place })),
      chapter('team', words),
      ...teamBlocks(team, period.until, words),
      chapter('results', words),
      ...surveyBlocks([report], words),
      ...activityBlocks(report.activity, words),
      ...figureBlocks(report, words),
      {
        kind: 'note',
        text: signed
          ? t('papers:report.signed', { name: signed.name, at: format.time(signed.at) })
          : t('papers:report.draft'),
      },
      ...reportTextParts.flatMap((part) => [
        chapter(part, words),
        ...(part === 'proposals' ? proposalBlocks(report.activity, words) : []),
        paragraph(texts[part]?.trim() || t('papers:report.nothingWritten')),
      ]),
    ],
    receivers: [t('papers:report.receivers'), t('papers:report.receiverAbove'), t('papers:report.receiverFile')],
    signature: [t('papers:report.signHead'), t('papers:report.signAs')],
    signer: signed?.name ?? '',
  };
}

/** What the papers of a commune are made of. */
export interface CommuneReports {
  /** "Xã Ea Knuếc" */
  readonly place: string;
  readonly reports: readonly ReportOf[];
  /** Names of villages whose reports are not among them. */
  readonly missing: readonly string[];
}

/** The same over all villages of a commune, with what each village's report says in words. */
export function communePaper({ place, reports, missing }: CommuneReports, today: Day, words: PaperWords): Paper {
  const { t, format } = words;
  const periods = [...new Set(reports.map(({ report: { period } }) => `${period.from} ${period.until}`))];
  const known = reports.map(({ report }) => report);
  const unsigned = reports.filter(({ report }) => !report.signed).map((of) => of.place);
  const activity = sumActivity(known.map((report) => report.activity ?? {}));
  return {
    ...letterhead(words),
    above: t('papers:report.committee'),
    by: capitals(place),
    number: t('papers:report.numberCommune'),
    placeAndDay: placeAndDay(place, today, words),
    about: [
      t('papers:report.aboutCommune', { place }),
      ...periods.map((period) => {
        const [from = '', to = ''] = period.split(' ');
        return t('papers:report.period', { from: format.day(from), to: format.day(to) });
      }),
    ],
    to: t('papers:report.toAbove'),
    blocks: [
      paragraph(t('papers:report.openingCommune', { place, teams: reports.length })),
      chapter('team', words),
      ...communeTeamBlocks(reports, words),
      chapter('results', words),
      ...surveyBlocks(known, words),
      ...activityBlocks(activity, words),
      ...communeFigureBlocks(known, words),
      { kind: 'section', text: t('papers:report.section.villages') },
      villagesTable(reports, words),
      {
        kind: 'note',
        text: [
          t('papers:report.states', { signed: reports.length - unsigned.length, all: reports.length }),
          ...(unsigned.length > 0 ? [t('papers:report.drafts', { names: unsigned.join(', ') })] : []),
          ...(missing.length > 0 ? [t('papers:report.missing', { names: missing.join(', ') })] : []),
        ].join(' '),
      },
      ...reportTextParts.flatMap((part) => {
        const said = reports.flatMap((of) => {
          const text = of.report.texts[part]?.trim();
          return text ? [paragraph(t('papers:report.ofVillage', { place: of.place, text }))] : [];
        });
        return [
          chapter(part, words),
          ...(part === 'proposals' ? proposalBlocks(activity, words) : []),
          ...(said.length > 0 ? said : [paragraph(t('papers:report.nothingWritten'))]),
        ];
      }),
    ],
    receivers: [t('papers:report.receivers'), t('papers:report.receiverAbove'), t('papers:report.receiverFileCommune')],
    signature: [t('papers:report.signCommune'), t('papers:report.signCommuneAs')],
    signer: '',
  };
}

/** How many were raised and answered; nothing where none was. */
function proposalBlocks(activity: Activity | undefined, { t }: PaperWords): PaperBlock[] {
  const [raised, answered] = [activityCount(activity ?? {}, 'proposals'), activityCount(activity ?? {}, 'answered')];
  return raised + answered === 0 ? [] : [paragraph(t('papers:report.proposals', { raised, answered }))];
}

const letterhead = ({ t }: PaperWords): Pick<Paper, 'country' | 'motto' | 'title'> => ({
  country: t('papers:report.country'),
  motto: t('papers:report.motto'),
  title: t('papers:report.title'),
});

const chapter = (name: Chapter, { t }: PaperWords): PaperBlock => ({
  kind: 'chapter',
  text: t(`papers:report.chapter.${name}`),
});

/** "Ea Knuếc, ngày 05 tháng 02 năm 2026": days below 10 and the months 1 and 2 have two digits (decree 30, II.4). */
function placeAndDay(place: string, today: Day, { t }: PaperWords): string {
  const [year = '', month = '', day = ''] = today.split('-');
  return t('papers:report.placeAndDay', {
    place: place.replace(/^(xã|phường|thị trấn|đặc khu)\s+/iu, ''),
    day,
    month: Number(month) <= 2 ? month : String(Number(month)),
    year,
  });
}
