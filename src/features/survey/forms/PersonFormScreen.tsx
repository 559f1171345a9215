import { useState } from 'react';
import { Navigate, useParams } from 'react-router';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { Page, Skeleton } from '../../../ui/index.ts';
import type { PersonContent } from '../drafts/draft-content.ts';
import { useHousehold } from '../use-household.ts';
import { HouseholdMissing } from '../notices/HouseholdMissing.tsx';
import { addressesBelow } from '../../../phone/addresses.ts';
import { PersonForm } from './PersonForm.tsx';
import { UnreadableForm } from '../notices/UnreadableForm.tsx';
import { useStoredForm } from '../drafts/use-draft-form.ts';

/** Adds a person to a household, or corrects one. A new person gets their id first, for the draft's address. */
export function PersonFormScreen() {
  const { household = '', person } = useParams();
  const { newId, basePath } = usePhone();
  const [made] = useState(newId);
  if (person === undefined) return <Navigate replace to={addressesBelow(basePath).person(household, made)} />;
  return <KnownPerson key={person} household={household} id={person} />;
}

function KnownPerson({ household, id }: { household: Uuid; id: Uuid }) {
  const { t } = useTranslation('common');
  const loaded = useHousehold(household);
  const [stored, reload] = useStoredForm<PersonContent>(id, 'person');
  if (loaded.state === 'failed' || stored.state === 'failed') return <HouseholdMissing state="failed" />;
  if (loaded.state === 'notFound') return <HouseholdMissing state="notFound" />;
  if (stored.state === 'unreadable') return <UnreadableForm household={household} />;
  if (loaded.state === 'loading' || stored.state === 'loading')
    return (
      <Page title={t('product')}>
        <Skeleton rows={3} />
      </Page>
    );
  return <PersonForm key={stored.round} id={id} formContext={loaded.formContext} stored={stored} onReload={reload} />;
}
