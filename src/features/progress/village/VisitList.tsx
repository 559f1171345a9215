import { House } from 'lucide-react';
import type { SummarisedWork } from '../../../domain/work/why-visit.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { List, ListRow, Notice, Section } from '../../../ui/index.ts';
import { useWorkWords } from '../figures/use-work-words.ts';

export interface VisitListProps {
  /** In the order of the day: the same as on every phone of the team. */
  readonly visits: readonly SummarisedWork[];
  /** The address of a household's screen. */
  readonly hrefOf: (household: string) => string;
  /** Count of households that do not want to be asked. */
  readonly refused: number;
}

const shown = 3;

/** "3 nhà nên đến tuần này", each with the most pressing reason; "Hôm nay" has all. */
export function VisitList({ visits: inOrder, hrefOf, refused }: VisitListProps) {
  const { t } = useTranslation('progress');
  const wordsOf = useWorkWords();
  const visits = inOrder.slice(0, shown);
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
            // The most pressing reason alone: the household's screen, a tap away, has all, and its address.
            meta={wordsOf({ ...work, reasons: work.reasons.slice(0, 1) })}
          />
        ))}
      </List>
    </Section>
  );
}
