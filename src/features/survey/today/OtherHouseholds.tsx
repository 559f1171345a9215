import { useDeferredValue, useState } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import { createFinder } from '../../../domain/search/find-households.ts';
import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import { useToday } from '../../../phone/hooks.ts';
import { Section, Stack, TextField } from '../../../ui/index.ts';
import { Rows } from './rows.tsx';

const shownAtMost = 30;

/** A search over the rest of the village, in place of a list of hundreds of rows. */
export function OtherHouseholds({
  others,
  withDraft,
}: {
  others: readonly HouseholdEntry[];
  withDraft: ReadonlySet<string>;
}) {
  const { t } = useTranslation('survey');
  const [typed, setTyped] = useState('');
  const today = useToday();
  const [find] = useState(createFinder);
  const wanted = useDeferredValue(typed).trim();
  const found = wanted === '' ? [] : find(others, { text: wanted }, today).map(({ entry }) => entry);
  if (others.length === 0) return null;
  return (
    <Section title={t('today.all')}>
      <Stack>
        <TextField
          type="search"
          label={t('today.search')}
          hint={t('today.searchHint')}
          value={typed}
          onChange={setTyped}
          maxLength={60}
          spellCheck={false}
        />
        <p role="status">
          {wanted !== '' && (found.length > 0 ? t('today.found', { count: found.length }) : t('today.foundNone'))}
        </p>
        <Rows label={t('today.all')} households={found.slice(0, shownAtMost)} withDraft={withDraft} />
        {found.length > shownAtMost && <p>{t('today.more', { count: found.length - shownAtMost })}</p>}
        {wanted !== '' && found.length === 0 && <p>{t('today.foundNoneNext')}</p>}
      </Stack>
    </Section>
  );
}
