import { useState } from 'react';
import { Navigate, useParams } from 'react-router';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { usePhone } from '../../sync/react.ts';
import { Page, Skeleton } from '../../ui/index.ts';
import type { PersonContent } from './draft-content.ts';
import { HomeMissing } from './HomeMissing.tsx';
import { surveyPaths } from './paths.ts';
import { PersonForm } from './PersonForm.tsx';
import { UnreadableForm } from './UnreadableForm.tsx';
import { useStoredForm } from './use-draft-form.ts';
import { useHome } from './use-survey.ts';

/** Somebody new in a home, or what is known of them put right. A new one gets their id first: the draft has a place then. */
export function PersonFormScreen() {
  const { household = '', person } = useParams();
  const { newId, home } = usePhone();
  const [made] = useState(newId);
  if (person === undefined) return <Navigate replace to={surveyPaths(home).person(household, made)} />;
  return <KnownPerson key={person} household={household} id={person} />;
}

function KnownPerson({ household, id }: { household: Uuid; id: Uuid }) {
  const { t } = useTranslation('common');
  const home = useHome(household);
  const [stored, reload] = useStoredForm<PersonContent>(id, 'person');
  if (home.state === 'failed' || stored.state === 'failed') return <HomeMissing state="failed" />;
  if (home.state === 'notFound') return <HomeMissing state="notFound" />;
  if (stored.state === 'unreadable') return <UnreadableForm household={household} />;
  if (home.state === 'loading' || stored.state === 'loading') return <Page title={t('product')}><Skeleton rows={3} /></Page>;
  return <PersonForm key={stored.round} id={id} sheet={home.sheet} stored={stored} onReload={reload} />;
}
