import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Area } from '../../../domain/access/area.ts';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { villagesOf } from '../../../sync/index.ts';
import { useDrafts, usePhone, type Phone } from '../../../phone/hooks.ts';
import { Button, ChoiceList, Notice, Page, Stack } from '../../../ui/index.ts';
import { HouseholdActionScreen } from '../form-page/HouseholdActionScreen.tsx';
import { moveHouseholdChange } from '../changes/household-changes.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { SaveProblemNotice } from '../notices/SaveProblemNotice.tsx';
import { useSubmit } from '../drafts/use-submit.ts';
import type { HouseholdContext } from '../form-context.ts';

/** The other villages in which the person may write: a move needs the right to write in both. */
export function otherVillages({ me, village }: Pick<Phone, 'me' | 'village'>): Area[] {
  const ids = villagesOf(me);
  return me.areas.filter(({ id }) => ids.includes(id) && id !== village?.id);
}

/** A household that has gone to another village, with its people and their answers. */
export const MoveHouseholdScreen = () => <HouseholdActionScreen screen={MoveHousehold} />;

function MoveHousehold({ formContext }: { formContext: HouseholdContext }) {
  const { t } = useTranslation('survey');
  const phone = usePhone();
  const navigate = useNavigate();
  const { household, basesOf } = formContext;
  const paths = addressesBelow(phone.basePath);
  const { problem, busy, save } = useSubmit();
  const drafts = useDrafts();
  const [chosen, setChosen] = useState<Uuid | null>(null);
  const [tried, setTried] = useState(false);
  const here = new Set([household.id, ...household.people.map(({ id }) => id)]);
  const inForm = drafts.state === 'ready' && drafts.value.some(({ id }) => here.has(id));

  const submit = async () => {
    setTried(true);
    if (chosen !== null && !inForm && (await save([moveHouseholdChange(household.id, chosen, basesOf)])))
      void navigate(paths.today, { replace: true });
  };

  return (
    <Page
      title={t('moveHousehold.title')}
      context={household.headName || t('household.noName')}
      places="hide"
      back={{ href: paths.household(household.id) }}
      intro={<p>{t('moveHousehold.intro')}</p>}
      action={
        <Button variant="primary" block onClick={() => void submit()} busy={busy ? t('question.saving') : undefined}>
          {t('moveHousehold.save')}
        </Button>
      }
    >
      <Stack gap="l">
        {problem && <SaveProblemNotice problem={problem} onRetry={() => void submit()} />}
        {inForm && <Notice kind="warning" title={t('merge.draft')} next={t('moveHousehold.draftNext')} />}
        <ChoiceList
          legend={t('moveHousehold.which')}
          value={chosen}
          onChange={setChosen}
          error={tried && chosen === null ? t('moveHousehold.whichNeeded') : undefined}
          options={otherVillages(phone).map(({ id, prefix, name }) => ({ value: id, label: `${prefix} ${name}` }))}
        />
      </Stack>
    </Page>
  );
}
