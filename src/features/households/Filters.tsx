import { useState } from 'react';
import { SlidersHorizontal } from 'lucide-react';
import { wishTopics } from '../../domain/questionnaire/wish-topics.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Button, Row, SelectField, Stack } from '../../ui/index.ts';
import {
  careChoices,
  careFrom,
  gapChoices,
  gapFrom,
  needFrom,
  noFilters,
  sortChoices,
  sortFrom,
  type Search,
} from './search-state.ts';

const any = 'any';

/**
 * By whom, by what is missing, by what somebody needs, and in which order; out of the way of the households until they
 * are wanted.
 */
export function Filters({
  search,
  campaign,
  onChange,
}: {
  search: Search;
  /** The name of the campaign that `search.campaign` says. */
  campaign: string | undefined;
  onChange: (part: Partial<Search>) => void;
}) {
  const { t } = useTranslation(['households', 'survey']);
  const isFiltering = useFilterWords(search, campaign).length > 0;
  const [isOpen, setOpen] = useState(false);
  const all = { value: any, label: t('filter.any') };
  return (
    <Stack>
      <Row>
        <Button icon={SlidersHorizontal} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'list.filtersHide' : 'list.filters')}
        </Button>
        {isFiltering && (
          <Button variant="quiet" onClick={() => onChange(noFilters)}>
            {t('list.filtersOff')}
          </Button>
        )}
      </Row>
      {isOpen && (
        <Stack>
          <SelectField
            label={t('filter.care')}
            value={search.care ?? any}
            onChange={(value) => onChange({ care: careFrom(value) })}
            options={[all, ...careChoices.map((value) => ({ value, label: t(`filter.careOf.${value}`) }))]}
          />
          <SelectField
            label={t('filter.gap')}
            value={search.gap ?? any}
            onChange={(value) => onChange({ gap: gapFrom(value) })}
            options={[all, ...gapChoices.map((value) => ({ value, label: t(`filter.gapOf.${value}`) }))]}
          />
          <SelectField
            label={t('filter.need')}
            value={search.need ?? any}
            onChange={(value) => onChange({ need: needFrom(value) })}
            options={[all, ...wishTopics.map((value) => ({ value, label: t(`survey:q.H8.${value}`) }))]}
          />
          <SelectField
            label={t('filter.sort')}
            value={search.sort}
            onChange={(value) => onChange({ sort: sortFrom(value) })}
            options={sortChoices.map((value) => ({ value, label: t(`filter.sortOf.${value}`) }))}
          />
        </Stack>
      )}
    </Stack>
  );
}

/** What the filters let through, in the words of their choices: "Tôi phụ trách", "Hỏi dở". */
export function useFilterWords({ care, gap, need }: Search, campaign?: string): string[] {
  const { t } = useTranslation(['households', 'survey']);
  return [
    campaign === undefined ? undefined : t('filter.campaign', { name: campaign }),
    care && t(`filter.careOf.${care}`),
    gap && t(`filter.gapOf.${gap}`),
    need && t(`survey:q.H8.${need}`),
  ].filter((words) => words !== undefined);
}
