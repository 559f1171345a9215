import { House } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { VisitSuggestion } from '../../domain/next-visits.ts';
import { List, ListRow, Notice, Section } from '../../ui/index.ts';

export interface VisitListProps {
  readonly visits: readonly VisitSuggestion[];
  /** The address of a household's screen. */
  readonly hrefOf: (household: string) => string;
  /** Homes that do not want to be asked: they are left in peace. */
  readonly refused: number;
}

/** "5 nhà nên đến tuần này", each with its reason. */
export function VisitList({ visits, hrefOf, refused }: VisitListProps) {
  const { t } = useTranslation('progress');
  if (visits.length === 0) {
    return (
      <Notice kind="info" title={t('visits.none')}>
        <p>{t(refused > 0 ? 'visits.noneRefused' : 'visits.noneWhy')}</p>
      </Notice>
    );
  }
  return (
    <Section title={t('visits.title', { count: visits.length })}>
      <List>
        {visits.map((visit) => (
          <VisitRow key={visit.household.id} visit={visit} href={hrefOf(visit.household.id)} />
        ))}
      </List>
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
