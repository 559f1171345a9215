import { useState, type ComponentType } from 'react';
import { useParams } from 'react-router';
import { homeFormDraft, type HomeForm } from '../../domain/form-drafts.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { Page, Skeleton } from '../../ui/index.ts';
import type { DraftContent } from './draft-content.ts';
import type { OpenForm } from './FormPage.tsx';
import { HomeMissing } from './HomeMissing.tsx';
import { UnreadableForm } from './UnreadableForm.tsx';
import { useDraftForm, useStoredForm, type StoredForm } from './use-draft-form.ts';
import { useHome, type HomeSheet } from './use-survey.ts';

export type HomeFormContent = Extract<DraftContent, { form: HomeForm }>;
export type HomeFormProps<C extends HomeFormContent> = OpenForm<C> & { sheet: HomeSheet };

interface Form<C extends HomeFormContent> {
  readonly form: C['form'];
  /** What an untouched form holds, with the versions shown now. */
  readonly start: (sheet: HomeSheet, newId: () => Uuid) => C;
  readonly of: ComponentType<HomeFormProps<C>>;
  readonly newId: () => Uuid;
}

/** A short form about the home of the address, once the home and what was begun of the form are there. */
export function HomeFormScreen<C extends HomeFormContent>(props: Form<C>) {
  const { t } = useTranslation('common');
  const { household = '' } = useParams();
  const home = useHome(household);
  const draft = homeFormDraft(household, props.form);
  const [stored, reload] = useStoredForm<C>(draft, props.form);
  if (home.state === 'failed' || home.state === 'notFound') return <HomeMissing state={home.state} />;
  if (stored.state === 'failed') return <HomeMissing state="failed" />;
  if (stored.state === 'unreadable') return <UnreadableForm household={household} />;
  if (home.state === 'loading' || stored.state === 'loading') return <Page title={t('product')}><Skeleton rows={3} /></Page>;
  return <Opened key={`${household} ${stored.round}`} {...props} draft={draft} sheet={home.sheet} stored={stored} onReload={reload} />;
}

type OpenedProps<C extends HomeFormContent> = Form<C> & { draft: Uuid; sheet: HomeSheet; stored: Extract<StoredForm<C>, { state: 'ready' }>; onReload: () => void };

function Opened<C extends HomeFormContent>({ draft, start, of: Screen, newId, sheet, stored, onReload }: OpenedProps<C>) {
  const [first] = useState(() => stored.content ?? start(sheet, newId));
  const form = useDraftForm<C>(draft, first, stored.draft);
  return <Screen sheet={sheet} form={form} stored={stored} onReload={onReload} />;
}
