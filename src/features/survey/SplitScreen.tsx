import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { usePhone } from '../../sync/react.ts';
import { Button, ChoiceList, Page, Stack, TextField } from '../../ui/index.ts';
import { HomeActionScreen } from './HomeActionScreen.tsx';
import { splitChanges } from './home-change.ts';
import { surveyPaths } from './paths.ts';
import { SaveProblemNotice } from './SaveProblemNotice.tsx';
import { useFreeze } from './use-freeze.ts';
import type { HomeSheet } from './use-survey.ts';

/** Part of a home has its own household now: who goes, and whose name it has. Their answers go with them. */
export const SplitScreen = () => <HomeActionScreen of={Split} />;

function Split({ sheet }: { sheet: HomeSheet }) {
  const { t } = useTranslation('survey');
  const { home, newId } = usePhone();
  const navigate = useNavigate();
  const { household, basesOf } = sheet;
  const paths = surveyPaths(home);
  const { problem, busy, save } = useFreeze();
  const [going, setGoing] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState<string>();
  const [tried, setTried] = useState(false);
  const movers = household.people.filter(({ id }) => going.includes(id));
  const headName = (typed ?? movers[0]?.name ?? '').trim().normalize('NFC');
  const takesAll = movers.length === household.people.length;

  const submit = async () => {
    setTried(true);
    if (movers.length === 0 || takesAll || headName === '') return;
    const id = newId();
    if (await save(splitChanges(household, movers, { id, headName }, basesOf))) void navigate(paths.household(id), { replace: true });
  };

  return (
    <Page
      title={t('split.title')}
      context={household.headName || t('home.noName')}
      places="hide"
      back={{ href: paths.household(household.id) }}
      intro={<p>{t('split.intro')}</p>}
      action={<Button variant="primary" block onClick={() => void submit()} busy={busy ? t('question.saving') : undefined}>{t('split.save')}</Button>}
    >
      <Stack gap="l">
        {problem && <SaveProblemNotice problem={problem} onRetry={() => void submit()} />}
        <ChoiceList
          multiple
          legend={t('split.who')}
          value={going}
          onChange={setGoing}
          error={tried && (movers.length === 0 || takesAll) ? t(takesAll ? 'split.all' : 'split.nobody') : undefined}
          options={household.people.map(({ id, name }) => ({ value: id, label: name || t('person.noName') }))}
        />
        <TextField
          label={t('householdForm.headName')}
          value={typed ?? movers[0]?.name ?? ''}
          onChange={setTyped}
          maxLength={200}
          autoCapitalize="words"
          spellCheck={false}
          error={tried && headName === '' ? t('householdForm.headNeeded') : undefined}
        />
      </Stack>
    </Page>
  );
}
