import { useDeferredValue, useMemo, useState } from 'react';
import { createFinder } from '../../../domain/search/find-households.ts';
import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { usePhone, useToday, useWholeHouseholdList } from '../../../phone/hooks.ts';
import { List, ListRow, Page, Stack, TextField } from '../../../ui/index.ts';
import { NotLoaded } from '../notices/NotLoaded.tsx';
import { addressesBelow } from '../../../phone/addresses.ts';
import { useVillage } from '../use-household.ts';
import { guideIds, guideTitle } from './visit-words.ts';

const shownAtMost = 20;

/** Choice of the household of a visit begun at the end of a guide: the member's own first, any other by name. */
export function ChooseHousehold({ guide }: { guide: string | undefined }) {
  const { t } = useTranslation(['visits', 'survey', 'guides']);
  const { basePath, me } = usePhone();
  const today = useToday();
  const households = useWholeHouseholdList(useVillage());
  const [find] = useState(createFinder);
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed).trim();
  const found = useMemo(() => {
    if (households.state !== 'ready') return [];
    const isMine = ({ household }: HouseholdEntry): boolean => household.responsible === me.account;
    const fitting = find(households.value.byAddress, { text: wanted }, today).map(({ entry }) => entry);
    const others = wanted === '' ? [] : fitting.filter((entry) => !isMine(entry));
    return [...fitting.filter(isMine), ...others].slice(0, shownAtMost);
  }, [find, households, wanted, today, me.account]);
  if (households.state !== 'ready') return <NotLoaded state={households.state} />;
  const paths = addressesBelow(basePath);
  return (
    <Page
      title={t('choose.title')}
      context={guide !== undefined && guideIds.includes(guide) ? guideTitle(t, guide) : undefined}
      back={{ href: paths.today }}
      places="hide"
    >
      <Stack>
        <TextField
          type="search"
          label={t('survey:today.search')}
          hint={t('survey:today.searchHint')}
          value={typed}
          onChange={setTyped}
          maxLength={60}
          spellCheck={false}
        />
        <p role="status">
          {found.length === 0 && (wanted === '' ? t('choose.noneMine') : t('survey:today.foundNone'))}
        </p>
        <List label={t('choose.title')}>
          {found.map(({ household: { id, headName, address } }) => (
            <ListRow
              key={id}
              href={paths.newVisit(id, { guide })}
              title={headName || t('survey:household.noName')}
              {...(address !== '' && { meta: address })}
            />
          ))}
        </List>
      </Stack>
    </Page>
  );
}
