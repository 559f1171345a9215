import type { LogLine } from '../../../src/domain/activity/work-log.ts';
import type { Activity } from '../../../src/domain/activity/activity.ts';
import { teamFileOf } from '../../../src/domain/report/team-file.ts';
import type { VillageReport } from '../../../src/domain/report/village-report.ts';
import type { Day } from '../../../src/lib/day.ts';
import type { LogOf } from '../../../src/features/progress/papers/log-workbook.ts';
import type { Paper } from '../../../src/features/progress/papers/paper.ts';
import type { PaperWords } from '../../../src/features/progress/papers/paper-words.ts';
import type { ReportOf } from '../../../src/features/progress/files/report-of.ts';
import { createFormat, createI18n } from '../../../src/i18n/index.ts';
import papers from '../../../locales/vi/papers.json' with { type: 'json' };
import progress from '../../../locales/vi/progress.json' with { type: 'json' };
import { report } from './report.ts';

const i18n = createI18n({ language: 'vi', resources: { vi: { progress, papers } } });

/** The words of a Vietnamese phone. */
export const paperWords: PaperWords = {
  t: i18n.getFixedT('vi', ['papers', 'progress']),
  progress: i18n.getFixedT('vi', 'progress'),
  format: createFormat('vi'),
  service: (id) => `Việc ${id}`,
};

const activity: Activity = {
  sessions: 2,
  heads: 31,
  'sessions:vneid': 2,
  'heads:vneid': 31,
  visits: 9,
  people: 7,
  'visits:vneid': 4,
  'people:vneid': 4,
  'visits:etax-mobile': 5,
  'people:etax-mobile': 5,
  rechecksDue: 3,
  rechecks: 2,
  promised: 4,
  kept: 3,
};

/** A village's month with everything that a paper may say. */
export const villageReportOf = (more: Partial<VillageReport> = {}): ReportOf => {
  const of = report();
  return {
    ...of,
    report: {
      ...of.report,
      activity,
      texts: {
        difficulties: 'Cụm 3 sóng yếu.\nNhiều người chưa có máy.',
        proposals: 'Đề nghị nhà mạng đo sóng.',
      },
      team: teamFileOf([
        { kind: 'decision', part: 'number', value: '15/QĐ-UBND' },
        { kind: 'foundedOn', part: 'day', value: '2026-08-15' as Day },
        { kind: 'team', part: 'youth', value: 3 },
        { kind: 'team', part: 'farmers', value: 2 },
        {
          kind: 'training',
          part: '01930000-0000-7000-8000-0000000000b1',
          value: { on: '2026-09-01' as Day, topic: 'VNeID', members: 5 },
        },
      ]),
      ...more,
    },
  };
};

const member = '01930000-0000-7000-8000-0000000000a1';
const gone = '01930000-0000-7000-8000-0000000000a2';
const line = (on: string, of: string, more: Partial<LogLine>): LogLine => ({
  on: on as Day,
  member: of,
  asked: 0,
  visits: 0,
  rechecks: 0,
  sessions: 0,
  heads: 0,
  services: [],
  ...more,
});
/** A month of two members, one of whom has left. */
export const logOf = (): LogOf => ({
  place: 'Thôn Tân Đông',
  above: 'Xã Ea Knuếc',
  period: report().report.period,
  villages: [
    {
      id: report().report.village.id,
      place: 'Thôn Tân Đông',
      lines: [
        line('2026-10-20', member, { asked: 3, visits: 2, services: ['vneid'] }),
        line('2026-10-21', member, { sessions: 1, heads: 14, services: ['vneid', 'etax-mobile'] }),
        line('2026-10-21', gone, { rechecks: 4 }),
      ],
    },
  ],
  names: new Map([[member, '=Mẫu Thị Na']]),
});

/** A paper's lines in the order of reading; of what stands side by side the left comes first. */
export function linesOf(paper: Paper): string[] {
  const { format } = paperWords;
  return [
    paper.above,
    paper.by,
    paper.number,
    paper.country,
    paper.motto,
    paper.placeAndDay,
    paper.title,
    ...paper.about,
    paper.to,
    ...paper.blocks.flatMap((block) =>
      block.kind === 'table'
        ? [block.head, ...block.rows].flat().map((cell) => (typeof cell === 'number' ? format.number(cell) : cell))
        : block.text.split('\n'),
    ),
    ...paper.receivers,
    ...paper.signature,
    paper.signer,
  ].filter((line) => line !== '');
}
