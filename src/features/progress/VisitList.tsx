import { House } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { VisitSuggestion } from '../../domain/next-visits.ts';
import { pathIn, useLanguage } from '../../i18n/index.ts';
import { List, ListRow, Notice, Section, TextLink } from '../../ui/index.ts';

export interface VisitListProps {
  readonly visits: readonly VisitSuggestion[];
  /** The address of a household's screen. */
  readonly hrefOf: (household: string) => string;
}

/** "5 nhà nên đến tuần này", each with its reason; homes to coach come with the guides. */
export function VisitList({ visits, hrefOf }: VisitListProps) {
  const { t } = useTranslation('progress');
  const { language } = useLanguage();
  if (visits.length === 0) return <Notice kind="success" title={t('visits.none')} next={t('visits.noneNext')} />;
  return (
    <Section title={t('visits.title', { count: visits.length })}>
      <List>
        {visits.map((visit) => (
          <VisitRow key={visit.household.id} visit={visit} href={hrefOf(visit.household.id)} />
        ))}
      </List>
      {visits.some(({ reason }) => reason === 'coach') && (
        <p>
          <TextLink href={pathIn(language === 'en' ? 'en' : 'vi', '/guides')}>{t('visits.guide')}</TextLink>
        </p>
      )}
    </Section>
  );
}

function VisitRow({ visit, href }: { visit: VisitSuggestion; href: string }) {
  const { t } = useTranslation('progress');
  const { household, reason, people } = visit;
  const why = reason === 'coach' ? t('visits.coach', { count: people }) : t(`visits.${reason}`);
  const more = [household.outcome === 'away' ? t('visits.away') : '', household.address];
  return <ListRow icon={House} href={href} title={household.headName || t('visits.noName')} meta={[why, ...more.filter(Boolean)].join(' · ')} />;
}
