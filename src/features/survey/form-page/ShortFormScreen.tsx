import { useState, type ComponentType } from 'react';
import { useParams } from 'react-router';
import { shortFormDraft, type HouseholdForm } from '../../../domain/record/form-drafts.ts';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { Page, Skeleton } from '../../../ui/index.ts';
import type { DraftContent } from '../drafts/draft-content.ts';
import { useHousehold } from '../use-household.ts';
import type { HouseholdContext } from '../form-context.ts';
import type { OpenForm } from './FormPage.tsx';
import { HouseholdMissing } from '../notices/HouseholdMissing.tsx';
import { UnreadableForm } from '../notices/UnreadableForm.tsx';
import { useDraftForm, useStoredForm, type StoredForm } from '../drafts/use-draft-form.ts';

export type ShortFormContent = Extract<DraftContent, { form: HouseholdForm }>;
export type ShortFormProps<C extends ShortFormContent> = OpenForm<C> & { formContext: HouseholdContext };

interface Form<C extends ShortFormContent> {
  readonly form: C['form'];
  /** The content of a new form, based on the versions shown now. */
  readonly start: (formContext: HouseholdContext, newId: () => Uuid) => C;
  readonly screen: ComponentType<ShortFormProps<C>>;
  readonly newId: () => Uuid;
}

/** A short form about the household of the address, once the household and the draft are read. */
export function ShortFormScreen<C extends ShortFormContent>(props: Form<C>) {
  const { t } = useTranslation('common');
  const { household = '' } = useParams();
  const loaded = useHousehold(household);
  const draft = shortFormDraft(household, props.form);
  const [stored, reload] = useStoredForm<C>(draft, props.form);
  if (loaded.state === 'failed' || loaded.state === 'notFound') return <HouseholdMissing state={loaded.state} />;
  if (stored.state === 'failed') return <HouseholdMissing state="failed" />;
  if (stored.state === 'unreadable') return <UnreadableForm household={household} />;
  if (loaded.state === 'loading' || stored.state === 'loading')
    return (
      <Page title={t('product')}>
        <Skeleton rows={3} />
      </Page>
    );
  return (
    <Opened
      key={`${household} ${stored.round}`}
      {...props}
      draft={draft}
      formContext={loaded.formContext}
      stored={stored}
      onReload={reload}
    />
  );
}

type OpenedProps<C extends ShortFormContent> = Form<C> & {
  draft: Uuid;
  formContext: HouseholdContext;
  stored: Extract<StoredForm<C>, { state: 'ready' }>;
  onReload: () => void;
};

function Opened<C extends ShortFormContent>({
  draft,
  start,
  screen: Screen,
  newId,
  formContext,
  stored,
  onReload,
}: OpenedProps<C>) {
  const [first] = useState(() => stored.content ?? start(formContext, newId));
  const form = useDraftForm<C>(draft, first, stored.draft);
  return <Screen formContext={formContext} form={form} stored={stored} onReload={onReload} />;
}
