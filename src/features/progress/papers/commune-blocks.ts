import { activityCount, sumActivity } from '../../../domain/activity/activity.ts';
import { isUntrained, organisations, type TeamFile } from '../../../domain/report/team-file.ts';
import type { ReportOf } from '../files/report-of.ts';
import { membersWords } from './activity-blocks.ts';
import { paragraph, type PaperBlock } from './paper.ts';
import type { PaperWords } from './paper-words.ts';

/** The teams of a commune together, and which of them told nothing or were never trained. */
export function communeTeamBlocks(reports: readonly ReportOf[], words: PaperWords): PaperBlock[] {
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

/** What each team did, a row a village, and the sum. */
export function villagesTable(reports: readonly ReportOf[], { t }: PaperWords): PaperBlock {
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
