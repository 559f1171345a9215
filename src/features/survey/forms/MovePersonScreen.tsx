import { useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { usePhone, useWholeHouseholdList } from '../../../phone/hooks.ts';
import { Button, Page, Stack } from '../../../ui/index.ts';
import { HouseholdActionScreen } from '../form-page/HouseholdActionScreen.tsx';
import { HouseholdMissing } from '../notices/HouseholdMissing.tsx';
import { HouseholdPicker } from '../form-page/HouseholdPicker.tsx';
import { movePersonChange } from '../changes/household-changes.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { SaveProblemNotice } from '../notices/SaveProblemNotice.tsx';
import { useSubmit } from '../drafts/use-submit.ts';
import { useVillage } from '../use-household.ts';
import type { HouseholdContext } from '../form-context.ts';

/** Somebody who lives in another household of the village now (married, went to a son's). */
export const MovePersonScreen = () => <HouseholdActionScreen screen={MovePerson} />;

function MovePerson({ formContext }: { formContext: HouseholdContext }) {
  const { t } = useTranslation('survey');
  const { basePath } = usePhone();
  const navigate = useNavigate();
  const { person: id = '' } = useParams();
  const { household, basesOf } = formContext;
  const paths = addressesBelow(basePath);
  const { problem, busy, save } = useSubmit();
  const households = useWholeHouseholdList(useVillage());
  const [chosen, setChosen] = useState<Uuid | null>(null);
  const [tried, setTried] = useState(false);
  const others = useMemo(
    () => (households.state === 'ready' ? households.value.byName.filter((one) => one.id !== household.id) : []),
    [households, household.id],
  );
  const person = household.people.find((one) => one.id === id);
  if (!person) return <HouseholdMissing state="notFound" />;

  const submit = async () => {
    setTried(true);
    if (chosen !== null && (await save([movePersonChange(person.id, chosen, basesOf)])))
      void navigate(paths.household(chosen), { replace: true });
  };

  return (
    <Page
      title={t('movePerson.title')}
      context={person.name || t('person.noName')}
      places="hide"
      back={{ href: paths.person(household.id, person.id) }}
      intro={<p>{t('movePerson.intro')}</p>}
      action={
        <Button variant="primary" block onClick={() => void submit()} busy={busy ? t('question.saving') : undefined}>
          {t('movePerson.save')}
        </Button>
      }
    >
      <Stack gap="l">
        {problem && <SaveProblemNotice problem={problem} onRetry={() => void submit()} />}
        <HouseholdPicker
          legend={t('movePerson.which')}
          households={others}
          value={chosen}
          onChange={setChosen}
          error={tried && chosen === null ? t('movePerson.whichNeeded') : undefined}
        />
      </Stack>
    </Page>
  );
}
