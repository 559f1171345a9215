import { House } from 'lucide-react';
import type { Work } from '../../domain/day-work.ts';
import { useTranslation } from '../../i18n/index.ts';
import { List, ListRow, Notice, Section } from '../../ui/index.ts';
import { useWorkWords } from './use-work-words.ts';

export interface VisitListProps {
  /** In the order of the day: the same as on every phone of the team. */
  readonly visits: readonly Work[];
  /** The address of a household's screen. */
  readonly hrefOf: (household: string) => string;
  /** Homes that do not want to be asked: they are left in peace. */
  readonly refused: number;
}

/** "5 nhà nên đến tuần này", each with its reasons. */
export function VisitList({ visits, hrefOf, refused }: VisitListProps) {
  const { t } = useTranslation('progress');
  const wordsOf = useWorkWords();
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
        {visits.map((work) => (
          <ListRow
            key={work.household.id}
            icon={House}
            href={hrefOf(work.household.id)}
            title={work.household.headName || t('visits.noName')}
            meta={[wordsOf(work), work.household.address].filter(Boolean).join(' · ')}
          />
        ))}
      </List>
    </Section>
  );
}
