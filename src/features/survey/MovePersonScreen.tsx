import { useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { useHouseholds, usePhone } from '../../sync/react.ts';
import { Button, Page, Stack } from '../../ui/index.ts';
import { HomeActionScreen } from './HomeActionScreen.tsx';
import { HomeMissing } from './HomeMissing.tsx';
import { HomePicker } from './HomePicker.tsx';
import { movePersonChange } from './home-change.ts';
import { surveyPaths } from './paths.ts';
import { SaveProblemNotice } from './SaveProblemNotice.tsx';
import { useFreeze } from './use-freeze.ts';
import { useVillage, type HomeSheet } from './use-survey.ts';

/** Somebody who lives in another home of the village now (married, went to a son's). */
export const MovePersonScreen = () => <HomeActionScreen of={MovePerson} />;

function MovePerson({ sheet }: { sheet: HomeSheet }) {
  const { t } = useTranslation('survey');
  const { home } = usePhone();
  const navigate = useNavigate();
  const { person: id = '' } = useParams();
  const { household, basesOf } = sheet;
  const paths = surveyPaths(home);
  const { problem, busy, save } = useFreeze();
  const households = useHouseholds(useVillage());
  const [chosen, setChosen] = useState<Uuid | null>(null);
  const [tried, setTried] = useState(false);
  const others = useMemo(() => (households.state === 'ready' ? households.value.filter((one) => one.id !== household.id) : []), [households, household.id]);
  const person = household.people.find((one) => one.id === id);
  if (!person) return <HomeMissing state="notFound" />;

  const submit = async () => {
    setTried(true);
    if (chosen !== null && (await save([movePersonChange(person.id, chosen, basesOf)]))) void navigate(paths.household(chosen), { replace: true });
  };

  return (
    <Page
      title={t('movePerson.title')}
      context={person.name || t('person.noName')}
      places="hide"
      back={{ href: paths.person(household.id, person.id) }}
      intro={<p>{t('movePerson.intro')}</p>}
      action={<Button variant="primary" block onClick={() => void submit()} busy={busy ? t('question.saving') : undefined}>{t('movePerson.save')}</Button>}
    >
      <Stack gap="l">
        {problem && <SaveProblemNotice problem={problem} onRetry={() => void submit()} />}
        <HomePicker legend={t('movePerson.which')} homes={others} value={chosen} onChange={setChosen} error={tried && chosen === null ? t('movePerson.whichNeeded') : undefined} />
      </Stack>
    </Page>
  );
}
