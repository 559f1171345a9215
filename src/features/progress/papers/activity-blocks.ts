import { activityCount, servicesIn, type Activity } from '../../../domain/activity/activity.ts';
import { otherServices } from '../../../domain/activity/small-services.ts';
import { isUntrained, type TeamFile } from '../../../domain/report/team-file.ts';
import type { Day } from '../../../lib/day.ts';
import { paragraph, type PaperBlock, type PaperTable } from './paper.ts';
import type { PaperWords } from './paper-words.ts';

export const serviceTitle = (service: string, { t, service: nameOf }: PaperWords): string =>
  service === otherServices ? t('papers:report.otherServices') : nameOf(service);

/** What a team, or all teams of a commune, did: sessions, help at home, re-checks, each service. */
export function activityBlocks(activity: Activity | undefined, words: PaperWords): PaperBlock[] {
  const { t } = words;
  const section = (name: 'sessions' | 'visits' | 'returns' | 'services'): PaperBlock => ({
    kind: 'section',
    text: t(`papers:report.section.${name}`),
  });
  if (!activity) return [section('sessions'), paragraph(t('papers:report.noActivity'))];
  const count = (name: Parameters<typeof activityCount>[1]): number => activityCount(activity, name);
  const services = serviceTable(activity, words);
  return [
    section('sessions'),
    paragraph(t('papers:report.sessions', { held: count('sessions'), heads: count('heads') })),
    section('visits'),
    paragraph(t('papers:report.visits', { visits: count('visits'), people: count('people') })),
    section('returns'),
    paragraph(t('papers:report.rechecks', { done: count('rechecks'), due: count('rechecksDue') })),
    paragraph(t('papers:report.promises', { kept: count('kept'), promised: count('promised') })),
    section('services'),
    services ?? paragraph(t('papers:report.noServices')),
  ];
}

/** A line a service; undefined where nothing was shown. People of two services count in both, so they have no sum. */
export function serviceTable(activity: Activity, words: PaperWords): PaperTable | undefined {
  const { t } = words;
  const lines = servicesIn(activity);
  if (lines.length === 0) return undefined;
  const sum = (of: 'sessions' | 'heads' | 'visits'): number => lines.reduce((all, line) => all + line[of], 0);
  return {
    kind: 'table',
    head: (['number', 'name', 'sessions', 'heads', 'visits', 'people'] as const).map((name) =>
      t(`papers:service.${name}`),
    ),
    widths: [8, 38, 11, 13, 15, 15],
    isSummed: true,
    rows: [
      ...lines.map(({ service, sessions, heads, visits, people }, at) => [
        at + 1,
        serviceTitle(service, words),
        sessions,
        heads,
        visits,
        people,
      ]),
      ['', t('papers:service.sum'), sum('sessions'), sum('heads'), sum('visits'), ''],
    ],
  };
}

/** The team's file: decision, members, trainings; a team that was never trained is said. */
export function teamBlocks(team: TeamFile | undefined, until: Day, words: PaperWords): PaperBlock[] {
  const { t } = words;
  if (!team) return [paragraph(t('papers:report.notFounded')), paragraph(t('papers:report.noMembers'))];
  return [
    paragraph(foundedWords(team, words)),
    paragraph(
      team.members.length === 0
        ? t('papers:report.noMembers')
        : t('papers:report.members', { all: team.memberCount, parts: membersWords(team.members, words) }),
    ),
    paragraph(
      isUntrained(team, until)
        ? t('papers:report.untrained')
        : t('papers:report.trained', { list: trainingsWords(team, until, words) }),
    ),
  ];
}

function foundedWords({ decision, foundedOn }: TeamFile, { t, format }: PaperWords): string {
  if (decision !== undefined && foundedOn !== undefined)
    return t('papers:report.founded', { number: decision, day: format.day(foundedOn) });
  if (decision !== undefined) return t('papers:report.foundedNumber', { number: decision });
  return foundedOn === undefined
    ? t('papers:report.notFounded')
    : t('papers:report.foundedDay', { day: format.day(foundedOn) });
}

/** "Hội Nông dân 2 người, Đoàn Thanh niên 3 người" */
export const membersWords = (members: TeamFile['members'], { t }: PaperWords): string =>
  members
    .filter(({ count }) => count > 0)
    .map(({ of, count }) => t('papers:report.member', { name: t(`papers:team.organisation.${of}`), many: count }))
    .join(', ');

const trainingsWords = ({ trainings }: TeamFile, until: Day, { t, format }: PaperWords): string =>
  trainings
    .filter(({ on }) => on <= until)
    .map(({ on, topic, members }) =>
      topic === ''
        ? t('papers:report.trainingShort', { day: format.day(on) })
        : t('papers:report.training', { day: format.day(on), topic, members }),
    )
    .join('; ');
