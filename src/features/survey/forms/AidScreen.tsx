import { useState } from 'react';
import { Navigate, useParams, useSearchParams } from 'react-router';
import { aidKinds, longestGiver } from '../../../domain/work/aid.ts';
import { isUuid, type Uuid } from '../../../lib/ids.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone, useToday } from '../../../phone/hooks.ts';
import { ChoiceList, Page, Skeleton, TextField } from '../../../ui/index.ts';
import { aidFieldsOf } from '../changes/aid-form.ts';
import type { AidContent } from '../drafts/draft-content.ts';
import { useDraftForm, useStoredForm, type StoredForm } from '../drafts/use-draft-form.ts';
import { useOnceOnly } from '../drafts/use-once-only.ts';
import { FormPage } from '../form-page/FormPage.tsx';
import { HouseholdMissing } from '../notices/HouseholdMissing.tsx';

/** Notes what a household was given, by whom and when: today. */
export function AidScreen() {
  const { aid } = useParams();
  const { newId, basePath } = usePhone();
  const [params] = useSearchParams();
  const [made] = useState(newId);
  const household = params.get('household') ?? '';
  if (!isUuid(household)) return <HouseholdMissing state="notFound" />;
  if (aid === undefined) return <Navigate replace to={addressesBelow(basePath).aid(made, household)} />;
  return <OpenAid key={aid} id={aid} household={household} />;
}

function OpenAid({ id, household }: { id: Uuid; household: Uuid }) {
  const { t } = useTranslation('common');
  const [stored, reload] = useStoredForm<AidContent>(id, 'aid');
  if (stored.state === 'failed' || stored.state === 'unreadable') return <HouseholdMissing state="failed" />;
  if (stored.state === 'loading')
    return (
      <Page title={t('product')}>
        <Skeleton rows={3} />
      </Page>
    );
  return <AidForm key={stored.round} id={id} household={household} stored={stored} onReload={reload} />;
}

interface FormProps {
  readonly id: Uuid;
  readonly household: Uuid;
  readonly stored: Extract<StoredForm<AidContent>, { state: 'ready' }>;
  readonly onReload: () => void;
}

function AidForm({ id, household, ...open }: FormProps) {
  const { t } = useTranslation('survey');
  const { basePath, me } = usePhone();
  const today = useToday();
  const [first] = useState<AidContent>(
    () => open.stored.content ?? { form: 'aid', showing: true, household, what: null, giver: '' },
  );
  const form = useDraftForm<AidContent>(id, first, open.stored.draft);
  const { content, change, finish } = form;
  const once = useOnceOnly(content.household, id);
  const set = aidFieldsOf(content, today, me.account);
  return (
    <FormPage
      {...open}
      form={form}
      title={t('aid.title')}
      intro={<p>{t('aid.intro')}</p>}
      out={addressesBelow(basePath).household(content.household)}
      save={t('aid.save')}
      isWrong={set === undefined}
      savedElsewhere={once.savedElsewhere}
      onSave={async () => set !== undefined && once.save((record) => finish({ kind: 'aid', record, set, bases: {} }))}
    >
      {(tried) => (
        <>
          <ChoiceList
            legend={t('aid.what')}
            value={content.what}
            onChange={(what) => change({ what: aidKinds.find((one) => one === what) ?? null })}
            error={tried && content.what === null ? t('question.choose') : undefined}
            options={aidKinds.map((value) => ({ value, label: t(`aid.kind.${value}`) }))}
          />
          <TextField
            label={t('aid.giver')}
            hint={t('aid.giverHint')}
            value={content.giver}
            onChange={(giver) => change({ giver })}
            maxLength={longestGiver}
          />
        </>
      )}
    </FormPage>
  );
}
