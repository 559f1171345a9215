import { activityCount, sumActivity, type Activity } from '../../../domain/activity/activity.ts';
import { mainFigures, isMain } from '../../../domain/report/main-figures.ts';
import { reportTextParts, type ReportTextPart } from '../../../domain/report/report-texts.ts';
import { isUntrained, organisations, type TeamFile } from '../../../domain/report/team-file.ts';
import type { VillageReport } from '../../../domain/report/village-report.ts';
import type { Day } from '../../../lib/day.ts';
import { sumsOf, type ReportOf } from '../files/report-of.ts';
import { activityBlocks, membersWords, teamBlocks } from './activity-blocks.ts';
import type { Paper, PaperBlock } from './paper.ts';
import type { PaperWords } from './paper-words.ts';

const paragraph = (text: string): PaperBlock => ({ kind: 'paragraph', text });

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

function surveyBlocks(reports: readonly VillageReport[], { t }: PaperWords): PaperBlock[] {
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

function figureBlocks({ figures }: VillageReport, words: PaperWords): PaperBlock[] {
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
function communeFigureBlocks(reports: readonly VillageReport[], words: PaperWords): PaperBlock[] {
  const { t, format } = words;
  const sums = sumsOf(reports);
  return [
    { kind: 'section', text: t('papers:report.section.figures') },
    {
      kind: 'table',
      head: figureHead(words).slice(0, -1),
      widths: figureWidths.slice(0, -1),
      rows: mainFigures.map((id) => {
        const { met, total, unknown } = sums.figure(id);
        return [
          t(`progress:indicator.${id}.name`),
          met,
          total,
          total === 0 ? '' : format.percent(Math.floor((met * 100) / total) / 100),
          total === 0 ? '' : format.percent(Math.ceil(((met + unknown) * 100) / total) / 100),
        ];
      }),
    },
    { kind: 'note', text: t('papers:report.figureNote') },
  ];
}

function communeTeamBlocks(reports: readonly ReportOf[], words: PaperWords): PaperBlock[] {
  const { t } = words;
  const teams = reports.flatMap(({ place, report: { team, period } }) => (team ? [{ place, team, period }] : []));
  const members: TeamFile['members'] = organisations.map((of) => ({
    of,
    count: teams.reduce((sum, { team }) => sum + (team.members.find((one) => one.of === of)?.count ?? 0), 0),
  }));
  const untrained = teams.filter(({ team, period }) => isUntrained(team, period.until)).map(({ place }) => place);
  const unknown = teams.filter(({ team }) => team.members.length === 0).map(({ place }) => place);
  return [
    paragraph(
      t('papers:report.communeTeams', {
        teams: reports.length,
        members: members.reduce((sum, { count }) => sum + count, 0),
        parts: membersWords(members, words) || t('papers:team.notTold'),
      }),
    ),
    ...(unknown.length > 0 ? [paragraph(t('papers:report.communeNoTeam', { names: unknown.join(', ') }))] : []),
    ...(untrained.length > 0 ? [paragraph(t('papers:report.communeUntrained', { names: untrained.join(', ') }))] : []),
  ];
}

function villagesTable(reports: readonly ReportOf[], { t }: PaperWords): PaperBlock {
  const names = ['sessions', 'heads', 'visits', 'people', 'rechecks'] as const;
  const sums = sumActivity(reports.map(({ report }) => report.activity ?? {}));
  return {
    kind: 'table',
    head: [t('papers:column.place'), t('papers:column.members'), ...names.map((name) => t(`papers:column.${name}`))],
    widths: [28, 12, 12, 12, 12, 12, 12],
    isSummed: true,
    rows: [
      ...reports.map(({ place, report: { activity, team } }) => [
        place,
        team && team.members.length > 0 ? team.memberCount : '',
        ...names.map((name) => (activity ? activityCount(activity, name) : '')),
      ]),
      [
        t('papers:service.sum'),
        reports.reduce((sum, { report: { team } }) => sum + (team?.memberCount ?? 0), 0),
        ...names.map((name) => activityCount(sums, name)),
      ],
    ],
  };
}
