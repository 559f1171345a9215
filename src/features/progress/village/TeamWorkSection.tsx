import type { TeamWork } from '../../../domain/report/team-work.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Facts, Section, TextLink } from '../../../ui/index.ts';
import { useGuideTitle } from './use-guide-title.ts';

const shown = 3;

/** Work outside the figures: what people ask for, who was not at home, the group sessions that were held. */
export function TeamWorkSection({
  work: { requests, requestHouseholds, absentHouseholds, awayPeople, awayHouseholds, sessions, aidedHouseholds },
  sessionsHref,
  householdsHref,
}: {
  work: TeamWork;
  sessionsHref: string;
  householdsHref: string;
}) {
  const { t } = useTranslation('progress');
  const titleOf = useGuideTitle();
  const toHouseholds = (gap: 'wishing' | 'away' | 'awayPeople', count: number) => (
    <TextLink href={`${householdsHref}?gap=${gap}`}>{t('work.households', { count })}</TextLink>
  );
  const asked = requests
    .slice(0, shown)
    .map(({ guide, people }) => t('work.request', { guide: titleOf(guide), count: people }));
  return (
    <Section title={t('work.title')}>
      <Facts
        items={[
          {
            term: t('work.requests'),
            detail: asked.length > 0 ? `${asked.join('; ')}.` : t('work.noRequests'),
            ...(requestHouseholds > 0 && { action: toHouseholds('wishing', requestHouseholds) }),
          },
          {
            term: t('work.absent'),
            detail: t('work.absentHouseholds', { count: absentHouseholds }),
            ...(absentHouseholds > 0 && { action: toHouseholds('away', absentHouseholds) }),
          },
          {
            term: t('work.away'),
            detail: t('work.awayPeople', { count: awayPeople }),
            ...(awayHouseholds > 0 && { action: toHouseholds('awayPeople', awayHouseholds) }),
          },
          { term: t('work.aid'), detail: t('work.aidedHouseholds', { count: aidedHouseholds }) },
          {
            term: t('work.sessions'),
            detail:
              sessions.held > 0
                ? t('work.held', { count: sessions.held, heads: sessions.heads })
                : t('work.noSessions'),
            action: <TextLink href={sessionsHref}>{t('work.toSessions')}</TextLink>,
          },
        ]}
      />
    </Section>
  );
}
