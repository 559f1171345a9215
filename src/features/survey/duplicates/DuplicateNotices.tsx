import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { Merge } from 'lucide-react';
import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import { sameElsewhere, type Elsewhere as TheirDuplicate } from '../../../domain/people/same-person.ts';
import type { Person } from '../../../domain/people/village.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useHouseholdList, usePhone } from '../../../phone/hooks.ts';
import { Button, ConfirmDialog, Notice, Stack, TextLink } from '../../../ui/index.ts';
import { mergeChange, removalChange } from '../changes/household-changes.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { SaveProblemNotice } from '../notices/SaveProblemNotice.tsx';
import { useSubmit } from '../drafts/use-submit.ts';
import { useVillage } from '../use-household.ts';
import type { HouseholdContext } from '../form-context.ts';

/** Possible duplicates of a person in other households, with a link to each and a way to merge; people decide. */
export function AlsoElsewhere({ person, formContext }: { person: Person; formContext: HouseholdContext }) {
  const households = useHouseholdList(useVillage());
  const householdName = formContext.household.id;
  const found = useMemo(
    () => (households.state === 'ready' ? sameElsewhere(person, householdName, households.value.byAddress) : []),
    [households, person, householdName],
  );
  return found.map((elsewhere) => (
    <Elsewhere key={elsewhere.person.id} person={person} formContext={formContext} elsewhere={elsewhere} />
  ));
}

/** Merges the other person into this one. */
function Elsewhere({
  person,
  formContext,
  elsewhere,
}: {
  person: Person;
  formContext: HouseholdContext;
  elsewhere: TheirDuplicate<HouseholdEntry>;
}) {
  const { t } = useTranslation('survey');
  const phone = usePhone();
  const { problem, busy, save } = useSubmit();
  const [asking, setAsking] = useState(false);
  const { household, person: other } = elsewhere;
  const householdName = household.household.headName || t('household.noName');
  const unite = async () => {
    await save([mergeChange('person', other.id, person.id, formContext.basesOf)]);
    setAsking(false);
  };
  return (
    <Notice kind="warning" title={t('person.elsewhere', { householdName })} next={t('person.elsewhereNext')}>
      <Stack gap="s">
        {problem && <SaveProblemNotice problem={problem} onRetry={() => void unite()} />}
        <TextLink href={addressesBelow(phone.basePath).household(household.id)}>{householdName}</TextLink>
        <Button icon={Merge} onClick={() => setAsking(true)}>
          {t('merge.person')}
        </Button>
      </Stack>
      <ConfirmDialog
        open={asking}
        title={t('merge.personTitle', { name: person.name || t('person.noName') })}
        confirm={t('merge.personConfirm')}
        busy={busy ? t('question.saving') : undefined}
        onConfirm={() => void unite()}
        onCancel={() => setAsking(false)}
      >
        <p>{t('merge.personText', { householdName })}</p>
      </ConfirmDialog>
    </Notice>
  );
}

/** Deletes a record that was made twice. Its values stay in the history. */
export function RemoveDuplicate({ formContext, person }: { formContext: HouseholdContext; person: Person }) {
  const { t } = useTranslation('survey');
  const { basePath } = usePhone();
  const navigate = useNavigate();
  const { problem, busy, save } = useSubmit();
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    if (await save([removalChange(person.id, formContext.basesOf)]))
      void navigate(addressesBelow(basePath).household(formContext.household.id), { replace: true });
    else setAsking(false);
  };
  return (
    <Stack>
      {problem && <SaveProblemNotice problem={problem} onRetry={() => void remove()} />}
      <Button variant="quiet" onClick={() => setAsking(true)}>
        {t('person.duplicate')}
      </Button>
      <ConfirmDialog
        open={asking}
        danger
        title={t('person.duplicateTitle', { name: person.name || t('person.noName') })}
        confirm={t('person.duplicateConfirm')}
        busy={busy ? t('question.saving') : undefined}
        onConfirm={() => void remove()}
        onCancel={() => setAsking(false)}
      >
        <p>{t('person.duplicateText')}</p>
      </ConfirmDialog>
    </Stack>
  );
}
