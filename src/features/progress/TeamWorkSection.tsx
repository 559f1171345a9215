import type { TeamWork } from '../../domain/report/team-work.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Facts, Section, TextLink } from '../../ui/index.ts';
import { useGuideTitle } from './use-guide-title.ts';

const shown = 3;

/** What is in no figure: what people ask for, who was not at home, the group sessions that were held. */
export function TeamWorkSection({ work: { requests, requestHomes, absentHomes, awayPeople, awayHomes, sessions }, sessionsHref, homesHref }: { work: TeamWork; sessionsHref: string; homesHref: string }) {
  const { t } = useTranslation('progress');
  const titleOf = useGuideTitle();
  const toHomes = (gap: 'wishing' | 'away' | 'awayPeople', count: number) => <TextLink href={`${homesHref}?gap=${gap}`}>{t('work.homes', { count })}</TextLink>;
  const asked = requests.slice(0, shown).map(({ guide, people }) => t('work.request', { guide: titleOf(guide), count: people }));
  return (
    <Section title={t('work.title')}>
      <Facts
        items={[
          { term: t('work.requests'), detail: asked.length > 0 ? `${asked.join('; ')}.` : t('work.noRequests'), ...(requestHomes > 0 && { action: toHomes('wishing', requestHomes) }) },
          { term: t('work.absent'), detail: t('work.absentHomes', { count: absentHomes }), ...(absentHomes > 0 && { action: toHomes('away', absentHomes) }) },
          { term: t('work.away'), detail: t('work.awayPeople', { count: awayPeople }), ...(awayHomes > 0 && { action: toHomes('awayPeople', awayHomes) }) },
          { term: t('work.sessions'), detail: sessions.held > 0 ? t('work.held', { count: sessions.held, heads: sessions.heads }) : t('work.noSessions'), action: <TextLink href={sessionsHref}>{t('work.toSessions')}</TextLink> },
        ]}
      />
    </Section>
  );
}
