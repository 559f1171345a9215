import { useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useNavigate } from 'react-router';
import { useTranslation } from '../../../i18n/index.ts';
import { Button, Form, Notice, Page, SaveButton, Stack } from '../../../ui/index.ts';
import type { DraftContent } from '../drafts/draft-content.ts';
import { focusFirstError } from './focus-first-error.ts';
import { SaveProblemNotice } from '../notices/SaveProblemNotice.tsx';
import type { DraftForm, StoredForm } from '../drafts/use-draft-form.ts';

type FormContent = Exclude<DraftContent, { form: 'survey' }>;

/** A short form on one screen, as its screen gets it: whatever is touched is on disk within a moment. */
export interface OpenForm<C extends FormContent> {
  readonly form: DraftForm<C>;
  readonly stored: Extract<StoredForm<C>, { state: 'ready' }>;
  /** Takes over what another window has saved. */
  readonly onReload: () => void;
}

export type FormPageProps<C extends FormContent> = OpenForm<C> & {
  title: string;
  context?: string | undefined;
  intro?: ReactNode;
  /** Where the form leads back to, saved or left. */
  out: string;
  /** The main action's words; absent where there is nothing to save. */
  save: string | undefined;
  /** Another window has saved this form; saving makes a record beside that one. */
  savedElsewhere?: boolean;
  /** True while something is missing or wrong: the first error is shown instead of saving. */
  isWrong: boolean;
  /** True when it is on disk. */
  onSave: () => Promise<boolean>;
  /** Errors show only after the first try. */
  children: (tried: boolean) => ReactNode;
};

/**
 * The frame of such a form: the way out keeps what was typed, the main action saves, and a failed save is shown on top.
 */
export function FormPage<C extends FormContent>({
  form,
  stored,
  onReload,
  title,
  context,
  intro,
  out,
  save,
  savedElsewhere = false,
  isWrong,
  onSave,
  children,
}: FormPageProps<C>) {
  const { t } = useTranslation('survey');
  const navigate = useNavigate();
  const [tried, setTried] = useState(false);
  const go = (leaving: Promise<void>) => void leaving.then(() => navigate(out, { replace: true }));
  const submit = async () => {
    flushSync(() => setTried(true));
    if (isWrong) focusFirstError('form');
    else if (await onSave()) void navigate(out, { replace: true });
  };
  return (
    <Page
      title={title}
      context={context}
      places="hide"
      back={{
        href: out,
        onClick: (event) => {
          event.preventDefault();
          go(form.leave());
        },
      }}
      intro={intro}
      action={
        save !== undefined && (
          <SaveButton form="form" busy={form.busy ? t('question.saving') : undefined}>
            {savedElsewhere ? t('form.saveAnother') : save}
          </SaveButton>
        )
      }
    >
      <Stack gap="l">
        {form.problem && (
          <SaveProblemNotice
            problem={form.problem}
            onRetry={form.problem.kind === 'stale' ? onReload : () => void submit()}
          />
        )}
        {stored.draft && <Notice kind="info" title={t('person.restored')} />}
        {savedElsewhere && (
          <Notice kind="warning" announce title={t('form.savedElsewhere')} next={t('form.savedElsewhereNext')} />
        )}
        <Form id="form" busy={form.busy} onSave={submit}>
          {children(tried)}
        </Form>
        {stored.draft && (
          <Button variant="quiet" onClick={() => go(form.discard())}>
            {t('person.discard')}
          </Button>
        )}
      </Stack>
    </Page>
  );
}
