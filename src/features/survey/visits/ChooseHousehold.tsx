import { useDeferredValue, useMemo, useState } from 'react';
import { compareByAddress } from '../../../domain/search/name-order.ts';
import { householdText } from '../../../domain/search/household-text.ts';
import { foldText } from '../../../lib/fold.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useHouseholds, usePhone, type PhoneHousehold } from '../../../phone/hooks.ts';
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
  const households = useHouseholds(useVillage());
  const [typed, setTyped] = useState('');
  const wanted = foldText(useDeferredValue(typed).trim());
  const listed = useMemo(
    () => (households.state === 'ready' ? inReach(households.value, me.account) : []),
    [households, me.account],
  );
  if (households.state !== 'ready') return <NotLoaded state={households.state} />;
  const found = listed
    .filter(({ text, isMine }) => (wanted === '' ? isMine : text.includes(wanted)))
    .slice(0, shownAtMost);
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

function inReach(households: readonly PhoneHousehold[], account: string) {
  return households
    .map((household) => ({
      household,
      isMine: household.responsible === account,
      text: householdText(household),
    }))
    .sort((a, b) => Number(b.isMine) - Number(a.isMine) || compareByAddress(a.household, b.household));
}
