import { useDeferredValue, useMemo, useState } from 'react';
import { foldText } from '../../../domain/fold.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useHouseholds, usePhone, type PhoneHousehold } from '../../../sync/react.ts';
import { List, ListRow, Page, Skeleton, Stack, TextField } from '../../../ui/index.ts';
import { HomeMissing } from '../HomeMissing.tsx';
import { surveyPaths } from '../paths.ts';
import { useVillage } from '../use-survey.ts';
import { guideIds, guideTitle } from './visit-words.ts';

const shownAtMost = 20;

/** Where was it? From the end of a guide nobody knows the home yet: the member's own first, any other by name. */
export function ChooseHome({ guide }: { guide: string | undefined }) {
  const { t } = useTranslation(['visits', 'survey', 'guides', 'common']);
  const { home, me } = usePhone();
  const households = useHouseholds(useVillage());
  const [typed, setTyped] = useState('');
  const wanted = foldText(useDeferredValue(typed).trim());
  const listed = useMemo(() => (households.state === 'ready' ? inReach(households.value, me.account) : []), [households, me.account]);
  if (households.state === 'failed') return <HomeMissing state="failed" />;
  if (households.state === 'loading') return <Page title={t('common:product')}><Skeleton rows={4} /></Page>;
  const found = listed.filter(({ text, isMine }) => (wanted === '' ? isMine : text.includes(wanted))).slice(0, shownAtMost);
  const paths = surveyPaths(home);
  return (
    <Page title={t('choose.title')} context={guide !== undefined && guideIds.includes(guide) ? guideTitle(t, guide) : undefined} back={{ href: paths.today }} places="hide">
      <Stack>
        <TextField type="search" label={t('survey:today.search')} hint={t('survey:today.searchHint')} value={typed} onChange={setTyped} maxLength={60} spellCheck={false} />
        <p role="status">{found.length === 0 && (wanted === '' ? t('choose.noneMine') : t('survey:today.foundNone'))}</p>
        <List label={t('choose.title')}>
          {found.map(({ household: { id, headName, address } }) => (
            <ListRow key={id} href={paths.newVisit(id, { guide })} title={headName || t('survey:home.noName')} {...(address !== '' && { meta: address })} />
          ))}
        </List>
      </Stack>
    </Page>
  );
}

function inReach(households: readonly PhoneHousehold[], account: string) {
  return households
    .map((household) => ({ household, isMine: household.responsible === account, text: foldText([household.headName, household.address, ...household.people.map(({ name }) => name)].join(' ')) }))
    .sort((a, b) => Number(b.isMine) - Number(a.isMine) || inVietnamese.compare(a.household.address, b.household.address) || inVietnamese.compare(a.household.headName, b.household.headName));
}

const inVietnamese = new Intl.Collator('vi', { numeric: true });
